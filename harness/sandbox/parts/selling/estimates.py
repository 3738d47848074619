"""Estimates that become invoices: the invoice is linked, the estimate closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harness.sandbox.books import settle
from harness.sandbox.core import faults
from harness.sandbox.core.schema import Record
from harness.sandbox.parts.buying import charges
from harness.sandbox.parts.forms import lines

if TYPE_CHECKING:
    from harness.sandbox.company import Company

ESTIMATE = "Estimate"
CHARGED = frozenset({charges.CHARGE, charges.TIME})
OWN = CHARGED | {ESTIMATE}
"""What an invoice is linked to from its own side."""


def own_links(company: Company, record: Record, before: Record | None) -> None:
    """
    Keep an invoice's links to estimates, costs and times; payments make their own (Intuit).

    An invoice can't be linked to what is not there or is another customer's.
    """
    own = []
    for line in record["Line"]:
        for link in line.get("LinkedTxn", []):
            if link["TxnType"] in CHARGED:
                charges.demand_open(company, link, record)
    for link in lines.links(record.get("LinkedTxn") or []):
        if link["TxnType"] not in OWN or link in own:
            continue
        if link["TxnType"] in CHARGED:
            charges.demand_open(company, link, record)
            own.append({"TxnId": link["TxnId"], "TxnType": link["TxnType"]})
            continue
        estimate = company.get(ESTIMATE, link["TxnId"])
        if estimate is None:
            raise faults.business(
                f"The entity {ESTIMATE} {link['TxnId']} that you are trying to link does not"
                f" exist. {ESTIMATE} {link['TxnId']}"
            )
        if estimate["CustomerRef"]["value"] != record["CustomerRef"]["value"]:
            raise faults.unlinkable(link["TxnId"])
        own.append({"TxnId": link["TxnId"], "TxnType": ESTIMATE})
    others = [link for link in (before or {}).get("LinkedTxn", []) if link["TxnType"] not in OWN]
    record["LinkedTxn"] = [*own, *others]


def linked_by(company: Company, record: Record) -> Iterator[settle.Link]:
    """Yield the links to the estimates that an invoice closes and the costs that it charges."""
    del company
    by_lines = [
        link
        for line in record.get("Line", [])
        for link in line.get("LinkedTxn", [])
        if link["TxnType"] in CHARGED
    ]
    for link in [*record.get("LinkedTxn", []), *by_lines]:
        if link["TxnType"] in OWN:
            yield settle.Link(entity=link["TxnType"], target=link["TxnId"], shown="Invoice")


def follow(company: Company, record: Record) -> None:
    """An estimate is closed while an invoice is linked (recorded), and pending again after."""
    del company
    if record["LinkedTxn"]:
        record["TxnStatus"] = "Closed"
    elif record["TxnStatus"] == "Closed":
        record["TxnStatus"] = "Pending"
