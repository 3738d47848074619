"""
Billable costs: each is a charge to a customer, until an invoice is linked to it.

A charge is made of a billable line of a bill, an expense or a vendor credit (whose
charges are negative), and follows it. An invoice that is linked to it, as a whole or
by a line, makes it invoiced and the line billed; without that invoice both are open
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from harness.sandbox.books import settle
from harness.sandbox.core import faults
from harness.sandbox.core.schema import Record, Rule

if TYPE_CHECKING:
    from harness.sandbox.company import Company

CHARGE, TIME, DETAIL = "ReimburseCharge", "TimeActivity", "ReimburseLineDetail"
BILLABLE = frozenset({"Billable", "HasBeenBilled"})


def follower(kind: str) -> Rule:
    """Make the rule that keeps the charges of a kind of forms as its lines are."""

    def rule(company: Company, record: Record, before: Record | None) -> None:
        _follow(company, kind, record, before)

    return rule


def _follow(company: Company, kind: str, record: Record, before: Record | None) -> None:
    """Create, replace and drop the charges of a form, as its lines are."""
    wanted = {line["Id"]: line for line in _billable(record)}
    if not record or (not wanted and not any(_billable(before or {}))):
        return  # deleted, or never billable
    entity = company.entities[CHARGE]
    sign = -1 if kind == "VendorCredit" else 1
    for charge in _charges(company, record["Id"]):
        number = charge["LinkedTxn"][0]["TxnLineId"]
        line = wanted.get(number)
        if charge["HasBeenInvoiced"] or (line is not None and _same(charge, line, sign)):
            wanted.pop(number, None)
        else:
            company.delete(entity, charge)
    for line in wanted.values():
        detail = line[line["DetailType"]]
        source = {"TxnId": record["Id"], "TxnType": kind, "TxnLineId": line["Id"]}
        told = {"Description": line["Description"]} if line.get("Description") else {}
        amount = sign * line["Amount"]
        inner = {"Id": "1", "LineNum": 1, **told, "Amount": amount}
        company.create(
            entity,
            {
                "CustomerRef": detail["CustomerRef"],
                "Amount": amount,
                "TxnDate": record["TxnDate"],
                "CurrencyRef": record["CurrencyRef"],
                "LinkedTxn": [source],
                "Line": [{**inner, "DetailType": DETAIL, DETAIL: _account(detail)}],
            },
        )

    if kind != "Purchase":
        _tell(company, kind, record["Id"])


def _tell(company: Company, kind: str, number: str) -> None:
    """Add to each billable line the id of its charge (a response of Intuit's, 2025)."""
    held = company.get(kind, number)
    if held is None:
        return
    entity = company.entities[kind]
    made = {each["LinkedTxn"][0]["TxnLineId"]: each["Id"] for each in _charges(company, number)}
    lines = []
    for line in held["Line"]:
        links = [link for link in line.get("LinkedTxn", ()) if link["TxnType"] != CHARGE]
        if line["Id"] in made:
            links.append({"TxnId": made[line["Id"]], "TxnType": CHARGE})
        if links or entity.links_shown:
            lines.append(with_links(line, links))
        else:
            lines.append({key: value for key, value in line.items() if key != "LinkedTxn"})
    if lines != held["Line"]:
        company.touch(entity, {**held, "Line": lines})


def with_links(line: Record, links: list[Record]) -> Record:
    """Tell the links of a bill's line where Intuit does, none of them too (recorded, 2026)."""
    told: Record = {}
    for key, value in line.items():
        if key == "DetailType":
            told["LinkedTxn"] = links
        if key != "LinkedTxn":
            told[key] = value
    return told


def _account(detail: Record) -> Record:
    account = detail.get("AccountRef") or detail.get("ItemRef")
    return {"ItemAccountRef": account} if account else {}


def _billable(record: Record) -> Iterator[Record]:
    for line in record.get("Line", []):
        detail = line.get(line.get("DetailType", ""), {})
        if detail.get("BillableStatus") in BILLABLE and detail.get("CustomerRef"):
            yield line


def _charges(company: Company, source: str) -> Iterable[Record]:
    for name, number in settle.sources(company, source):
        held = company.get(name, number) if name == CHARGE else None
        if held is not None:
            yield held


def _same(charge: Record, line: Record, sign: int) -> bool:
    customer = line[line["DetailType"]]["CustomerRef"]["value"]
    told = (charge["Amount"], charge["CustomerRef"]["value"])
    return told == (sign * line["Amount"], customer)


def drop(company: Company, record: Record, before: Record | None) -> None:
    """Drop the charges of what is deleted; 6400 when one of them was invoiced (Intuit)."""
    del before
    for charge in list(_charges(company, record["Id"])):
        if charge["HasBeenInvoiced"]:
            raise faults.invalid(
                "6400",
                "Deleting linkedPurchase results in invalid Invoice",
                "The purchase can't be deleted since it would invalidate a linked invoice.",
            )
        company.delete(company.entities[CHARGE], charge)


def source_links(company: Company, record: Record) -> Iterator[settle.Link]:
    """Yield the link from a charge to its cost."""
    del company
    for link in record.get("LinkedTxn", []):
        if link["TxnType"] in {"Bill", "Purchase", "VendorCredit"}:
            yield settle.Link(entity=link["TxnType"], target=link["TxnId"], shown=CHARGE)


def invoiced(company: Company, record: Record) -> None:
    """Fill whether an invoice charges it, both in the charge and in the line it is for."""
    done = any(link["TxnType"] == "Invoice" for link in record["LinkedTxn"])
    record["HasBeenInvoiced"] = done
    source = record["LinkedTxn"][0]
    held = company.get(source["TxnType"], source["TxnId"])
    if held is None:
        return
    status = "HasBeenBilled" if done else "Billable"
    lines = [
        {**line, line["DetailType"]: {**line[line["DetailType"]], "BillableStatus": status}}
        if line.get("Id") == source["TxnLineId"]
        else line
        for line in held["Line"]
    ]
    if lines != held["Line"]:
        company.touch(company.entities[source["TxnType"]], {**held, "Line": lines})


def worked(company: Company, record: Record) -> None:
    """Mark time as billed while an invoice is linked to it, and as billable again without."""
    if record["BillableStatus"] == "NotBillable":
        return
    place = settle.place(TIME, record["Id"])
    linked = any(name == "Invoice" for name, _ in settle.sources(company, place))
    record["BillableStatus"] = "HasBeenBilled" if linked else "Billable"


def demand_open(company: Company, link: Record, invoice: Record) -> None:
    """Refuse a link to what is not there, is another customer's, or was invoiced (620)."""
    kind, number = link["TxnType"], link["TxnId"]
    target = company.get(kind, number)
    if target is None:
        raise faults.business(
            f"The entity {kind} {number} that you are trying to link does not exist. {kind}"
            f" {number}"
        )
    others = [
        source
        for name, source in settle.sources(company, settle.place(kind, number))
        if name == "Invoice" and source != invoice["Id"]
    ]
    theirs = (target.get("CustomerRef") or {}).get("value")
    closed = kind == TIME and target["BillableStatus"] == "NotBillable"
    if others or closed or theirs != invoice["CustomerRef"]["value"]:
        raise faults.unlinkable(number)
