"""The oracle over many records at once: the same differences as one by one, and what is missing."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

from harness.oracle import Difference, reconcile
from harness.snapshot import OdooRef, Role, Snapshot
from tests.oracle.records import DIRECTORY, LINKS, PARTNER, POLICY, RIGHT, partner, ref

Company = tuple[
    dict[tuple[OdooRef, Role], Snapshot],
    dict[str, dict[str, dict[str, Any]]],
    dict[tuple[OdooRef, Role], str],
]


def company(times: int) -> Company:
    """So many customers, each with what RIGHT has, and their mirrors, all right."""
    entities = {
        "customer": "Customer",
        "vendor": "Vendor",
        "product": "Item",
        "invoice": "Invoice",
        "bill": "Bill",
        "payment": "Payment",
    }
    snapshots: dict[tuple[OdooRef, Role], Snapshot] = {}
    records: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in entities.values()}
    links: dict[tuple[OdooRef, Role], str] = dict(LINKS)
    for kind, (snapshot, role, right) in RIGHT.items():
        for number in range(times):
            of = replace(snapshot, ref=ref(snapshot.ref.model, 1000 + number))
            held = f"{1000 + number}"
            snapshots[of.ref, role] = of
            links[of.ref, role] = held
            records[entities[kind]][held] = {**right, "Id": held}
    return snapshots, records, links


def judged(made: Company) -> dict[tuple[OdooRef, Role], list[Difference]]:
    """What the oracle says of a company."""
    snapshots, records, links = made
    return reconcile(snapshots, records, POLICY, links, DIRECTORY)


def test_a_company_that_is_mirrored_has_no_differences() -> None:
    """Whatever else QuickBooks holds."""
    made = company(5)
    made[1]["Customer"]["77"] = {"Id": "77", "DisplayName": "Somebody else's"}
    assert judged(made) == {}


def test_one_wrong_field_among_thousands_is_found_by_its_rule() -> None:
    """And nothing else is."""
    made = company(1000)
    wrong = copy.deepcopy(made[1]["Invoice"]["1500"])
    wrong["DueDate"] = "2026-03-03"
    made[1]["Invoice"]["1500"] = wrong
    found = judged(made)
    assert list(found) == [(ref("account.move", 1500), "invoice")]
    (only,) = next(iter(found.values()))
    assert (only.rule, only.found) == ("invoices.due_date", "2026-03-03")


def test_a_mirror_that_is_missing_is_told() -> None:
    """One that never came, and one that is there no more."""
    made = company(3)
    del made[2][ref("product.product", 1000), "product"]
    del made[1]["Vendor"]["1001"]
    found = judged(made)
    assert [(item.rule, item.found) for row in found.values() for item in row] == [
        ("vendors.mirrored", "no Vendor 1001"),
        ("items.mirrored", "nothing"),
    ]


def test_a_mirror_of_two_records_is_told() -> None:
    """The second has none of its own."""
    made = company(2)
    made[2][ref("res.partner", 1001), "customer"] = "1000"
    found = judged(made)
    assert list(found) == [(ref("res.partner", 1001), "customer")]
    (only,) = next(iter(found.values()))
    assert only.found == "Customer 1000, which mirrors res.partner(1000)"


def test_a_record_without_an_answer_stops_no_other() -> None:
    """The rule that has none is named."""
    made = company(2)
    unknown = replace(partner, ref=PARTNER, customer_terms="45 Days")
    made[0][PARTNER, "customer"] = unknown
    made[1]["Customer"]["1001"] = {**made[1]["Customer"]["1001"], "Active": False}
    found = judged(made)
    assert [row[0].rule for row in found.values()] == ["customers.archived", "terms"]
    assert "45 Days" in found[PARTNER, "customer"][0].found
