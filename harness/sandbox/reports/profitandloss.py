"""ProfitAndLoss: income and costs of a period."""

from __future__ import annotations

from harness.sandbox.reports import columns
from harness.sandbox.reports.book import opened
from harness.sandbox.reports.columns import added
from harness.sandbox.reports.layout import Row, report
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.statement import Amounts, Statement, scaled

RESULT = ("Income", "Cost of Goods Sold", "Expense", "Other Income", "Other Expense")
DEFAULT = "this calendar year-to-date"


def profit_and_loss(request: Request) -> Row:
    """Groups in the recorded order; COGS and the other income and expenses only with data."""
    basis, period = request.basis(), request.period(DEFAULT)
    with opened(request, basis) as book:
        table = columns.movements(book, period, RESULT)
        statement = Statement(table)
        chart = book.chart
        rows: list[Row] = []

        def group(title: str, name: str, kind: str, sign: int, *, always: bool = False) -> Amounts:
            accounts = chart.of(kind)
            row, total = statement.group(title, f"Total {title}", name, accounts, sign)
            if always or "Rows" in row:
                rows.append(row)
            return total

        def less(amounts: Amounts, costs: Amounts) -> Amounts:
            return added((amounts, scaled(costs, -1)), statement.width)

        income = group("Income", "Income", "Income", -1, always=True)
        cost = group("Cost of Goods Sold", "COGS", "Cost of Goods Sold", 1)
        gross = less(income, cost)
        place = len(rows)
        net = less(gross, group("Expenses", "Expenses", "Expense", 1, always=True))
        # Beside costs, no profit at all is a zero (recorded in August 2026).
        gross = tuple(
            0 if own is None and rest is not None else own
            for own, rest in zip(gross, net, strict=True)
        )
        rows.insert(place, statement.summary("Gross Profit", "GrossProfit", gross))
        rows.append(statement.summary("Net Operating Income", "NetOperatingIncome", net))
        others = len(rows)
        extra = group("Other Income", "OtherIncome", "Other Income", -1)
        extra = less(extra, group("Other Expenses", "OtherExpenses", "Other Expense", 1))
        if len(rows) > others:
            rows.append(statement.summary("Net Other Income", "NetOtherIncome", extra))
        rows.append(
            statement.summary("Net Income", "NetIncome", added((net, extra), statement.width))
        )
    options = {"AccountingStandard": "GAAP", **no_data(empty=not table.cells)}
    header = request.header(period=period, basis=basis, summarized=True, options=options)
    return report(header, (columns.ACCOUNT, *table.columns), rows)
