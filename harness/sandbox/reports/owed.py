"""What is open at a day's end: every transaction of receivables or payables, less what settled."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from harness.sandbox.books.ledger import PAYABLE, RECEIVABLE
from harness.sandbox.core.schema import Record
from harness.sandbox.reports.book import Book
from harness.sandbox.reports.chart import Chart
from harness.sandbox.reports.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Customers who owe, or vendors who are owed."""

    entity: str
    parameter: str
    account: str
    sign: int
    title: str
    key: str


CUSTOMERS = Side(
    entity="Customer",
    parameter="customer",
    account=RECEIVABLE,
    sign=1,
    title="Customer",
    key="cust_name",
)
VENDORS = Side(
    entity="Vendor",
    parameter="vendor",
    account=PAYABLE,
    sign=-1,
    title="Vendor",
    key="vend_name",
)


@dataclass(slots=True)
class Open:
    """A transaction's part in what one name owes; positive adds to it."""

    txn: str
    entity: str
    date: str
    name: str
    amount: int
    rest: int
    own: int
    due: str = ""
    record: Record | None = None


def transactions(request: Request, side: Side, until: date) -> list[Open]:
    """
    List what every transaction adds to what is owed, and what of it is open at the day's end.

    The open parts sum to the control accounts whatever is linked to what: a
    link takes from its target what it gives to its source.
    """
    company = request.company
    found = _posted(request, side, until)
    names: dict[str, list[str]] = defaultdict(list)
    for name, txn in found:
        names[txn].append(name)
    links = company.store.rows(
        "SELECT source, target, cents FROM link WHERE realm = ? AND cents <> 0 ORDER BY seq",
        company.realm,
    )
    for source, target, cents in links:
        if source not in names or target not in names:
            continue
        shared = [name for name in names[target] if name in names[source]]
        name = (shared or names[target])[0]
        settled, settling = found[name, target], found.get((name, source))
        if settling is None:
            continue
        worth = cents
        if settled.own and abs(settled.own) != abs(settled.amount):
            worth = round(cents * abs(settled.amount) / abs(settled.own))
        direction = 1 if settled.amount >= 0 else -1
        settled.rest -= direction * worth
        settling.rest += direction * worth
    wanted = frozenset(request.ids(side.parameter))
    return [one for one in found.values() if not wanted or one.name in wanted]


def _posted(request: Request, side: Side, until: date) -> dict[tuple[str, str], Open]:
    company = request.company
    accounts = Chart(company).ids(side.account)
    rows = company.store.rows(
        "SELECT name, txn, entity, MIN(date), SUM(cents), SUM(own) FROM posting"  # noqa: S608 - ours
        f" WHERE realm = ? AND account IN ({', '.join('?' * len(accounts))}) AND date <= ?"
        " GROUP BY name, txn ORDER BY MIN(date), CAST(txn AS INTEGER)",
        company.realm,
        *accounts,
        until.isoformat(),
    )
    return {
        (name, txn): Open(
            txn=txn,
            entity=entity,
            date=day,
            name=name,
            amount=side.sign * cents,
            rest=side.sign * cents,
            own=own,
        )
        for name, txn, entity, day, cents, own in rows
    }


def complete(request: Request, listed: list[Open]) -> list[Open]:
    """Give transactions their records, and the day each is due: a bill's and an invoice's own."""
    for one in listed:
        one.record = request.company.get(one.entity, one.txn) or {}
        one.due = str(one.record.get("DueDate") or one.date)
    return listed


def balances(book: Book, side: Side, until: date) -> dict[str, int]:
    """Return what each name owes, or is owed, at a day's end."""
    accounts = book.chart.ids(side.account)
    rows = book.company.store.rows(
        "SELECT name, SUM(cents) FROM posting"  # noqa: S608 - our own text
        f" WHERE realm = ? AND account IN ({', '.join('?' * len(accounts))}) AND date <= ?"
        " GROUP BY name",
        book.company.realm,
        *accounts,
        until.isoformat(),
    )
    wanted = frozenset(book.request.ids(side.parameter))
    return {name: side.sign * cents for name, cents in rows if not wanted or name in wanted}
