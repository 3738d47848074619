"""CustomerSales, ClassSales and DepartmentSales: what sales forms earned, by a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from harness.sandbox.reports import columns as columns_of
from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.columns import added
from harness.sandbox.reports.layout import (
    Column,
    Row,
    cells,
    grand_total,
    report,
)
from harness.sandbox.reports.parties import by_party
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.profitandloss import DEFAULT
from harness.sandbox.reports.request import DIMENSIONS, SPANS, Request, no_data

FORMS = ("Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt")
INCOME = ("Income", "Other Income")
MONTH = "this month-to-date"


def _sales(request: Request, entity: str, default: str = DEFAULT) -> Row:
    basis, period = request.basis(), request.period(default)
    with opened(request, basis) as book:
        accounts = earned(book)
        request.demand_brief(book.count(period.start, period.end))
        where = f" AND entity IN ({', '.join('?' * len(FORMS))})"
        lines = [
            (line, -line.cents)
            for line in book.lines(period.start, period.end, where, *FORMS)
            if line.account in accounts
        ]
        columns, rows = by_name(book, period, entity, lines)
    header = request.header(
        period=period, basis=basis, summarized=True, options=no_data(empty=not rows)
    )
    return report(header, columns, rows)


def earned(book: Book) -> frozenset[str]:
    """Return the accounts of income, without money on account: nothing was sold for it yet."""
    return frozenset(book.chart.ids(*INCOME)) - frozenset(book.chart.unapplied.values())


def by_name(
    book: Book, period: Period, entity: str, lines: Iterable[tuple[Line, int]]
) -> tuple[list[Column], list[Row]]:
    """Sum entries by a name of theirs, in the columns that were asked for."""
    request = book.request
    sides_of = Sides(request, period)
    found: dict[str, dict[str, int]] = {}
    for line, cents in lines:
        key = sides_of.key(line)
        into = found.setdefault(of(line, entity), {})
        into[key] = into.get(key, 0) + cents
    sides = sides_of.columns(book, {key: 0 for keyed in found.values() for key in keyed})
    summed: dict[str, tuple[int | None, ...]] = {
        name: (*(keyed.get(key) for key, _ in sides), sum(keyed.values()))
        for name, keyed in found.items()
    }
    rows = by_party(book, entity, summed, backwards=request.backwards())
    if rows:
        title = "Total" if entity == "Department" else "TOTAL"  # as in Intuit's samples
        rows.append(grand_total(cells(added(summed.values(), len(sides) + 1)), title))
    columns = [
        Column(title="", key=entity.lower(), type=entity),
        *(column for _, column in sides),
        sides_of.total,
    ]
    return columns, rows


class Sides:
    """The columns beside the total: one for each span of time, or for each name of a kind."""

    def __init__(self, request: Request, period: Period) -> None:
        self.by = request.summarize()
        self.spans = columns_of.spans(request, period) if self.by in SPANS else []
        self.total = columns_of.ALONE if self.by == "Total" else columns_of.TOTAL

    def key(self, line: Line) -> str:
        """Return which column an entry is in."""
        if self.by in DIMENSIONS:
            return of(line, DIMENSIONS[self.by])
        return columns_of.containing(self.spans, line.date).key if self.spans else ""

    def columns(self, book: Book, found: Mapping[str, object]) -> list[tuple[str, Column]]:
        """Return the columns with their keys: all spans, of names those that were found."""
        if self.by in DIMENSIONS:
            return columns_of.named(book, DIMENSIONS[self.by], {"": dict.fromkeys(found, 0)})
        return [(column.key, column) for _, column in self.spans]

    def of(self, column: Column, period: Period) -> Period:
        """Return the days that a column is of."""
        return next((span for span, each in self.spans if each == column), period)


def of(line: Line, entity: str) -> str:
    """Return what of an entity an entry speaks of; nothing where it does not."""
    held = {"Item": line.item, "Class": line.klass, "Department": line.department}
    return held.get(entity, line.named(entity))


def customer_sales(request: Request) -> Row:
    """Sales by customer."""
    return _sales(request, "Customer")


def class_sales(request: Request) -> Row:
    """Sales by class."""
    return _sales(request, "Class", MONTH)


def department_sales(request: Request) -> Row:
    """Sales by location."""
    return _sales(request, "Department", MONTH)
