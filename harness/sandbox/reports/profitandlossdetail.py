"""ProfitAndLossDetail: the entries behind income and costs."""

from __future__ import annotations

from collections import defaultdict

from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.chart import Account
from harness.sandbox.reports.details import Cells, chosen
from harness.sandbox.reports.layout import (
    CELL_LIMIT,
    Cell,
    Column,
    Row,
    cell,
    data,
    detailed,
    named,
    report,
    section,
    too_large,
)
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.profitandloss import DEFAULT
from harness.sandbox.reports.request import Request, no_data

COLUMNS = "tx_date txn_type doc_num name memo split_acc subt_nat_amount rbal_nat_amount"
ORDINARY = (
    ("Income", "Income"),
    ("Cost of Goods Sold", "Cost of Goods Sold"),
    ("Expense", "Expenses"),
)
OTHER = (("Other Income", "Other Income"), ("Other Expense", "Other Expense"))
"""Types of the accounts and what the report calls them (recorded)."""

EARNED = frozenset({"Income", "Other Income"})
GROSS = frozenset({"Income", "Cost of Goods Sold"})


def profit_and_loss_detail(request: Request) -> Row:
    """Accounts as sections with a running balance, in what is ordinary and what is other."""
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
        """
        Lay out what is ordinary and, if there is any, what is other (recorded).

        The gross profit comes before what it is made of; no section has a group.
        """
        ordinary, ordinarily = self._groups(ORDINARY)
        other, otherwise = self._groups(OTHER)
        gross = sum(moved for kind, moved in ordinarily.items() if kind in GROSS)
        profit = section(None, (), self._total("Gross Profit", gross))
        ordinary = [{"Rows": {}, **profit}, *ordinary]
        income, net = sum(ordinarily.values()), sum(otherwise.values())
        title = "Net Ordinary Income" if other else "Net Income"
        rows = [
            section(self._head("Ordinary Income/Expenses"), ordinary, self._total(title, income))
        ]
        if other:
            rows += [
                section(
                    self._head("Other Income/Expense"), other, self._total("Net Other Income", net)
                ),
                section(None, (), self._total("Net Income", income + net)),
            ]
        return rows

    def _groups(self, groups: tuple[tuple[str, str], ...]) -> tuple[list[Row], dict[str, int]]:
        """Lay out the groups that have data, and say what each adds to the result."""
        rows, results = [], {}
        for kind, title in groups:
            laid = [self.account(account) for account in self.chart.of(kind)]
            inside = [row for row, _ in laid if row is not None]
            total = sum(moved for _, moved in laid)
            results[kind] = total if kind in EARNED else -total
            if inside:
                summary = self._total(f"Total for {title}", total)
                rows.append(section(self._head(title), inside, summary))
        return rows, results

    def account(self, account: Account) -> tuple[Row | None, int]:
        """
        Lay out an account with those below it, and what they come to.

        What moved one that has others below it is a section of its own without
        a header; one that nothing moved by itself has no id (recorded).
        """
        own, total = self._entries(account)
        laid = [self.account(child) for child in account.children]
        below = [row for row, _ in laid if row is not None]
        both = total + sum(moved for _, moved in laid)
        if not own and not below:
            return None, 0
        whole = f"Total for {account.name}"
        header = self._head(account.name, account.shown_id if own else "")
        if own and below:
            alone = section(None, own, self._total(whole, total))
            summary = self._total(f"{whole} with sub-accounts", both)
            return section(header, [alone, *below], summary), both
        return section(header, own or below, self._total(whole, both)), both

    def _entries(self, account: Account) -> tuple[list[Row], int]:
        rows, total = [], 0
        for line in self.lines.get(account.id, ()):
            moved = account.sign * line.cents
            total += moved
            amounts: dict[str, int | str] = {
                "subt_nat_amount": detailed(moved),
                "rbal_nat_amount": detailed(total),
            }
            found = self.cells.of(line, self.columns, amounts)
            rows.append(data(found[0], found[1:]))
        return rows, total

    def _head(self, title: str, identifier: str = "") -> list[Cell]:
        return [named(title, identifier), *(cell("") for _ in self.columns[1:])]

    def _total(self, title: str, cents: int) -> list[Cell]:
        cells = [
            cell(detailed(cents) if column.key == "subt_nat_amount" else "")
            for column in self.columns[1:]
        ]
        return [cell(title), *cells]
