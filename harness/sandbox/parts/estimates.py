"""Estimates that become invoices: the invoice is linked, the estimate closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harness.sandbox.books import settle
from harness.sandbox.core import faults
from harness.sandbox.core.schema import Record
from harness.sandbox.parts import lines

if TYPE_CHECKING:
    from harness.sandbox.company import Company

ESTIMATE = "Estimate"


def own_links(company: Company, record: Record, before: Record | None) -> None:
    """
    Keep an invoice's links to estimates; those of payments are theirs to make (Intuit).

    An invoice can't be linked to what is not there or is another customer's.
    """
    own = []
    for link in lines.links(record.get("LinkedTxn") or []):
        if link["TxnType"] != ESTIMATE or link in own:
            continue
        estimate = company.get(ESTIMATE, link["TxnId"])
        if estimate is None:
            raise faults.business(
                f"The entity {ESTIMATE} {link['TxnId']} that you are trying to link does not"
                f" exist. {ESTIMATE} {link['TxnId']}"
            )
        if estimate["CustomerRef"]["value"] != record["CustomerRef"]["value"]:
            raise faults.business("The transaction to be linked belongs to another customer.")
        own.append({"TxnId": link["TxnId"], "TxnType": ESTIMATE})
    others = [link for link in (before or {}).get("LinkedTxn", []) if link["TxnType"] != ESTIMATE]
    record["LinkedTxn"] = [*own, *others]


def linked_by(company: Company, record: Record) -> Iterator[settle.Link]:
    """Say which estimates an invoice closes."""
    del company
    for link in record.get("LinkedTxn", []):
        if link["TxnType"] == ESTIMATE:
            yield settle.Link(entity=ESTIMATE, target=link["TxnId"], shown="Invoice")


def follow(company: Company, record: Record) -> None:
    """An estimate is closed while an invoice is linked (recorded), and pending again after."""
    del company
    if record["LinkedTxn"]:
        record["TxnStatus"] = "Closed"
    elif record["TxnStatus"] == "Closed":
        record["TxnStatus"] = "Pending"
