"""ProfitAndLossDetail: the entries behind income and costs."""

from __future__ import annotations

from collections import defaultdict

from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.chart import Account
from harness.sandbox.reports.details import Cells, chosen
from harness.sandbox.reports.layout import (
    CELL_LIMIT,
    Column,
    Row,
    amount,
    cell,
    data,
    named,
    report,
    section,
    too_large,
)
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.profitandloss import DEFAULT
from harness.sandbox.reports.request import Request, no_data

COLUMNS = "tx_date txn_type doc_num name memo split_acc subt_nat_amount rbal_nat_amount"
GROUPS = (
    ("Income", "Income", "Income", 1),
    ("Cost of Goods Sold", "COGS", "Cost of Goods Sold", -1),
    ("", "GrossProfit", "Gross Profit", 0),
    ("Expense", "Expenses", "Expenses", -1),
    ("", "NetOperatingIncome", "Net Operating Income", 0),
    ("Other Income", "OtherIncome", "Other Income", 1),
    ("Other Expense", "OtherExpenses", "Other Expenses", -1),
    ("", "NetIncome", "Net Income", 0),
)
"""Type of the accounts, group, title, and how the result counts it; without a type a result."""


def profit_and_loss_detail(request: Request) -> Row:
    """Groups as in ProfitAndLoss, accounts as sections with a running balance."""
    basis, period = request.basis(), request.period(DEFAULT)
    columns = chosen(request, COLUMNS)
    with opened(request, basis) as book:
        if book.count(period.start, period.end) * len(columns) > CELL_LIMIT:
            rows, empty = too_large(), False
        else:
            detail = _Detail(book, period, columns)
            rows, empty = detail.rows(), not detail.lines
    header = request.header(period=period, basis=basis, options=no_data(empty=empty))
    return report(header, columns, rows)


class _Detail:
    def __init__(self, book: Book, period: Period, columns: list[Column]) -> None:
        self.columns, self.chart = columns, book.chart
        self.cells = Cells(book, book.sides(period.start, period.end))
        self.lines: dict[str, list[Line]] = defaultdict(list)
        for line in book.lines(period.start, period.end):
            if book.chart.by_id[line.account].result:
                self.lines[line.account].append(line)

    def rows(self) -> list[Row]:
        """Lay out the groups; those of other income and costs only with data."""
        rows, result = [], 0
        for kind, group, title, counted in GROUPS:
            if not kind:
                rows.append(section(None, (), self._total(title, result), group))
                continue
            laid = [self.account(account) for account in self.chart.of(kind)]
            inside = [row for row, _ in laid if row is not None]
            total = sum(moved for _, moved in laid)
            result += counted * total
            if inside or group in {"Income", "Expenses"}:
                header = [cell(title), *(cell("") for _ in self.columns[1:])]
                summary = self._total(f"Total {title}", total if inside else None)
                rows.append(section(header, inside, summary, group))
        return rows

    def account(self, account: Account) -> tuple[Row | None, int]:
        """Lay out an account with those below it, and what they come to."""
        inside: list[Row] = []
        total = 0
        for line in self.lines.get(account.id, ()):
            moved = account.sign * line.cents
            total += moved
            amounts: dict[str, int | str] = {"subt_nat_amount": moved, "rbal_nat_amount": total}
            found = self.cells.of(line, self.columns, amounts)
            inside.append(data(found[0], found[1:]))
        for child in account.children:
            row, moved = self.account(child)
            total += moved
            if row is not None:
                inside.append(row)
        if not inside:
            return None, 0
        header = [named(account.name, account.shown_id), *(cell("") for _ in self.columns[1:])]
        return section(header, inside, self._total(f"Total for {account.name}", total)), total

    def _total(self, title: str, cents: int | None) -> list[dict[str, str]]:
        cells = [
            cell(amount(cents) if column.key == "subt_nat_amount" else "")
            for column in self.columns[1:]
        ]
        return [cell(title), *cells]
