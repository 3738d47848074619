"""CreditCardPayment: a card's balance paid from the bank; its JSON key has another name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from harness.sandbox.books import exchange
from harness.sandbox.books.ledger import Entry
from harness.sandbox.core.schema import META, Entity, Field, Record, ref, text
from harness.sandbox.parts.forms import banking, documents, lines

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def accounts(company: Company, record: Record, before: Record | None) -> None:
    """Demand a card and a bank account, and an amount."""
    del before
    banking.positive(record, "Amount")
    card, bank = record["CreditCardAccountRef"]["value"], record["BankAccountRef"]["value"]
    lines.demand_account(company, card, frozenset({"Credit Card"}))
    lines.demand_account(company, bank, frozenset({"Bank"}))


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """From the bank to the card."""
    del company
    bank, card = record["BankAccountRef"]["value"], record["CreditCardAccountRef"]["value"]
    return exchange.posted(record, banking.moved(record, bank, card))


CREDIT_CARD_PAYMENT = Entity(
    name="CreditCardPayment",
    key="CreditCardPaymentTxn",
    ids="transaction",
    label="Credit Card Payment",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    fields={
        "CreditCardAccountRef": ref("Account", required=True, again=True),
        "BankAccountRef": ref("Account", required=True, again=True),
        "Amount": Field(kind="money", again=True),
        "VendorRef": ref("Vendor"),
        "CheckNum": text(21),
        "PrintStatus": Field(kind="text", choices=("NotSet", "NeedToPrint", "PrintComplete")),
        "Memo": text(4000),
        META: None,
        "TxnDate": Field(kind="date", query=True, index=True),
        "CurrencyRef": documents.CURRENCY,
        "ExchangeRate": Field(kind="number"),
        "PrivateNote": text(4000),
    },
    rules=(documents.dated, accounts),
    posts=posts,
)
