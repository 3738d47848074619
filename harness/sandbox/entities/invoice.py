"""Invoice."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import exchange, settle
from harness.sandbox.books.ledger import Entry
from harness.sandbox.core import faults, wire
from harness.sandbox.core.schema import META, TRANSACTION, Entity, Field, Record, computed, flag
from harness.sandbox.parts.forms import documents, lines
from harness.sandbox.parts.forms.linetypes import SOLD
from harness.sandbox.parts.selling import estimates, links, sales, salesform
from harness.sandbox.parts.settling import autoapply, payments

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def deposit(company: Company, record: Record, before: Record | None) -> None:
    """What is paid in advance goes to an account at once, and is none of the balance."""
    if not company.preferences()["SalesFormsPrefs"].get("AllowDeposit"):
        record.pop("DepositToAccountRef", None)
        if not record.get("Deposit"):
            record.pop("Deposit", None)
            return
    paid = Decimal(record.setdefault("Deposit", 0))
    if not 0 <= paid <= Decimal(record["TotalAmt"]):
        raise faults.business("The deposit must be between 0 and the total of the transaction.")
    if paid:
        sales.deposit_account(company, record, before)


def balance(company: Company, record: Record, before: Record | None) -> None:
    """What is open: the total less what was paid in advance and since."""
    rest = opens(record) - settle.settled(company, before)
    if rest < 0:
        raise faults.business("The transaction amount must not be less than what is paid of it.")
    record["Balance"] = wire.money(rest)
    exchange.show_home(record, "Balance")


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """Receivable against income and tax."""
    account = sales.receivable(company, record["CurrencyRef"]["value"])
    return sales.entries(company, record, account)


def opens(record: Record) -> Decimal:
    """All of it can be paid, apart from what was paid in advance."""
    return Decimal(record["TotalAmt"]) - Decimal(record.get("Deposit") or 0)


def void(company: Company, record: Record, before: Record | None) -> None:
    """Payments keep their money, unapplied; all amounts are zero, and prices gone (recorded)."""
    payments.release(company, record, before)
    salesform.void(company, record, before)
    for line in lines.leaves(record):
        line.get(SOLD, {}).pop("UnitPrice", None)


INVOICE = Entity(
    name="Invoice",
    ids="transaction",
    label="Invoice",
    operations=TRANSACTION,
    fields={
        "Deposit": Field(kind="money"),
        "AllowIPNPayment": flag(default=False),
        "AllowOnlinePayment": flag(default=False),
        "AllowOnlineCreditCardPayment": flag(default=False),
        "AllowOnlineACHPayment": flag(default=False),
        "AllowOnlinePayPalPayment": flag(default=False),
        "AllowOnlineAffirmPayment": flag(default=False),
        META: None,
        **salesform.HEAD,
        "LinkedTxn": Field(kind="list"),
        **salesform.LINES,
        **salesform.CUSTOMER,
        **salesform.DUE,
        **salesform.SHIPPED,
        **salesform.TOTALS,
        **salesform.MAIL,
        "Balance": Field(kind="money", readonly=True, query=True),
        "HomeBalance": computed("money"),
        "DepositToAccountRef": salesform.PAID["DepositToAccountRef"],
        **salesform.DELIVERED,
        "TaxExemptionRef": Field(kind="object", readonly=True, bare=True),
        "InvoiceLink": computed("text"),
    },
    unwritten_false=salesform.UNSAID,
    rules=(
        salesform.customer_needed("Invoice"),
        *salesform.FORM,
        salesform.counted,
        documents.due,
        estimates.own_links,
        salesform.settled,
        deposit,
        balance,
    ),
    after=(payments.post_settlers_anew,),
    behind=(autoapply.credits_to_invoice,),
    remove=(payments.release,),
    posts=posts,
    links=estimates.linked_by,
    opens=opens,
    void=void,
    included={"invoiceLink": links.show_link},
    totalled=True,
    signed=True,
)
