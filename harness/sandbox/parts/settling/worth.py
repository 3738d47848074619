"""The value in the home currency of each part that a payment settles in another currency."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from harness.sandbox.books import exchange, ledger, settle
from harness.sandbox.core.schema import Record
from harness.sandbox.parts.settling import payments

if TYPE_CHECKING:
    from harness.sandbox.company import Company

CONTROL = {
    "CustomerRef": ("Customer", ledger.RECEIVABLE),
    "VendorRef": ("Vendor", ledger.PAYABLE),
}
"""Whose a payment's party is, and the type of account in which they owe or are owed."""


class Part(NamedTuple):
    """What a payment settles of one transaction: party, account, amount, and its home value."""

    name: str
    account: str
    amount: Decimal
    at_home: Decimal


def settled(company: Company, record: Record) -> Iterator[Part]:
    """
    Yield what a payment settles of each transaction; credits are negative.

    Each part leaves the account that the transaction was posted to, at the transaction's rate.
    """
    for link in settle.merged(payments.links(record, "")).values():
        party, name = whose = _owed_by(company, link, record)
        said = {"TxnType": link.entity, "TxnId": link.target}
        amount = -link.amount if settle.is_credit(company, record, said, party) else link.amount
        if amount:
            worth = _worth(company, record, link, whose, amount)
            account = next((each for each, *_ in _controls(company, link.target, *whose)), "")
            yield Part(name, account, amount, worth)


def _worth(
    company: Company,
    record: Record,
    link: settle.Link,
    whose: tuple[str, str],
    amount: Decimal,
) -> Decimal:
    """Return a part's home value; the last part takes the rounding difference (assumed)."""
    cents, own = _came_in(company, link.target, *whose)
    if cents == own or not own:
        target = company.get(link.entity, link.target) or {}
        return exchange.at_home(amount, exchange.rate_of(target))
    others = _others(company, link, record, whose)
    if others is None or sum(others) + abs(amount) * 100 != abs(own):
        return exchange.at_home(amount * cents / own, Decimal(1))
    shares = (exchange.at_home(other * cents / own / 100, Decimal(1)) for other in others)
    rest = Decimal(abs(cents)) / 100 - sum(shares, start=Decimal(0))
    return rest.copy_sign(amount)


def _came_in(company: Company, txn: str, party: str, name: str) -> tuple[int, int]:
    """Return what a transaction posted to receivables or payables, in cents of both currencies."""
    kept = _controls(company, txn, party, name)
    return sum(row[1] for row in kept), sum(row[2] for row in kept)


def _controls(company: Company, txn: str, party: str, name: str) -> list[tuple[str, int, int]]:
    """List entries in receivables or payables: account, cents at home and in the currency."""
    name_type, kind = CONTROL[party]
    rows = company.store.rows(
        "SELECT account, cents, own FROM posting"
        " WHERE realm = ? AND txn = ? AND name_type = ? AND name = ? ORDER BY seq",
        company.realm,
        txn,
        name_type,
        name,
    )
    return [row for row in rows if ledger.account_type(company, row[0]) == kind]


def _others(
    company: Company, link: settle.Link, record: Record, whose: tuple[str, str]
) -> list[Decimal] | None:
    """List what others settle of the same, in cents; None when one of them did so later."""
    settlers = _settlers(company, link, whose)
    mine = next((each.seq for each in settlers if each.source == record["Id"]), None)
    others = [each for each in settlers if each.source != record["Id"]]
    if mine is not None and any(each.seq > mine for each in others):
        return None
    return [Decimal(each.cents) for each in others]


class Settler(NamedTuple):
    """A transaction that settles a part of another; `seq` tells which came first."""

    seq: int
    entity: str
    source: str
    cents: int


def _settlers(company: Company, link: settle.Link, whose: tuple[str, str]) -> list[Settler]:
    """
    List what settles a link's target for one party, the oldest first.

    A journal entry may be owed by several parties, each of whom settles their own part.
    """
    rows = company.store.rows(
        "SELECT seq, source_entity, source, cents FROM link"
        " WHERE realm = ? AND target = ? AND cents <> 0 ORDER BY seq",
        company.realm,
        link.target,
    )
    settlers = [Settler(*row) for row in rows]
    if link.entity not in settle.SIDES:
        return settlers
    party, name = whose
    return [
        each
        for each in settlers
        if ((company.get(each.entity, each.source) or {}).get(party) or {}).get("value") == name
    ]


def repost_last_settlers(company: Company, record: Record, before: Record | None) -> None:
    """
    Post anew the last of the others that settle the same transactions in another currency.

    Only the last one takes what rounding left, so no other's share can have changed.
    """
    payment = record or before or {}
    if "ExchangeRate" not in payment or payment["CurrencyRef"]["value"] == exchange.home(company):
        return
    last: set[tuple[str, str]] = set()
    for each in (record, before or {}):
        for link in payments.links(each, ""):
            others = [
                settler
                for settler in _settlers(company, link, _owed_by(company, link, each))
                if settler.source != payment["Id"]
            ]
            last.update((settler.entity, settler.source) for settler in others[-1:])
    for entity, source in sorted(last):
        held = company.get(entity, source)
        if held is not None:
            ledger.post(company, company.entities[entity], held, held)


def _owed_by(company: Company, link: settle.Link, payment: Record) -> tuple[str, str]:
    """Return the party of a link's target: the reference and the id; else the payment's own."""
    party = next(name for name in CONTROL if name in payment)
    target = company.get(link.entity, link.target) or {}
    return party, (target.get(party) or payment[party])["value"]
