"""CashFlow: where the money of a period came from, and where it went."""

from __future__ import annotations

from harness.sandbox.reports import columns
from harness.sandbox.reports.book import opened
from harness.sandbox.reports.chart import Account
from harness.sandbox.reports.columns import Table, added
from harness.sandbox.reports.layout import Row, cell, cells, data, flat, report, section
from harness.sandbox.reports.period import BEGINNING, DAY
from harness.sandbox.reports.profitandloss import DEFAULT, RESULT
from harness.sandbox.reports.request import SPANS, Request, no_data
from harness.sandbox.reports.statement import Amounts, Statement

MONEY = ("Bank",)
OPERATING = (
    "Accounts Receivable",
    "Other Current Asset",
    "Accounts Payable",
    "Credit Card",
    "Other Current Liability",
)
INVESTING = ("Fixed Asset", "Other Asset")
FINANCING = ("Long Term Liability", "Equity")
ADJUSTMENTS = "Adjustments to reconcile Net Income to Net Cash provided by operations:"


def cash_flow(request: Request) -> Row:
    """
    Net income, what did not move money, then investing and financing.

    Undeposited Funds count as money (Intuit). `FinancingActivites` lacks a
    letter on the wire (recorded).
    """
    period = request.period(DEFAULT)
    with opened(request) as book:
        table = columns.movements(book, period, ())
        statement = Statement(table)
        width = statement.width
        chart = book.chart
        funds = [one for one in chart.by_id.values() if one.subtype == "UndepositedFunds"]

        def shown(*types: str) -> list[Account]:
            return [one for one in chart.of(*types) if one not in funds]

        net = statement.total(chart.of(*RESULT), -1)
        adjusted = statement.total(shown(*OPERATING), -1)
        operating = [data(cell("Net Income"), cells(net), "NetIncome")]
        adjustments = list(statement.rows(shown(*OPERATING), -1))
        if adjustments:
            operating.append(
                section(
                    [cell(ADJUSTMENTS), *statement.blank()],
                    adjustments,
                    [cell(f"Total {ADJUSTMENTS}"), *cells(adjusted)],
                    "OperatingAdjustments",
                )
            )
        total = added((net, adjusted), width)
        rows = [_activities(statement, "operating", "OperatingActivities", operating, total)]
        for name, group, types in (
            ("investing", "InvestingActivities", INVESTING),
            ("financing", "FinancingActivites", FINANCING),
        ):
            moved = list(statement.rows(shown(*types), -1))
            amounts = statement.total(shown(*types), -1)
            total = added((total, amounts), width)
            if moved:
                rows.append(_activities(statement, name, group, moved, amounts))
        rows.append(statement.summary("Net cash increase for period", "CashIncrease", total))
        earlier = book.sums(BEGINNING, max(period.start, BEGINNING + DAY) - DAY)
        before = _before(earlier, [*chart.ids(*MONEY), *(one.id for one in funds)])
        if table.cells or before:
            begun = _begun(request, table, total, before)
            if any(begun):
                begins = flat(cell("Cash at beginning of period"), cells(begun))
                rows.append({**begins, "group": "BeginningCash"})  # no section, no type (2026)
            total = added((total, begun), width)
        rows.append(statement.summary("Cash at end of period", "EndingCash", total))
    header = request.header(
        period=period, summarized=True, options=no_data(empty=not table.cells and not before)
    )
    return report(header, (columns.ACCOUNT, *table.columns), rows)


def _activities(
    statement: Statement, name: str, group: str, rows: list[Row], total: Amounts
) -> Row:
    return section(
        [cell(f"{name.upper()} ACTIVITIES"), *statement.blank()],
        rows,
        [cell(f"Net cash provided by {name} activities"), *cells(total)],
        group,
    )


def _before(sums: dict[str, dict[str, int]], accounts: list[str]) -> int:
    return sum(sum(sums.get(account, {}).values()) for account in accounts)


def _begun(request: Request, table: Table, moved: Amounts, before: int) -> Amounts:
    """Return the money at the beginning of each column: a span begins with the last one's end."""
    width = len(table.columns)
    if request.summarize() not in SPANS:
        return tuple(before if at == width - 1 else None for at in range(width))
    begun: list[int | None] = []
    held = before
    for value in moved[:-1]:
        begun.append(held)
        held += value or 0
    return (*begun, before)
