"""What is open at a day's end: every transaction of receivables or payables, less what settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from harness.sandbox.books.ledger import PAYABLE, RECEIVABLE
from harness.sandbox.core.schema import Record
from harness.sandbox.reports.book import Book
from harness.sandbox.reports.chart import Chart
from harness.sandbox.reports.details import term
from harness.sandbox.reports.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Customers who owe, or vendors who are owed."""

    entity: str
    parameter: str
    account: str
    sign: int
    paid: str
    keys: tuple[str, str]
    """Its columns of what a transaction adds, and of what of it is open."""


CUSTOMERS = Side(
    entity="Customer",
    parameter="customer",
    account=RECEIVABLE,
    sign=1,
    paid="arpaid",
    keys=("subt_amount", "subt_open_bal"),
)
VENDORS = Side(
    entity="Vendor",
    parameter="vendor",
    account=PAYABLE,
    sign=-1,
    paid="appaid",
    keys=("subt_neg_amount", "subt_neg_open_bal"),
)


WHOLE = frozenset({"subt_amount", "subt_neg_amount", "subt_neg_home_amount"})
OPEN = frozenset({"subt_open_bal", "subt_neg_open_bal", "subt_neg_home_open_bal"})
"""Columns of what a transaction adds, and of what of it is open."""


def sums(whole: int, rest: int) -> dict[str, int]:
    """Return both for all of their columns."""
    return dict.fromkeys(WHOLE, whole) | dict.fromkeys(OPEN, rest)


@dataclass(slots=True)
class Open:
    """A transaction's part in what one name owes; positive adds to it."""

    txn: str
    entity: str
    date: str
    name: str
    amount: int
    rest: int
    due: str = ""
    record: Record | None = None


PART = """
WITH part AS MATERIALIZED (
  SELECT name, txn, entity, MIN(date) AS day, SUM(cents) AS cents, SUM(own) AS own
  FROM posting WHERE realm = ?1 AND date <= ?2 AND account IN ({accounts}) GROUP BY name, txn
  UNION ALL
  SELECT json_extract(body, '$.VendorRef.value'), id, entity, json_extract(body, '$.TxnDate'), 0, 0
  FROM record WHERE realm = ?1 AND entity = 'BillPayment' AND ?3 < 0
  AND json_extract(body, '$.TxnDate') <= ?2
  AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.realm = record.realm AND p.txn = record.id)),
settling AS (
  SELECT link.source, link.target, target.name, target.cents AS of, link.seq,
    source.txn IS NOT NULL AS there,
    CASE WHEN target.own = 0 OR ABS(target.own) = ABS(target.cents) THEN link.cents
      ELSE CAST(ROUND(1.0 * link.cents * ABS(target.cents) / ABS(target.own)) AS INTEGER)
      END AS cents,
    SUM(link.cents) OVER each = ABS(target.own) AND link.seq = MAX(link.seq) OVER each AS last
  FROM link JOIN part AS target ON target.txn = link.target
  LEFT JOIN part AS source ON source.txn = link.source AND source.name = target.name
  WHERE link.realm = ?1 AND link.cents <> 0 WINDOW each AS (PARTITION BY link.target, target.name)),
worth AS (
  SELECT source, target, name, there, CASE WHEN of < 0 THEN -1 ELSE 1 END * CASE WHEN last
    THEN ABS(of) - SUM(cents) OVER each + cents ELSE cents END AS cents
  FROM settling WINDOW each AS (PARTITION BY target, name)),
moved AS (
  SELECT source, target, MIN(name) AS name, cents FROM worth WHERE there GROUP BY source, target),
change AS (
  SELECT txn, name, SUM(cents) AS cents FROM (
    SELECT target AS txn, name, -cents AS cents FROM moved
    UNION ALL SELECT source, name, cents FROM moved) GROUP BY txn, name),
one AS (
  SELECT part.txn, part.entity, part.day, part.name, ?3 * part.cents AS amount,
    ?3 * (part.cents + COALESCE(change.cents, 0)) AS rest
  FROM part LEFT JOIN change ON change.txn = part.txn AND change.name = part.name)
"""
"""
What every transaction adds to what a name owes (`one`), and what is open of it.

A link takes from its target what it gives to its source, for a name that both
have; what it settles is told in the transaction's currency, and counts here at
what that was posted at: as payments post it, the one that settles the last
takes what rounding left. A payment of bills with credits alone has no entries,
and settles them all the same.
"""


def _rows(
    request: Request, side: Side, until: date, what: str, *, only_open: bool
) -> list[tuple[Any, ...]]:
    accounts = ", ".join(f"'{account}'" for account in Chart(request.company).ids(side.account))
    wanted = request.ids(side.parameter)
    where = " WHERE rest <> 0" if only_open else " WHERE 1"
    if wanted:
        where += f" AND one.name IN ({', '.join('?' * len(wanted))})"
    return request.company.store.rows(
        PART.format(accounts=accounts or "NULL") + what.format(where=where),
        request.company.realm,
        until.isoformat(),
        side.sign,
        *wanted,
    )


def transactions(
    request: Request, side: Side, until: date, *, only_open: bool = False
) -> list[Open]:
    """
    List what every transaction adds to what is owed, and what of it is open at the day's end.

    The open parts sum to the control accounts whatever is linked to what.
    """
    what = (
        "SELECT txn, entity, day, name, amount, rest FROM one{where}"
        " ORDER BY day, CAST(txn AS INTEGER), name"
    )
    return [
        Open(txn=txn, entity=entity, date=day, name=name, amount=amount, rest=rest)
        for txn, entity, day, name, amount, rest in _rows(
            request, side, until, what, only_open=only_open
        )
    ]


def due(request: Request, side: Side, until: date) -> list[tuple[str, str, int]]:
    """Sum what is open by name and by the day that it is due: an own day, else the date."""
    what = (
        "SELECT name, COALESCE(json_extract(record.body, '$.DueDate'), day) AS due, SUM(rest),"
        " COALESCE(json_extract(record.body, '$.DepartmentRef.value'), '') AS department"
        " FROM one LEFT JOIN record ON record.realm = ?1 AND record.entity = one.entity"
        " AND record.id = one.txn{where} GROUP BY name, due, department"
    )
    wanted = request.ids("department")
    return [
        (name, day, rest)
        for name, day, rest, department in _rows(request, side, until, what, only_open=True)
        if not wanted or department in wanted
    ]


def complete(request: Request, listed: list[Open]) -> list[Open]:
    """Give transactions their records, and the day each is due: a bill's and an invoice's own."""
    for one in listed:
        one.record = request.company.get(one.entity, one.txn) or {}
        one.due = str(one.record.get("DueDate") or one.date)
    return listed


def kept(request: Request) -> Callable[[Open], bool]:
    """Return what the documents of a detail must meet; all that is asked for at once."""
    terms, departments = request.ids("term"), request.ids("department")
    due_in, via = request.span("duedate"), request.query.get("shipvia", "").casefold()

    def meets(one: Open) -> bool:
        record = one.record or {}
        return (
            (not terms or term(record) in terms)
            and (not departments or _named(record, "DepartmentRef") in departments)
            and (not via or _named(record, "ShipMethodRef").casefold() == via)
            and (due_in is None or due_in[0] <= one.due <= due_in[1])
        )

    return meets


def _named(record: Record, name: str) -> str:
    return str((record.get(name) or {}).get("value", ""))


def balances(book: Book, side: Side, until: date) -> dict[str, int]:
    """Return what each name owes, or is owed, at a day's end; of departments what is open."""
    if book.request.ids("department"):
        open_: dict[str, int] = defaultdict(int)
        for name, _, rest in due(book.request, side, until):
            open_[name] += rest
        return open_
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
