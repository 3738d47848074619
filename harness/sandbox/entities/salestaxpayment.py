"""SalesTaxPayment: sales tax that was paid in QuickBooks, which the API shows in reports only."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books.ledger import Entry
from harness.sandbox.core.schema import META, Entity, Field, Record, ref

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def posts(company: Company, record: Record) -> Iterator[Entry]:
    """Money out of the bank, less tax owed; both have the note (recorded, 2026)."""
    del company
    amount, note = Decimal(record["Amount"]), record.get("PrivateNote", "")
    yield Entry(account=record["AccountRef"]["value"], amount=-amount, memo=note)
    yield Entry(account=record["PayableRef"]["value"], amount=amount, memo=note)


SALES_TAX_PAYMENT = Entity(
    name="SalesTaxPayment",
    ids="transaction",
    label="Sales Tax Payment",
    operations=frozenset(),
    fields={
        "AccountRef": ref("Account", required=True),
        "PayableRef": ref("Account", required=True),
        "Amount": Field(kind="money"),
        META: None,
        "TxnDate": Field(kind="date", query=True, index=True),
        "PrivateNote": Field(kind="text"),
    },
    posts=posts,
)
"""No query and no read answers it; reports call it so (recorded)."""
