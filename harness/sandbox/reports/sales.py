"""CustomerSales, ClassSales and DepartmentSales: what sales forms earned, by a name."""

from __future__ import annotations

from harness.sandbox.reports import columns as columns_of
from harness.sandbox.reports.book import Line, opened
from harness.sandbox.reports.columns import labels
from harness.sandbox.reports.layout import (
    Column,
    Row,
    cell,
    cells,
    flat,
    grand_total,
    named,
    report,
)
from harness.sandbox.reports.profitandloss import DEFAULT
from harness.sandbox.reports.request import DIMENSIONS, SPANS, Request, no_data

FORMS = ("Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt")
INCOME = ("Income", "Other Income")


def _sales(request: Request, entity: str, kind: str) -> Row:
    basis, period = request.basis(), request.period(DEFAULT)
    by = request.summarize()
    found: dict[str, dict[str, int]] = {}
    with opened(request, basis) as book:
        label = labels(book, entity)
        accounts = frozenset(book.chart.ids(*INCOME))
        spans = columns_of.spans(request, period) if by in SPANS else []
        for line in book.lines(
            period.start, period.end, f" AND entity IN ({', '.join('?' * len(FORMS))})", *FORMS
        ):
            if line.account not in accounts:
                continue
            key = next((c.key for _, c in spans if c.start <= line.date <= c.end), "")
            if by in DIMENSIONS:
                key = _of(line, DIMENSIONS[by])
            into = found.setdefault(_of(line, entity), {})
            into[key] = into.get(key, 0) - line.cents
        sides = [(column.key, column) for _, column in spans]
        if by in DIMENSIONS:
            sides = columns_of.named(book, DIMENSIONS[by], found)

    def values(names: list[str]) -> list[int | None]:
        cells_of: list[int | None] = []
        for key, _ in sides:
            hits = [found[name][key] for name in names if key in found[name]]
            cells_of.append(sum(hits) if hits else None)
        return [*cells_of, sum(sum(found[name].values()) for name in names)]

    order = sorted((name for name in found if name), key=lambda name: label(name).lower())
    rows = [flat(named(label(name), name), cells(values([name]))) for name in order]
    if "" in found:
        rows.append(flat(cell("Not Specified"), cells(values([""]))))
    if rows:
        rows.append(grand_total(cells(values([*found]))))
    columns = [
        Column(title="", key=kind.lower(), type=kind),
        *(column for _, column in sides),
        columns_of.TOTAL if sides else columns_of.ALONE,
    ]
    header = request.header(
        period=period, basis=basis, summarized=True, options=no_data(empty=not rows)
    )
    return report(header, columns, rows)


def _of(line: Line, entity: str) -> str:
    """Return what of an entity an entry speaks of; nothing where it does not."""
    held = {"Item": line.item, "Class": line.klass, "Department": line.department}
    return held.get(entity, line.name if line.name_type == entity else "")


def customer_sales(request: Request) -> Row:
    """Sales by customer."""
    return _sales(request, "Customer", "Customer")


def class_sales(request: Request) -> Row:
    """Sales by class."""
    return _sales(request, "Class", "Class")


def department_sales(request: Request) -> Row:
    """Sales by location."""
    return _sales(request, "Department", "Department")
