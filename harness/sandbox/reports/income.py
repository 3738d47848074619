"""CustomerIncome and VendorExpenses: income and costs of a period by whom they are with."""

from __future__ import annotations

from collections.abc import Sequence

from harness.sandbox.reports.book import opened
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
from harness.sandbox.reports.profitandloss import DEFAULT, RESULT
from harness.sandbox.reports.request import Request, no_data

INCOME = ("Income", "Other Income")
COSTS = ("Cost of Goods Sold", "Expense", "Other Expense")


def _by_name(request: Request, entity: str, titles: Sequence[str]) -> Row:
    basis, period = request.basis(), request.period(DEFAULT)
    income: dict[str, int] = {}
    costs: dict[str, int] = {}
    with opened(request, basis) as book:
        label = labels(book, entity)
        for account, keyed in book.sums(period.start, period.end, entity, RESULT).items():
            kind = book.chart.by_id[account].type
            for name, cents in keyed.items():
                into = income if kind in INCOME else costs
                into[name] = into.get(name, 0) + (-cents if kind in INCOME else cents)
    names = {*income, *costs} if len(titles) > 1 else {*costs}

    def values(of: Sequence[str]) -> list[int | None]:
        earned = sum(income.get(name, 0) for name in of)
        spent = sum(costs.get(name, 0) for name in of)
        return [earned, -spent, earned - spent] if len(titles) > 1 else [spent]

    order = sorted((name for name in names if name), key=lambda name: label(name).lower())
    rows = [flat(named(label(name), name), cells(values([name]))) for name in order]
    if "" in names:
        rows.append(flat(cell("Not Specified"), cells(values([""]))))
    if rows:
        rows.append(grand_total(cells(values([*names]))))
    columns = [
        Column(title="", key=entity.lower(), type=entity),
        *(Column(title=title, key=title.lower().replace(" ", "_")) for title in titles),
    ]
    header = request.header(period=period, basis=basis, options=no_data(empty=not rows))
    return report(header, columns, rows)


def customer_income(request: Request) -> Row:
    """Income, expenses (negative, as documented) and net income of each customer."""
    return _by_name(request, "Customer", ("Income", "Expenses", "Net Income"))


def vendor_expenses(request: Request) -> Row:
    """What was spent with each vendor."""
    return _by_name(request, "Vendor", ("Total",))
