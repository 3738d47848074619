"""ProfitAndLossDetail: the entries behind income and costs."""

from __future__ import annotations

from collections import defaultdict

from harness.sandbox.reports import listing
from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.chart import Account
from harness.sandbox.reports.detailcolumns import COLUMNS as KNOWN
from harness.sandbox.reports.detailcolumns import LEDGERS, chosen
from harness.sandbox.reports.details import Cells
from harness.sandbox.reports.generalledger import COLUMNS, running
from harness.sandbox.reports.layout import (
    Column,
    Row,
    report,
    section,
    too_large,
)
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.profitandloss import DEFAULT
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.sections import heading, moved, nested

ORDINARY = (
    ("Income", "Income"),
    ("Cost of Goods Sold", "Cost of Goods Sold"),
    ("Expense", "Expenses"),
)
OTHER = (("Other Income", "Other Income"), ("Other Expense", "Other Expense"))
"""Types of the accounts and what the report calls them (recorded)."""

OWN = {
    key: column
    for key, column in KNOWN.items()
    if key
    not in {"account_name", "debt_amt", "credit_amt", "nat_open_bal", "net_amount", "tax_amount"}
}
"""Columns without those that it does not support (Intuit, and a client for the account)."""
EARNED = frozenset({"Income", "Other Income"})
GROSS = frozenset({"Income", "Cost of Goods Sold"})


def profit_and_loss_detail(request: Request) -> Row:
    """Accounts as sections with a running balance, in what is ordinary and what is other."""
    basis, period = request.basis(), request.period(DEFAULT)
    columns = chosen(request, COLUMNS, OWN, tracked=LEDGERS)
    with opened(request, basis) as book:
        if not book.fits(period, columns):
            rows, empty = too_large(), False
        else:
            detail = _Detail(book, period, columns)
            rows, empty = detail.rows(), not detail.lines
    header = request.header(period=period, basis=basis, options=no_data(empty=empty))
    return report(header, columns, rows)


class _Detail:
    def __init__(self, book: Book, period: Period, columns: list[Column]) -> None:
        self.request, self.columns, self.chart = book.request, columns, book.chart
        self.cells = Cells(book, book.sides(period.start, period.end))
        self.lines: dict[str, list[Line]] = defaultdict(list)
        wanted = listing.accounts(book)
        for line in book.lines(period.start, period.end):
            if book.chart.by_id[line.account].result and line.account in wanted:
                self.lines[line.account].append(line)

    def rows(self) -> list[Row]:
        """
        Lay out what is ordinary and, if there is any, what is other (recorded).

        The gross profit comes before what it is made of; no section has a group.
        """
        ordinary, ordinarily = self._groups(ORDINARY)
        other, otherwise = self._groups(OTHER)
        gross = sum(cents for kind, cents in ordinarily.items() if kind in GROSS)
        ordinary = [{"Rows": {}, **self._section(None, [], "Gross Profit", gross)}, *ordinary]
        income, net = sum(ordinarily.values()), sum(otherwise.values())
        result = "Net Ordinary Income" if other else "Net Income"
        rows = [self._section("Ordinary Income/Expenses", ordinary, result, income)]
        if other:
            rows += [
                self._section("Other Income/Expense", other, "Net Other Income", net),
                self._section(None, [], "Net Income", income + net),
            ]
        return rows

    def _section(self, title: str | None, rows: list[Row], result: str, cents: int) -> Row:
        head = None if title is None else heading(self.columns, title)
        return section(head, rows, moved(self.columns, result, cents))

    def _groups(self, groups: tuple[tuple[str, str], ...]) -> tuple[list[Row], dict[str, int]]:
        """Lay out the groups that have data, and say what each adds to the result."""
        rows, results = [], {}
        for kind, title in groups:
            laid = [self.account(account) for account in self.chart.of(kind)]
            inside = [row for row, _ in laid if row is not None]
            total = sum(cents for _, cents in laid)
            results[kind] = total if kind in EARNED else -total
            if inside:
                rows.append(self._section(title, inside, f"Total for {title}", total))
        return rows, results

    def account(self, account: Account) -> tuple[Row | None, int]:
        """Lay out an account with those below it, and what they come to."""
        lines = self.lines.get(account.id, [])
        made = list(running(account, lines, self.columns, self.cells))
        own = listing.ordered(self.request, self.columns, made)
        laid = [self.account(child) for child in account.children]
        below = [row for row, _ in laid if row is not None]
        alone = account.sign * sum(line.cents for line in lines)
        whole = alone + sum(cents for _, cents in laid)
        if not own and not below:
            return None, 0
        return nested(account, self.columns, own, below, (alone, whole)), whole
