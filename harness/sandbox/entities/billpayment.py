"""BillPayment: money paid to a vendor, by check or card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import exchange, settle
from harness.sandbox.books.ledger import Entry
from harness.sandbox.core import faults, shape, wire
from harness.sandbox.core.schema import META, TRANSACTION, Entity, Field, Record, ref
from harness.sandbox.parts.buying import purchases
from harness.sandbox.parts.forms import documents, lines
from harness.sandbox.parts.parties import payee
from harness.sandbox.parts.parties.address import keep_address
from harness.sandbox.parts.settling import payments
from harness.sandbox.parts.settling.worth import repost_last_settlers, settled

if TYPE_CHECKING:
    from harness.sandbox.company import Company

LINKS = frozenset({"Bill", "VendorCredit", "JournalEntry", "Deposit"})
DROPPED = frozenset({"Purchase", "Expense", "Check", "CreditCardCredit"})
"""Links that Intuit drops without a word (live test)."""
SHOWN = "BillPaymentCheck"
"""What a bill calls its payment, by card as well (recorded)."""
METHODS = {
    "Check": ("CheckPayment", "BankAccountRef", "Bank"),
    "CreditCard": ("CreditCardPayment", "CCAccountRef", "Credit Card"),
}
"""Per way of paying: its block, the account in it, and that account's type."""
BLOCKS = {
    "CheckPayment": {
        "BankAccountRef": Field(kind="ref"),
        "CheckDetail": Field(kind="object"),
        "PayeeAddr": Field(kind="object"),
        "PrintStatus": Field(kind="text", choices=documents.PRINTED),
    },
    "CreditCardPayment": {"CCAccountRef": Field(kind="ref"), "CCDetail": Field(kind="object")},
}
"""What the schema knows of each block."""
CLASSES = {"CheckPayment": "BillPaymentCheck", "CreditCardPayment": "BillPaymentCreditCard"}
"""What the schema calls each block."""


def settled_links(company: Company, record: Record) -> Iterable[settle.Link]:
    """What each line settles."""
    del company
    return payments.links(record, SHOWN)


def settles(company: Company, record: Record, before: Record | None) -> None:
    """Check every line; a line whose link is dropped goes with its amount (live test)."""
    del before
    given = record.get("Line")
    if not given:
        raise faults.required("Line")
    kept = [line for line in given if not _dropped(line)]
    record["Line"] = payments.lines(company, {**record, "Line": kept}, LINKS, "VendorRef")
    if len(kept) < len(given) and record.get("TotalAmt"):
        gone = sum(
            (shape.decimal("Amount", line.get("Amount", 0)) for line in given if _dropped(line)),
            start=Decimal(0),
        )
        record["TotalAmt"] = wire.money(max(Decimal(record["TotalAmt"]) - gone, Decimal(0)))


def _dropped(line: object) -> bool:
    links = line.get("LinkedTxn") if isinstance(line, dict) else None
    kinds = (
        [link.get("TxnType") for link in links or () if isinstance(link, dict)]
        if (isinstance(links, list))
        else []
    )
    return bool(kinds) and all(isinstance(kind, str) and kind in DROPPED for kind in kinds)


def totals(company: Company, record: Record, before: Record | None) -> None:
    """Pay the charges less the credits, or more: what is over stays with the vendor (Intuit)."""
    del before
    if record.get("TotalAmt") is None:
        raise faults.no_amount()
    needed = payments.applied(company, record, "VendorRef")
    total = max(needed, Decimal(record["TotalAmt"]))
    if needed < 0 or record["TotalAmt"] < 0:
        raise faults.negative_total()
    record["TotalAmt"] = wire.money(total)


def paid(company: Company, record: Record, before: Record | None) -> None:
    """Demand the account that fits the way of paying; a check over nothing needs none."""
    block, account, kind = METHODS[record["PayType"]]
    for other in BLOCKS.keys() - {block}:
        shape.parts(other, CLASSES[other], record.pop(other, None) or {}, BLOCKS[other])
    made = shape.parts(block, CLASSES[block], record.get(block) or {}, BLOCKS[block])
    made.pop("CCDetail", None)  # a card's numbers are not kept
    payee.check(made, "CheckDetail")
    if made.get("PayeeAddr"):
        keep_address(company, made, "PayeeAddr", (before or {}).get(block))
    if made.get(account):
        company.resolve(made, account, Field(kind="ref", target="Account"))
        lines.demand_account(company, made[account]["value"], frozenset({kind}))
    if not (made.get(account) or {}).get("value"):
        made.pop(account, None)
        if record["TotalAmt"]:
            if block == "CheckPayment" and made:  # 6000 in a live run of 2026, wording assumed
                raise faults.business("Select a bank account for this payment.")
            raise faults.required(f"{block}.{account}")
    if block == "CheckPayment":
        made.setdefault("PrintStatus", "NeedToPrint")  # recorded in August 2026
    record[block] = made


def payable_account(company: Company, record: Record, before: Record | None) -> None:
    """Pay from the payables account of what is paid, whichever the client says (live test)."""
    del before
    for line in record["Line"]:
        for link in line["LinkedTxn"]:
            target = company.get(link["TxnType"], link["TxnId"]) or {}
            if target.get("APAccountRef"):
                record["APAccountRef"] = target["APAccountRef"]
                return
    purchases.payable_account(company, record, None)


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """
    Payable down, bank down or card up.

    What is settled goes out of the payables at what it came in with, the
    difference to the payment's own rate is gain or loss.
    """
    block, account, _ = METHODS[record["PayType"]]
    total, rate = Decimal(record["TotalAmt"]), exchange.rate_of(record)
    vendor = record["VendorRef"]["value"]
    payable = record["APAccountRef"]["value"]
    rest = total
    at_home: dict[str, Decimal] = defaultdict(Decimal)
    own: dict[str, Decimal] = defaultdict(Decimal)
    for part in settled(company, record):
        at_home[part.account or payable] += part.at_home
        own[part.account or payable] += part.amount
        rest -= part.amount
    at_home[payable] += exchange.at_home(rest, rate)
    own[payable] += rest
    worth = sum(at_home.values(), start=Decimal(0))
    money = exchange.at_home(total, rate)
    whose = Entry(
        account=payable,
        amount=money,
        own=total,
        name_type="Vendor",
        name=vendor,
        department=(record.get("DepartmentRef") or {}).get("value", ""),
        memo=record.get("PrivateNote", ""),
    )
    if total:
        bank = record[block][account]["value"]
        yield replace(whose, account=bank, amount=-money, own=-total)
    for held, amount in at_home.items():
        if amount or own[held]:
            yield replace(whose, account=held, amount=amount, own=own[held])
    if worth != money:
        loss = exchange.gain_or_loss(company)
        yield replace(whose, account=loss, amount=money - worth, own=Decimal(0))


def reading(company: Company, record: Record) -> None:
    """The payables account is not shown (live test)."""
    del company
    record.pop("APAccountRef", None)


def void(company: Company, record: Record, before: Record | None) -> None:
    """Nothing is left of it but whom it paid and from which account (recorded)."""
    del company, before
    record |= {"Line": [], "TotalAmt": 0, "PrivateNote": documents.void_note(record)}


BILL_PAYMENT = Entity(
    name="BillPayment",
    ids="transaction",
    label="Bill Payment",
    operations=TRANSACTION,
    fields={
        "VendorRef": ref("Vendor", query=True, index=True, required=True, again=True),
        "APAccountRef": ref("Account", query=True),
        "PayType": Field(kind="text", required=True, choices=tuple(METHODS)),
        "CheckPayment": Field(kind="object"),
        "CreditCardPayment": Field(kind="object"),
        "TotalAmt": Field(kind="money", query=True),
        META: None,
        **documents.HEAD,
        "Line": Field(kind="list"),
    },
    rules=(
        documents.dated,
        purchases.numbered("BillPayment", "Purchase"),
        settles,
        totals,
        paid,
        payable_account,
    ),
    after=(repost_last_settlers,),
    reading=reading,
    void=void,
    posts=posts,
    links=settled_links,
    totalled=True,
    void_operation=False,  # a client's test of August 2026
)
