"""What reports read: sums and entries of the ledger on either basis, by SQL over the postings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from harness.sandbox.reports import cash
from harness.sandbox.reports import period as periods
from harness.sandbox.reports.chart import Chart
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.request import FILTERS, Request

if TYPE_CHECKING:
    from harness.sandbox.company import Company

Sums = dict[str, dict[str, int]]
"""By account, by key: cents, debits positive; what never moved is not there."""
DIMENSION = {
    "Customer": "CASE WHEN customer <> '' THEN customer WHEN name_type = 'Customer' THEN name"
    " ELSE '' END",
    "Vendor": "CASE WHEN name_type = 'Vendor' THEN name ELSE '' END",
    "Employee": "CASE WHEN name_type = 'Employee' THEN name ELSE '' END",
    "Item": "item",
    "Class": "class",
    "Department": "department",
    "Name": "name_type || ':' || name",
    "date": "date",
    "": "''",
}


class Line(NamedTuple):
    """One entry of the ledger; a tuple, of which a report makes many thousands quickly."""

    txn: str
    seq: int
    entity: str
    date: str
    account: str
    cents: int
    name_type: str
    name: str
    item: str
    quantity: str
    department: str
    klass: str
    memo: str
    rate: str
    base: int
    customer: str = ""
    """Whose cost it is, where that is said beside whom it was paid to."""

    def named(self, entity: str) -> str:
        """Return whose an entry is among the names of an entity."""
        if entity == "Customer" and self.customer:
            return self.customer
        return self.name if self.name_type == entity else ""


class Book:
    """The ledger of a company on one basis, narrowed by the filters of a request."""

    def __init__(self, company: Company, chart: Chart, table: str, request: Request) -> None:
        self.company, self.chart, self.table, self.request = company, chart, table, request

    @cached_property
    def _filters(self) -> tuple[str, list[str]]:
        """The filters of the request, which only who reads the ledger looks at."""
        return _conditions(self.request)

    def narrow(self, where: str, values: Iterable[str]) -> None:
        """Read only what meets another condition, in which an entry is called `entry`."""
        self._filters = self._filters[0] + where, [*self._filters[1], *values]

    def sums(self, start: date, end: date, by: str = "", types: Iterable[str] = ()) -> Sums:
        """Sum what moved in a period, by account and by a dimension of the entries."""
        where, values = self._filters[0], [*self._filters[1]]
        accounts = self.chart.ids(*types)
        if types:
            where += f" AND account IN ({', '.join('?' * len(accounts))})"
            values += accounts
        rows = self.company.store.rows(
            f"SELECT account, {DIMENSION[by]}, SUM(cents) FROM {self.table} AS entry"  # noqa: S608 - ours
            f" WHERE realm = ? AND date >= ? AND date <= ?{where} GROUP BY 1, 2",
            self.company.realm,
            start.isoformat(),
            end.isoformat(),
            *values,
        )
        found: Sums = defaultdict(dict)
        hidden = self.chart.unapplied.values() if self.table == cash.TABLE else ()
        for account, key, cents in rows:
            if cents or account not in hidden:
                found[account][key] = cents
        return found

    def balances(self, end: date, by: str = "") -> tuple[Sums, Mapping[str, int]]:
        """
        Return the balances at a day's end, and the net income of its fiscal year so far.

        What income and expenses came to in earlier fiscal years is in Retained
        Earnings: computed, nothing is ever posted for it (Intuit).
        """
        start = periods.fiscal_start(end, self.request.fiscal())
        found: Sums = defaultdict(dict)
        income: dict[str, int] = {}
        retained: dict[str, int] = {}
        spans = [(start, end, income)]
        if start > periods.BEGINNING:
            spans.append((periods.BEGINNING, start - periods.DAY, retained))
        for first, last, results in spans:
            for account, keyed in self.sums(first, last, by).items():
                into = results if self.chart.by_id[account].result else found[account]
                for key, cents in keyed.items():
                    into[key] = into.get(key, 0) + cents
        for key, cents in retained.items():
            held = found[self.chart.retained]
            held[key] = held.get(key, 0) + cents
        return found, {key: -cents for key, cents in income.items()}

    def count(self, start: date, end: date) -> int:
        """Count the entries of a period."""
        row = self.company.store.row(
            f"SELECT COUNT(*) FROM {self.table} WHERE realm = ? AND date >= ? AND date <= ?"  # noqa: S608
            f"{self._filters[0]}",
            self.company.realm,
            start.isoformat(),
            end.isoformat(),
            *self._filters[1],
        )
        return int(row[0]) if row else 0

    def fits(self, period: Period, columns: Sized) -> bool:
        """Whether a report may show the entries of a period in so many columns."""
        return self.request.fits(self.count(period.start, period.end), len(columns))

    def lines(self, start: date, end: date, where: str = "", *values: str) -> list[Line]:
        """List the entries of a period by date, then as they were made."""
        rows = self.company.store.rows(
            "SELECT txn, seq, entity, date, account, cents, name_type, name, item, quantity,"  # noqa: S608
            f" department, class, memo, rate, base, customer FROM {self.table} AS entry"
            f" WHERE realm = ? AND date >= ? AND date <= ?{self._filters[0]}{where}"
            " ORDER BY date, CAST(txn AS INTEGER), txn, seq",
            self.company.realm,
            start.isoformat(),
            end.isoformat(),
            *self._filters[1],
            *values,
        )
        return list(map(Line._make, rows))

    def sides(self, start: date, end: date) -> Mapping[str, list[tuple[int, str]]]:
        """Return the accounts of every transaction of a period, in the order of its entries."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for txn, seq, account in self.company.store.rows(
            f"SELECT txn, seq, account FROM {self.table} AS entry"  # noqa: S608 - our own text
            " WHERE realm = ? AND date >= ? AND date <= ?"
            " AND (cents <> 0 OR entity = 'Payment') ORDER BY txn, seq",
            self.company.realm,
            start.isoformat(),
            end.isoformat(),
        ):
            found[txn].append((seq, account))
        return found


@contextmanager
def opened(request: Request, basis: str = "Accrual") -> Iterator[Book]:
    """Open the ledger on a basis; what was made for it is forgotten afterwards."""
    company = request.company
    chart = Chart(company)
    if basis == "Accrual":
        yield Book(company, chart, "posting", request)
        return
    company.choice("cash-basis")
    row = company.store.row("SELECT COUNT(*) FROM posting WHERE realm = ?", company.realm)
    request.demand_brief(row[0] if row else 0)
    cash.build(company, chart)
    try:
        yield Book(company, chart, cash.TABLE, request)
    finally:
        cash.drop(company)


def _conditions(request: Request) -> tuple[str, list[str]]:
    where = ""
    values: list[str] = []
    for name, entity in FILTERS.items():
        ids = request.ids(name)
        if not ids:
            continue
        where += f" AND {DIMENSION[entity]} IN ({', '.join('?' * len(ids))})"
        values += ids
    return where, values
