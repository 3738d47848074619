"""CustomerIncome and VendorExpenses: income and costs of a period by whom they are with."""

from __future__ import annotations

from collections import defaultdict

from harness.sandbox.reports.book import opened
from harness.sandbox.reports.columns import added
from harness.sandbox.reports.layout import (
    Column,
    Row,
    cells,
    grand_total,
    report,
)
from harness.sandbox.reports.parties import by_party
from harness.sandbox.reports.profitandloss import DEFAULT, RESULT
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.sales import by_name

INCOME = ("Income", "Other Income")
COSTS = ("Cost of Goods Sold", "Expense", "Other Expense")


TITLES = ("Income", "Expenses", "Net Income")


def customer_income(request: Request) -> Row:
    """Income, expenses (negative, as documented) and net income of each customer."""
    basis, period = request.basis(), request.period(DEFAULT)
    found: dict[str, list[int | None]] = defaultdict(lambda: [0, 0, 0])
    with opened(request, basis) as book:
        for account, keyed in book.sums(period.start, period.end, "Customer", RESULT).items():
            at = 0 if book.chart.by_id[account].type in INCOME else 1
            for name, cents in keyed.items():
                line = found[name]
                line[at] = (line[at] or 0) - cents
                line[2] = (line[2] or 0) - cents
        lines = {name: tuple(line) for name, line in found.items()}
        rows = by_party(book, "Customer", lines, backwards=request.backwards())
    if rows:
        rows.append(grand_total(cells(added(lines.values(), len(TITLES)))))
    columns = [
        Column(title="", key="customer", type="Customer"),
        *(Column(title=title, key=title.lower().replace(" ", "_")) for title in TITLES),
    ]
    header = request.header(period=period, basis=basis, options=no_data(empty=not rows))
    return report(header, columns, rows)


def vendor_expenses(request: Request) -> Row:
    """What was spent with each vendor, in the columns that were asked for."""
    basis, period = request.basis(), request.period(DEFAULT)
    with opened(request, basis) as book:
        accounts = frozenset(book.chart.ids(*COSTS))
        request.demand_brief(book.count(period.start, period.end))
        entries = book.lines(period.start, period.end)
        lines = [(line, line.cents) for line in entries if line.account in accounts]
        columns, rows = by_name(book, period, "Vendor", lines)
    header = request.header(
        period=period, basis=basis, summarized=True, options=no_data(empty=not rows)
    )
    return report(header, columns, rows)
