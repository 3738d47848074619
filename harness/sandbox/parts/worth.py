"""What transactions in another currency are worth at home when they are settled, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from harness.sandbox.books import exchange, ledger, settle
from harness.sandbox.core.schema import Record
from harness.sandbox.parts import payments

if TYPE_CHECKING:
    from harness.sandbox.company import Company

CONTROL = {
    "CustomerRef": ("Customer", ledger.RECEIVABLE),
    "VendorRef": ("Vendor", ledger.PAYABLE),
}
"""Whose a payment's party is, and the type of account in which they owe or are owed."""


class Part(NamedTuple):
    """What a payment settles of one transaction: whose, in which account, how much, at home."""

    name: str
    account: str
    amount: Decimal
    at_home: Decimal


def settled(company: Company, record: Record, party: str) -> Iterator[Part]:
    """
    Say what a payment settles of each transaction.

    It goes out of where it came in, at what it came in with; credits are negative.
    """
    for link in settle.merged(payments.links(record, "")).values():
        target = company.get(link.entity, link.target) or {}
        name = (target.get(party) or record[party])["value"]
        said = {"TxnType": link.entity, "TxnId": link.target}
        amount = -link.amount if settle.is_credit(company, record, said, party) else link.amount
        if amount:
            worth = _worth(company, record, link, (party, name), amount)
            account = next((each for each, *_ in _controls(company, link.target, party, name)), "")
            yield Part(name, account, amount, worth)


def _worth(
    company: Company,
    record: Record,
    link: settle.Link,
    whose: tuple[str, str],
    amount: Decimal,
) -> Decimal:
    """Return a part's share; the one that settles the last takes what rounding left (assumed)."""
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
    """Sum what a transaction put into the receivables or payables, at home and in its currency."""
    kept = _controls(company, txn, party, name)
    return sum(row[1] for row in kept), sum(row[2] for row in kept)


def _controls(company: Company, txn: str, party: str, name: str) -> list[tuple[str, int, int]]:
    """List a transaction's entries in receivables or payables: account, cents at home and own."""
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
    party, name = whose
    rows = company.store.rows(
        "SELECT source_entity, source, cents, seq FROM link"
        " WHERE realm = ? AND target = ? AND cents <> 0",
        company.realm,
        link.target,
    )
    mine = next((seq for _, source, _, seq in rows if source == record["Id"]), None)
    found = []
    for entity, source, cents, seq in rows:
        holder = company.get(entity, source) or {}
        apart = link.entity in settle.SIDES and (holder.get(party) or {}).get("value") != name
        if source == record["Id"] or apart:
            continue  # a journal may be owed by several, each on their own
        if mine is not None and seq > mine:
            return None
        found.append(Decimal(cents))
    return found


def others_anew(company: Company, record: Record, before: Record | None) -> None:
    """Post anew what else settles the same in another currency: the last part may be another."""
    one = record or before or {}
    if "ExchangeRate" not in one or one["CurrencyRef"]["value"] == exchange.home(company):
        return
    own = one["Id"]
    targets = {link.target for each in (record, before or {}) for link in payments.links(each, "")}
    sources = {other for target in targets for other in settle.sources(company, target)}
    for entity, source in sorted(sources):
        held = company.get(entity, source)
        if held is not None and source != own:
            ledger.post(company, company.entities[entity], held, held)
