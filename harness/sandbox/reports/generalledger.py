"""GeneralLedger: every account's entries with a running balance, in its natural direction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from harness.sandbox.reports import period as periods
from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.chart import ORDER, Account
from harness.sandbox.reports.details import Cells, chosen
from harness.sandbox.reports.layout import (
    CELL_LIMIT,
    Cell,
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
from harness.sandbox.reports.profitandloss import RESULT
from harness.sandbox.reports.request import Request, no_data

DEFAULT = "this month-to-date"
SUMMED = frozenset({"subt_nat_amount", "subt_amount"})
"""Columns of what an entry moves."""
COLUMNS = "tx_date txn_type doc_num name memo split_acc subt_nat_amount rbal_nat_amount"


def general_ledger(request: Request) -> Row:
    """One section for each account with entries or a balance to begin with (recorded)."""
    basis, period = request.basis(), request.period(DEFAULT)
    columns = chosen(request, COLUMNS)
    with opened(request, basis) as book:
        if book.count(period.start, period.end) * len(columns) > CELL_LIMIT:
            rows, empty = too_large(), False
        else:
            rows = _Ledger(book, period, columns).rows()
            empty = not rows
    header = request.header(period=period, basis=basis, options=no_data(empty=empty))
    return shown(request, header, columns, rows)


def shown(request: Request, header: Row, columns: list[Column], rows: list[Row]) -> Row:
    """Return a report whose columns' form is a question: recorded, or sampled, as types alone."""
    made = report(header, columns, rows)
    if request.company.choice("ledger-columns") == "raw":  # as recorded without minorversion
        made["Columns"]["Column"] = [
            {"ColTitle": column.title, "ColType": column.key} for column in columns
        ]
    return made


def running(
    account: Account, lines: Iterable[Line], columns: list[Column], cells: Cells, balance: int = 0
) -> Iterator[tuple[Line, Row]]:
    """Lay out an account's entries, each with the balance that it leads to from `balance` cents."""
    for line in lines:
        moved = account.sign * line.cents
        balance += moved
        amounts = dict.fromkeys(SUMMED, moved) | {"rbal_nat_amount": balance}
        found = cells.of(line, columns, amounts)
        yield line, data(found[0], found[1:])


class _Ledger:
    def __init__(self, book: Book, period: Period, columns: list[Column]) -> None:
        self.columns = columns
        self.chart = book.chart
        self.cells = Cells(book, book.sides(period.start, period.end))
        self.lines: dict[str, list[Line]] = defaultdict(list)
        for line in book.lines(period.start, period.end):
            self.lines[line.account].append(line)
        self.opening = _opening(book, period)
        wanted = frozenset(book.request.ids("account"))
        if wanted:
            self.lines = {key: found for key, found in self.lines.items() if key in wanted}
            self.opening = {key: found for key, found in self.opening.items() if key in wanted}

    def rows(self) -> list[Row]:
        """Lay out all accounts, by type and name."""
        return [
            row
            for kind in ORDER
            for account in self.chart.of(kind)
            if (row := self.account(account, nested=False)) is not None
        ]

    def account(self, account: Account, *, nested: bool) -> Row | None:
        """
        Lay out an account, those below it as sections inside.

        A section inside has no id, and the outer one has its first child's
        instead of its own (both recorded).
        """
        below = [
            (child, row)
            for child in account.children
            if (row := self.account(child, nested=True)) is not None
        ]
        rows = self.entries(account)
        if not rows and not below:
            return None
        shown = below[0][0].shown_id if below else account.shown_id
        header = [named(account.name, "" if nested else shown), *self._blank(1)]
        moved = self._moved(account)
        summary = self._blank()
        summary[0] = cell(f"Total for {account.name}")
        self._put(summary, "subt_nat_amount", amount(moved))
        return section(header, [*rows, *(row for _, row in below)], summary)

    def entries(self, account: Account) -> list[Row]:
        """The balance it begins with, then its entries."""
        rows = []
        balance = account.sign * self.opening.get(account.id, 0)
        if balance:
            cells = self._blank()
            cells[0] = cell("Beginning Balance")
            self._put(cells, "rbal_nat_amount", amount(balance))
            rows.append(data(cells[0], cells[1:]))
        lines = self.lines.get(account.id, ())
        moved = running(account, lines, self.columns, self.cells, balance)
        return [*rows, *(row for _, row in moved)]

    def _moved(self, account: Account) -> int | None:
        own = [account.sign * line.cents for line in self.lines.get(account.id, ())]
        below = [self._moved(child) for child in account.children]
        found = own + [value for value in below if value is not None]
        return sum(found) if found else None

    def _blank(self, taken: int = 0) -> list[Cell]:
        return [cell("") for _ in self.columns[taken:]]

    def _put(self, cells: list[Cell], key: str, value: str) -> None:
        for at, column in enumerate(self.columns):
            if column.key == key and at:
                cells[at] = cell(value)


def _opening(book: Book, period: Period) -> dict[str, int]:
    """Return what accounts begin with; income and costs begin anew with each fiscal year."""
    if period.start <= periods.BEGINNING:
        return {}
    before = period.start - periods.DAY
    year = periods.fiscal_start(period.start, book.request.fiscal())
    balances, _ = book.balances(before)
    if year < period.start:
        balances.update(book.sums(year, before, "", RESULT))
    elif year == period.start:
        # The year before is over: what it came to belongs to earnings retained.
        ended = periods.fiscal_start(before, book.request.fiscal())
        retained = balances[book.chart.retained]
        for keyed in book.sums(ended, before, "", RESULT).values():
            retained[""] = retained.get("", 0) + sum(keyed.values())
    return {account: sum(keyed.values()) for account, keyed in balances.items()}
