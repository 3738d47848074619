"""RefundReceipt: money given back to a customer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from harness.sandbox.books.ledger import Entry
from harness.sandbox.core import faults
from harness.sandbox.core.schema import META, TRANSACTION, Entity, Field, Record, text
from harness.sandbox.parts.selling import sales, salesform

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def source(company: Company, record: Record, before: Record | None) -> None:
    """
    The account that the money comes from must be named.

    One to be printed has `To Print` as its number, one that was printed its own
    (Intuit).
    """
    del before
    account = (record.get("DepositToAccountRef") or {}).get("value")
    if not account:
        raise faults.required("DepositToAccountRef")
    sales.money_account(company, record, account)
    if record["PrintStatus"] == "NeedToPrint":
        record["PaymentRefNum"] = "To Print"
    elif record["PrintStatus"] == "PrintComplete" and not record.get("PaymentRefNum"):
        raise faults.required("PaymentRefNum")


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """Money out, against income and tax."""
    return sales.entries(company, record, record["DepositToAccountRef"]["value"], -1)


REFUND_RECEIPT = Entity(
    name="RefundReceipt",
    ids="transaction",
    label="Refund",
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
        "EmailStatus": salesform.UNSAID_MAIL_STATUS,
        **salesform.PAID,
        "PaymentRefNum": text(100),  # Intuit documents more than for other forms
        **salesform.DELIVERED,
    },
    unwritten_false=salesform.UNSAID,
    rules=(*salesform.FORM, salesform.counted, source),
    posts=posts,
    void=salesform.void,
)
