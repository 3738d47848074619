"""CreditMemo: what a customer need not pay, to be applied to invoices."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import exchange, settle
from harness.sandbox.books.ledger import Entry
from harness.sandbox.core import wire
from harness.sandbox.core.schema import META, TRANSACTION, Entity, Field, Record, computed
from harness.sandbox.parts.selling import sales, salesform
from harness.sandbox.parts.settling import autoapply, payments

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def balance(company: Company, record: Record, before: Record | None) -> None:
    """Fill what is not applied yet."""
    record["Balance"] = wire.money(opens(record) - settle.settled(company, before))
    exchange.show_home(record, "Balance")
    remaining(company, record)


def remaining(company: Company, record: Record) -> None:
    """RemainingCredit is the balance by another name (recorded)."""
    del company
    record["RemainingCredit"] = record["Balance"]


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """An invoice with its sides turned."""
    account = sales.receivable(company, record["CurrencyRef"]["value"])
    return sales.entries(company, record, account, -1)


def opens(record: Record) -> Decimal:
    """All of it can be applied."""
    return Decimal(record["TotalAmt"])


CREDIT_MEMO = Entity(
    name="CreditMemo",
    ids="transaction",
    label="Credit Memo",
    operations=TRANSACTION - {"void"},  # not supported, Intuit's staff said (2018)
    fields={
        "RemainingCredit": computed("money"),
        META: None,
        **salesform.HEAD,
        "LinkedTxn": Field(kind="list", readonly=True, lean=True),
        **salesform.LINES,
        **salesform.CUSTOMER,
        **salesform.DUE,
        **salesform.SHIPPED,
        **salesform.TOTALS,
        **salesform.MAIL,
        "Balance": Field(kind="money", readonly=True, query=True),
        "HomeBalance": computed("money"),
        "PaymentMethodRef": salesform.PAID["PaymentMethodRef"],
        "PaymentRefNum": salesform.PAID["PaymentRefNum"],
        **salesform.DELIVERED,
    },
    unwritten_false=salesform.UNSAID,
    rules=(
        salesform.customer_needed("CreditMemo"),
        *salesform.FORM,
        salesform.counted,
        salesform.settled,
        balance,
    ),
    after=(payments.post_settlers_anew,),
    behind=(autoapply.credit_to_invoices,),
    remove=(payments.release,),
    posts=posts,
    opens=opens,
    linked=remaining,
)
