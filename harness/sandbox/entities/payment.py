"""Payment: money received from a customer, and what it settles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import exchange, settle
from harness.sandbox.books.ledger import Entry
from harness.sandbox.core import faults, shape, wire
from harness.sandbox.core.schema import META, TRANSACTION, Entity, Field, Record, flag, ref, text
from harness.sandbox.parts.forms import documents
from harness.sandbox.parts.selling import sales
from harness.sandbox.parts.settling import autoapply, lineextras, payments
from harness.sandbox.parts.settling.worth import repost_last_settlers, settled

if TYPE_CHECKING:
    from harness.sandbox.company import Company

LINKS = frozenset(
    {"Invoice", "CreditMemo", "JournalEntry", "Expense", "Check", "CreditCardCredit", "Deposit"}
)
"""What a payment may settle, or use up."""


NUMBER_LENGTH = 21
NOWHERE = {"value": ""}
"""Where the nothing goes that a payment between credits and invoices brings."""


def number(company: Company, record: Record, before: Record | None) -> None:
    """A longer reference number keeps its beginning only (a client's note), or is refused."""
    del before
    given = record.get("PaymentRefNum") or ""
    if len(given) <= NUMBER_LENGTH:
        return
    if company.choice("long-payment-number") == "refused":
        raise faults.too_long("PaymentRefNum", NUMBER_LENGTH, len(given))
    record["PaymentRefNum"] = given[:NUMBER_LENGTH]


def settled_links(company: Company, record: Record) -> Iterable[settle.Link]:
    """What each line settles."""
    del company
    return payments.links(record, "Payment")


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """
    Money in, receivable down, for each customer; what is not applied stays with the payer.

    What is settled goes out of the receivables at what it came in with, the
    difference to the payment's own rate is gain or loss.
    """
    payer, memo = record["CustomerRef"]["value"], record.get("PrivateNote", "")
    rate, total = exchange.rate_of(record), Decimal(record["TotalAmt"])
    own = (record.get("ARAccountRef") or {}).get("value")
    account = own or sales.receivable(company, record["CurrencyRef"]["value"])
    worth: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    owned: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    rest = -total
    for part in settled(company, record):
        side = part.name, part.account or account
        owned[side] -= part.amount
        worth[side] -= part.at_home
        rest += part.amount
    if rest or not owned:
        owned[payer, account] += rest
        worth[payer, account] += exchange.at_home(rest, rate)
    money = exchange.at_home(total, rate)
    whose = Entry(account="", amount=money, own=total, name_type="Customer", name=payer, memo=memo)
    yield sales.at(whose, (record.get("DepositToAccountRef") or NOWHERE)["value"])
    whose = replace(whose, memo="")  # the note is the money's alone (recorded, 2026)
    for side, amount in owned.items():
        customer, held = side
        yield sales.at(whose, held, worth[side], amount, customer)
    difference = -money - sum(worth.values(), start=Decimal(0))
    if difference:
        yield sales.at(whose, exchange.gain_or_loss(company), difference, Decimal(0))


def accounts(company: Company, record: Record, before: Record | None) -> None:
    """The money's account is answered without its name (client tests)."""
    if not autoapply.is_linking(record, before):
        sales.deposit_account(company, record, before)
        record["DepositToAccountRef"] = {"value": record["DepositToAccountRef"]["value"]}
    receivable = (record.get("ARAccountRef") or {}).get("value")
    account = company.get("Account", receivable or "")
    if account is not None and account["AccountType"] != "Accounts Receivable":
        raise faults.wrong_account("ARAccountRef")


def lines(company: Company, record: Record, before: Record | None) -> None:
    """Check every line against what it settles, which must be in the payment's currency."""
    autoapply.payment_lines(company, record, before)
    record["Line"] = payments.lines(company, record, LINKS, "CustomerRef")
    for link in payments.links(record, "Payment"):
        target = company.get(link.entity, link.target) or {}
        if (target.get("CurrencyRef") or record["CurrencyRef"]) != record["CurrencyRef"]:
            raise exchange.mismatch()


def totals(company: Company, record: Record, before: Record | None) -> None:
    """What is not applied stays with the customer; more than was paid can't be applied."""
    del before
    if record.get("TotalAmt") is None:
        raise faults.no_amount()
    if Decimal(record["TotalAmt"]) < 0:
        raise faults.negative_total()
    rest = payments.unapplied(company, record)
    if rest < 0:
        raise faults.business("The amounts applied must not exceed the payment.")
    if rest > shape.LARGEST:
        raise shape.too_large("UnappliedAmt")
    record["UnappliedAmt"] = wire.money(rest)


def void(company: Company, record: Record, before: Record | None) -> None:
    """Nothing is left of it but its number and day (recorded)."""
    del company, before
    record |= {
        "Line": [],
        "TotalAmt": 0,
        "UnappliedAmt": 0,
        "PrivateNote": documents.void_note(record),
    }


PAYMENT = Entity(
    name="Payment",
    ids="transaction",
    label="Payment",
    operations=TRANSACTION,
    fields={
        "CustomerRef": ref("Customer", filter=True, index=True, required=True),
        "ARAccountRef": ref("Account", named=False),
        "DepositToAccountRef": ref("Account", named=False),
        "PaymentMethodRef": ref("PaymentMethod", query=True, named=False),
        "PaymentRefNum": text(query=True),
        "TotalAmt": Field(kind="money", query=True),
        "UnappliedAmt": Field(kind="money", readonly=True),
        "ProcessPayment": flag(default=False),
        META: None,
        "TxnDate": Field(kind="date", query=True, index=True),
        "CurrencyRef": documents.CURRENCY,
        "ExchangeRate": Field(kind="number", keep=True),
        "PrivateNote": text(4000),
        "LinkedTxn": Field(kind="list", readonly=True, lean=True),
        "Line": Field(kind="list", default=[]),
    },
    rules=(documents.dated, number, accounts, lines, totals),
    after=(repost_last_settlers,),
    reading=lineextras.show,
    void=void,
    posts=posts,
    links=settled_links,
)
