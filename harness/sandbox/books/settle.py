"""
Settlement: which transaction settles which, and the open balances that follow.

A transaction's declaration says what it is linked to (`Entity.links`); this
module keeps the links. The `Balance` and `LinkedTxn` of the other side are
derived from them after every write, so void, delete and edit are right by
construction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import exchange, ledger
from harness.sandbox.core import faults, wire
from harness.sandbox.core.schema import Entity, Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

CREDITS = frozenset({"CreditMemo", "VendorCredit"})
"""What pays along with the money of a payment, instead of being paid by it."""
SIDES = frozenset({"JournalEntry", "Deposit", "Purchase"})
"""What may be owed by several parties at once, by the lines that name them."""
QUIET = frozenset({"Deposit"})
"""What leaves the time of what it is linked to as it was (recorded of payments, 2026)."""
PURCHASES = frozenset({"Expense", "Check", "CreditCardCredit"})
"""What links call purchases, by how they were paid (Intuit)."""


def entity_of(kind: str) -> str:
    """Return the entity that a link's TxnType speaks of."""
    return "Purchase" if kind in PURCHASES else kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """
    One link from a transaction to a target.

    `amount` is what it settles of the target (zero where nothing moves), `shown`
    the TxnType under which the target lists the source.
    """

    entity: str
    target: str
    shown: str
    amount: Decimal = Decimal(0)


APART = "TimeActivity"
"""Times have ids of their own, which transactions have too (recorded)."""


def place(entity: str, record_id: str) -> str:
    """Return the key of a link's target: its id, for time activities with their entity's name."""
    return f"{APART} {record_id}" if entity == APART else record_id


def merged(links: Iterable[Link]) -> dict[str, Link]:
    """Add up what several lines settle of the same target, by its key."""
    found: dict[str, Link] = {}
    for link in links:
        target = place(link.entity, link.target)
        held = found.get(target)
        found[target] = replace(link, amount=held.amount + link.amount) if held else link
    return found


def relink(company: Company, entity: Entity, record: Record, before: Record | None) -> None:
    """Replace the links of a transaction, and derive the balance of every target again."""
    if entity.links is None:
        return
    source, quiet = record["Id"], entity.name in QUIET
    new = merged(entity.links(company, record) if len(record) > 1 else ())
    old = _outgoing(company, source) if before is not None else {}
    for target, (target_entity, cents) in old.items():
        kept = new.get(target)
        if kept is None:
            company.store.rows(
                "DELETE FROM link WHERE realm = ? AND source = ? AND target = ?",
                company.realm,
                source,
                target,
            )
            refresh(company, target_entity, _id(target), quiet=quiet)
        elif wire.cents(kept.amount) == cents:
            del new[target]
            if not cents:
                # another line of it may be linked now
                refresh(company, target_entity, _id(target), quiet=quiet)
    for link in new.values():
        company.store.rows(
            "INSERT INTO link VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
            " ON CONFLICT (realm, source, target) DO UPDATE SET cents = ?7",
            company.realm,
            source,
            place(link.entity, link.target),
            entity.name,
            link.entity,
            link.shown,
            wire.cents(link.amount),
            int(company.store.next(company.realm, "link")),
        )
        refresh(company, link.entity, link.target, quiet=quiet)


def refresh(company: Company, entity_name: str, record_id: str, *, quiet: bool = False) -> None:
    """
    Derive a target's Balance and LinkedTxn; its time moves if they do, unless all is quiet.

    What is paid or used has another SyncToken from then on (recorded of invoices),
    what is only linked to keeps its own (recorded of estimates).
    """
    held = company.get(entity_name, record_id)
    if held is None:
        return
    entity, record = company.entities[entity_name], dict(held)
    derive(company, entity, record)
    if entity.opens is not None and record["Balance"] != held.get("Balance"):
        company.advance(entity, record)
    elif record != held and quiet:
        company.keep(entity, record)
    elif record != held:
        company.touch(entity, record)


def derive(company: Company, entity: Entity, record: Record) -> None:
    """Fill LinkedTxn (its own links, then those of others, newest first: recorded) and Balance."""
    incoming = company.store.rows(
        "SELECT source, shown, cents FROM link WHERE realm = ? AND target = ? ORDER BY seq DESC",
        company.realm,
        place(entity.name, record["Id"]),
    )
    if "LinkedTxn" in entity.fields:
        own = _outgoing(company, record["Id"])
        record["LinkedTxn"] = [
            *(
                link
                for link in record.get("LinkedTxn", [])
                if place(link["TxnType"], link["TxnId"]) in own
            ),
            *(
                {"TxnId": source, "TxnType": shown}
                for source, shown, _ in (incoming if _tells(company, entity) else ())
            ),
        ]
    if entity.opens is not None:
        settled_amount = Decimal(sum(cents for _, _, cents in incoming)) / 100
        record["Balance"] = wire.money(entity.opens(record) - settled_amount)
        if "HomeBalance" in entity.fields:
            exchange.show_home(record, "Balance")
    if entity.linked is not None:
        entity.linked(company, record)


def _tells(company: Company, entity: Entity) -> bool:
    """Whether a transaction lists what others link to it; of credit memos it is a question."""
    return entity.name != "CreditMemo" or company.choice("credit-links") == "told"


def settled(company: Company, record: Record | None) -> Decimal:
    """Sum what others settle of a transaction."""
    if record is None:
        return Decimal(0)
    row = company.store.row(
        "SELECT SUM(cents) FROM link WHERE realm = ? AND target = ?", company.realm, record["Id"]
    )
    return Decimal(row[0] or 0) / 100 if row else Decimal(0)


def sources(company: Company, target: str) -> list[tuple[str, str]]:
    """List the transactions (entity and id) that are linked to a target, given by its key."""
    rows = company.store.rows(
        "SELECT source_entity, source FROM link WHERE realm = ? AND target = ? ORDER BY seq",
        company.realm,
        target,
    )
    return [(entity, source) for entity, source in rows]


def demand_undeposited(company: Company, entity: Entity, record: Record) -> None:
    """6540: what lies in a deposit is changed only after the deposit let go of it (live test)."""
    if entity.posts is None:
        return  # an entry of a list may have the same id
    if any(source == "Deposit" for source, _ in sources(company, record["Id"])):
        raise faults.invalid(
            "6540",
            "Deposited Transaction cannot be changed",
            "This transaction has been deposited. If you want to change or delete it, you must"
            " edit the deposit it appears on and remove it first",
        )


def owed(company: Company, txn: str, party: str, name: str) -> Decimal:
    """
    Sum what a transaction makes a customer or vendor owe, or be owed: journals and deposits.

    Positive for what a payment pays, negative for a credit that pays along.
    """
    kind, name_type, sign = (
        (ledger.RECEIVABLE, "Customer", 1)
        if party == "CustomerRef"
        else (ledger.PAYABLE, "Vendor", -1)
    )
    rows = company.store.rows(
        "SELECT account, own FROM posting"
        " WHERE realm = ? AND txn = ? AND name_type = ? AND name = ?",
        company.realm,
        txn,
        name_type,
        name,
    )
    return (
        sign
        * Decimal(
            sum(own for account, own in rows if ledger.account_type(company, account) == kind)
        )
        / 100
    )


def is_credit(company: Company, record: Record, link: Record, party: str) -> bool:
    """Whether a linked transaction is a credit that pays along with a payment's money."""
    if link["TxnType"] in CREDITS:
        return True
    name = (record.get(party) or {}).get("value", "")
    return entity_of(link["TxnType"]) in SIDES and owed(company, link["TxnId"], party, name) < 0


def _open(company: Company, target: Record, party: str, name: str) -> Decimal:
    """Return what one party still owes of a transaction without a balance of its own."""
    taken = Decimal(0)
    for entity, source, cents in company.store.rows(
        "SELECT source_entity, source, cents FROM link WHERE realm = ? AND target = ?",
        company.realm,
        target["Id"],
    ):
        holder = company.get(entity, source) or {}
        if (holder.get(party) or {}).get("value") == name:
            taken += Decimal(cents) / 100
    return abs(owed(company, target["Id"], party, name)) - taken


def demand_covered(company: Company, record: Record, before: Record | None) -> None:
    """Refuse a change that leaves less than is already settled of what each party owes."""
    if before is None or "Id" not in record:
        return
    for entity, source in sources(company, record["Id"]):
        holder = company.get(entity, source) or {}
        for party in ("CustomerRef", "VendorRef"):
            name = (holder.get(party) or {}).get("value", "")
            if name and _open(company, record, party, name) < 0:
                raise faults.business(
                    "The transaction amount must not be less than what is paid of it."
                )


def check(company: Company, record: Record, link: Link, party: str) -> None:
    """
    Refuse to settle what is not there, more than is open, or another's transaction.

    `party` is the reference both sides must share (CustomerRef or VendorRef).
    Intuit refuses all of these; of more than is open its wording is not known.
    """
    target = demand_party(company, record, link, party)
    most = _most(company, record, link, target, party)
    if most is not None and wire.cents(link.amount) > most:
        company.choice("over-application")
        raise faults.business(
            "The amount applied to a transaction must not exceed its open balance."
        )


def demand_party(company: Company, record: Record, link: Link, party: str) -> Record:
    """Find what is to be settled; refuse what is not there, or another party's (620)."""
    target = company.get(link.entity, link.target)
    if target is None:
        raise company.missing(link.entity, link.target)
    mine = (record.get(party) or {}).get("value", "")
    theirs = (target.get(party) or {}).get("value")
    if theirs is not None and theirs != mine and mine not in _above(company, party, theirs):
        raise faults.unlinkable(link.target)
    return target


def most(company: Company, record: Record, link: Link, party: str) -> int | None:
    """Return the cents that a link may settle at most; None where there is no bound."""
    target = company.get(link.entity, link.target)
    return None if target is None else _most(company, record, link, target, party)


def _most(company: Company, record: Record, link: Link, target: Record, party: str) -> int | None:
    if "Balance" in target:
        rest = Decimal(target["Balance"])
    elif link.entity in SIDES:
        rest = _open(company, target, party, (record.get(party) or {}).get("value", ""))
    else:
        return None
    held = _outgoing(company, record["Id"]).get(link.target, ("", 0))[1] if record["Id"] else 0
    return wire.cents(rest) + held


def _above(company: Company, party: str, name: str) -> Iterable[str]:
    """Yield the parents of a sub-customer, who may pay for it (Intuit)."""
    customer = company.get("Customer", name) if party == "CustomerRef" else None
    while customer is not None:
        parent = (customer.get("ParentRef") or {}).get("value", "")
        yield parent
        customer = company.get("Customer", parent)


def _id(target: str) -> str:
    return target.rpartition(" ")[2]


def _outgoing(company: Company, source: str) -> dict[str, tuple[str, int]]:
    rows = company.store.rows(
        "SELECT target, target_entity, cents FROM link WHERE realm = ? AND source = ?",
        company.realm,
        source,
    )
    return {target: (entity, cents) for target, entity, cents in rows}
