"""Transfer: money moved between accounts of the balance sheet."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import exchange
from harness.sandbox.books.ledger import Entry
from harness.sandbox.core import faults
from harness.sandbox.core.schema import META, Entity, Field, Record, ref, text
from harness.sandbox.parts.forms import banking, documents, lines

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def accounts(company: Company, record: Record, before: Record | None) -> None:
    """Demand two accounts of the balance sheet, and an amount."""
    del before
    if record.get("Amount") is None:
        raise faults.required("Amount")
    if Decimal(record["Amount"]) <= 0:
        raise nothing_moved()
    source, target = record["FromAccountRef"]["value"], record["ToAccountRef"]["value"]
    for account in (source, target):
        lines.demand_account(company, account, banking.BALANCE_SHEET)
    if source == target:
        raise same_account()


def nothing_moved() -> faults.Fault:
    """2240: an amount of nothing or less (message of a client's live test; code assumed)."""
    return faults.invalid("2240", "Number out of range", "Amount must be greater than 0", "Amount")


def same_account() -> faults.Fault:
    """6000: one account on both sides (message of a client's live test; code assumed)."""
    return faults.invalid(
        "6000",
        "Duplicate From and To Accounts",
        "Duplicate From and To Accounts: You must select two different accounts for a transfer.",
        "",
    )


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """From the one to the other."""
    del company
    moved = banking.moved(
        record, record["FromAccountRef"]["value"], record["ToAccountRef"]["value"]
    )
    return exchange.posted(record, moved)


def card_payment(company: Company, record_id: str) -> Record | None:
    """Read a card's payment as the transfer it is, as the suite of python-quickbooks does."""
    paid = company.get("CreditCardPayment", record_id)
    if paid is None:
        return None
    source, target = paid["BankAccountRef"], paid["CreditCardAccountRef"]
    return {**paid, "FromAccountRef": source, "ToAccountRef": target}


TRANSFER = Entity(
    name="Transfer",
    ids="transaction",
    label="Transfer",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    fields={
        "FromAccountRef": ref("Account", required=True, again=True),
        "ToAccountRef": ref("Account", required=True, again=True),
        "Amount": Field(kind="money", again=True),
        META: None,
        "TxnDate": Field(kind="date", query=True, index=True),
        "DepartmentRef": ref("Department"),
        "CurrencyRef": documents.CURRENCY,
        "ExchangeRate": Field(kind="number"),
        "PrivateNote": text(4000),
    },
    rules=(documents.dated, accounts),
    posts=posts,
    stand_in=card_payment,
)
