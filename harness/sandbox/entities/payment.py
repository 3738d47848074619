"""Payment: money received from a customer."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox import documents, faults, payments, sales, settle, wire
from harness.sandbox.ledger import Entry
from harness.sandbox.schema import META, TRANSACTION, Entity, Field, Record, flag, ref, text

if TYPE_CHECKING:
    from harness.sandbox.company import Company

LINKS = frozenset({"Invoice"})
"""What a payment may settle here."""


def settled_links(company: Company, record: Record) -> Iterable[settle.Link]:
    """What each line settles."""
    del company
    return payments.links(record, "Payment")


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """Money in, receivable down; what is not applied stays with the customer."""
    customer = record["CustomerRef"]["value"]
    amount = Decimal(record["TotalAmt"])
    memo = record.get("PrivateNote", "")
    yield Entry(
        account=record["DepositToAccountRef"]["value"],
        amount=amount,
        name_type="Customer",
        name=customer,
        memo=memo,
    )
    yield Entry(
        account=sales.receivable(company),
        amount=-amount,
        name_type="Customer",
        name=customer,
        memo=memo,
    )


def lines(company: Company, record: Record, before: Record | None) -> None:
    """Check every line against what it settles."""
    del before
    record["Line"] = payments.lines(company, record, LINKS, "CustomerRef")


def totals(company: Company, record: Record, before: Record | None) -> None:
    """What is not applied stays with the customer; more than was paid can't be applied."""
    del before
    if record.get("TotalAmt") is None:
        raise faults.required("TotalAmt")
    if Decimal(record["TotalAmt"]) < 0:
        raise faults.business("You must specify a transaction amount that is 0 or greater.")
    rest = payments.unapplied(company, record)
    if rest < 0:
        raise faults.business("The amounts applied must not exceed the payment.")
    record["UnappliedAmt"] = wire.money(rest)


def void(company: Company, record: Record, before: Record | None) -> None:
    """Nothing is left of it but its number and day."""
    del company, before
    record |= {"Line": [], "TotalAmt": 0, "UnappliedAmt": 0, "PrivateNote": "Voided"}


PAYMENT = Entity(
    name="Payment",
    ids="transaction",
    label="Payment",
    operations=TRANSACTION,
    fields={
        "CustomerRef": ref("Customer", filter=True, index=True, required=True),
        "DepositToAccountRef": ref("Account", named=False),
        "PaymentMethodRef": ref("PaymentMethod", query=True, named=False),
        "PaymentRefNum": text(21, query=True),
        "TotalAmt": Field(kind="money", query=True),
        "UnappliedAmt": Field(kind="money", readonly=True),
        "ProcessPayment": flag(default=False),
        "ARAccountRef": ref("Account", named=False),
        META: None,
        "TxnDate": Field(kind="date", query=True, index=True),
        "CurrencyRef": Field(kind="object", keep=True),
        "PrivateNote": text(4000),
        "Line": Field(kind="list", default=[]),
    },
    rules=(documents.dated, sales.deposit_account, lines, totals),
    void=void,
    posts=posts,
    links=settled_links,
)
