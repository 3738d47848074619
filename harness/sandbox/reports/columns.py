"""Columns of summaries: one total, one for each span of time, or one for each name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from harness.sandbox.reports import period as periods
from harness.sandbox.reports.book import Book, Sums
from harness.sandbox.reports.layout import Column
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.request import DIMENSIONS, SPANS, Request, refused

ACCOUNT = Column(title="", key="account", type="Account")
ALONE = Column(title="Total", key="total")
TOTAL = Column(title="TOTAL", key="total")
"""The column of totals, alone or beside others (recorded both)."""
UNSPECIFIED = Column(title="Not Specified", key="not_specified")
MOST = 1000
"""Spans that a report shows side by side at most (assumed)."""


@dataclass(frozen=True, slots=True)
class Table:
    """Amounts by account and column; a missing one never moved."""

    columns: tuple[Column, ...]
    cells: Mapping[str, tuple[int | None, ...]]
    net: tuple[int | None, ...] = ()

    def line(self, account: str) -> tuple[int | None, ...]:
        """Return an account's amounts."""
        return self.cells.get(account, (None,) * len(self.columns))


def added(lines: Iterable[tuple[int | None, ...]], width: int) -> tuple[int | None, ...]:
    """Add amounts column by column; what has none of any stays nothing."""
    total: list[int | None] = [None] * width
    for line in lines:
        for at, value in enumerate(line):
            if value is not None:
                total[at] = (total[at] or 0) + value
    return tuple(total)


def spans(request: Request, period: Period) -> list[tuple[Period, Column]]:
    """Return the spans of the request's period, with their columns."""
    found = []
    for span in periods.split(period, request.summarize(), request.fiscal()):
        name = periods.title(span)
        start, end = span.start.isoformat(), span.end.isoformat()
        found.append((span, Column(title=name, key=name, start=start, end=end)))
        if len(found) > MOST:
            raise refused("summarize_column_by", request.summarize())
    return found


def containing(parts: Sequence[tuple[Period, Column]], day: str) -> Column:
    """Return the column of the span that a day lies in; spans follow upon one another."""
    return parts[bisect_right(parts, day, key=lambda part: part[1].start) - 1][1]


def movements(book: Book, period: Period, types: Iterable[str]) -> Table:
    """What moved in a period, in the columns that were asked for; debits positive."""
    request, by = book.request, book.request.summarize()
    kinds = tuple(types)
    if by == "Total":
        return _table(book.sums(period.start, period.end, "", kinds), [("", ALONE)], total=False)
    if by in SPANS:
        parts = spans(request, period)
        keyed: Sums = {}
        for account, dated in book.sums(period.start, period.end, "date", kinds).items():
            keyed[account] = _bucketed(dated, parts)
        return _table(keyed, [(column.key, column) for _, column in parts], total=True)
    dimension = DIMENSIONS[by]
    sums = book.sums(period.start, period.end, dimension, kinds)
    return _table(sums, named(book, dimension, sums), total=True)


def balances(book: Book, period: Period) -> Table:
    """What accounts hold at the end of each column, net income beside it; debits positive."""
    request, by = book.request, book.request.summarize()
    if by in SPANS:
        parts = spans(request, period)
        at_ends = held(book, parts)
        result = {one.id for one in book.chart.by_id.values() if one.result}
        accounts = {account for sums in at_ends for account in sums} - result
        return Table(
            tuple(column for _, column in parts),
            {account: tuple(sums.get(account) for sums in at_ends) for account in accounts},
            tuple(_net(sums, result) for sums in at_ends),
        )
    dimension = DIMENSIONS.get(by, "")
    sums, income = book.balances(period.end, dimension)
    keyed_income: Sums = {"": dict(income)}
    whole = {**sums, "*net": keyed_income[""]}
    columns_of = named(book, dimension, whole) if dimension else [("", ALONE)]
    table = _table(whole, columns_of, total=bool(dimension))
    cells_of = dict(table.cells)
    net = cells_of.pop("*net", (None,) * len(table.columns))
    return Table(table.columns, cells_of, net)


def _net(sums: Mapping[str, int], result: set[str]) -> int | None:
    """Return the net income among balances; None if nothing moved it."""
    moved = [cents for account, cents in sums.items() if account in result]
    return -sum(moved) if moved else None


def held(book: Book, parts: list[tuple[Period, Column]]) -> list[dict[str, int]]:
    """
    Return what accounts hold at each span's end: one reading for all.

    Income and costs are those of the fiscal year that the end lies in.
    """
    running = {
        account: (days := sorted(dated), list(accumulate(dated[day] for day in days)))
        for account, dated in book.sums(periods.BEGINNING, parts[-1][0].end, "date").items()
    }
    found = []
    for span, column in parts:
        year = periods.fiscal_start(span.end, book.request.fiscal()).isoformat()
        sums: dict[str, int] = {}
        for account, (days, totals) in running.items():
            upto = bisect_right(days, column.end)
            before = bisect_left(days, year)
            if not upto:
                continue
            total = totals[upto - 1]
            if not book.chart.by_id[account].result:
                sums[account] = sums.get(account, 0) + total
                continue
            earlier = totals[before - 1] if before else 0
            if upto > before:
                sums[account] = total - earlier
            if before:
                retained = book.chart.retained
                sums[retained] = sums.get(retained, 0) + earlier
        found.append(sums)
    return found


def _table(sums: Sums, keys: list[tuple[str, Column]], *, total: bool) -> Table:
    columns = tuple(column for _, column in keys) + ((TOTAL,) if total else ())
    cells: dict[str, tuple[int | None, ...]] = {}
    for account, keyed in sums.items():
        if not keyed:
            continue
        line: list[int | None] = [keyed.get(key) for key, _ in keys]
        if total:
            line.append(sum(keyed.values()))
        cells[account] = tuple(line)
    return Table(columns, cells)


def _bucketed(dated: Mapping[str, int], parts: list[tuple[Period, Column]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for day, cents in dated.items():
        key = containing(parts, day).key
        found[key] = found.get(key, 0) + cents
    return found


def named(
    book: Book, dimension: str, sums: Mapping[str, Mapping[str, int]]
) -> list[tuple[str, Column]]:
    """Return a column for each that occurs, by name; what names none comes last (Intuit)."""
    keys = {key for keyed in sums.values() for key in keyed}
    label = labels(book, dimension)
    order = sorted((label(key).lower(), key) for key in keys if key)
    columns = [(key, Column(title=label(key), key=key)) for _, key in order]
    if "" in keys:
        columns.append(("", UNSPECIFIED))
    return columns


def labels(book: Book, entity: str) -> Callable[[str], str]:
    """Return what names the ids of an entity."""
    declared = book.company.entities[entity]

    def label(key: str) -> str:
        record = book.company.get(entity, key) or {}
        full = record.get("FullyQualifiedName") or record.get(declared.name_field or "") or key
        return str(full)

    return label
