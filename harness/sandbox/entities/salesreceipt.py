"""SalesReceipt: a sale that is paid at once, with or without a customer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from harness.sandbox.books.ledger import Entry
from harness.sandbox.core.schema import META, TRANSACTION, Entity, Field, Record
from harness.sandbox.parts.selling import sales, salesform

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """Money in, against income and tax."""
    return sales.entries(company, record, record["DepositToAccountRef"]["value"])


SALES_RECEIPT = Entity(
    name="SalesReceipt",
    ids="transaction",
    label="Sales Receipt",
    operations=TRANSACTION,
    fields={
        META: None,
        **salesform.HEAD,
        "LinkedTxn": Field(kind="list", readonly=True, lean=True),
        **salesform.LINES,
        **salesform.CUSTOMER,
        **salesform.SHIPPED,
        **salesform.TOTALS,
        **salesform.MAIL,
        **salesform.PAID,
        **salesform.DELIVERED,
    },
    unwritten_false=salesform.UNSAID,
    rules=(*salesform.FORM, salesform.counted, sales.deposit_account),
    posts=posts,
    void=salesform.void,
)
