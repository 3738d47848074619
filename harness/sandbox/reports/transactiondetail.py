"""TransactionDetailByAccount: the entries of a period below their accounts, or in one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from harness.sandbox.reports import listing
from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.chart import ORDER, Account
from harness.sandbox.reports.detailcolumns import LEDGERS, chosen
from harness.sandbox.reports.details import Cells
from harness.sandbox.reports.generalledger import COLUMNS, DEFAULT, running
from harness.sandbox.reports.layout import (
    Column,
    Row,
    report,
    section,
    too_large,
)
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.sections import Sums, heading, moved


def transaction_detail_by_account(request: Request) -> Row:
    """As the general ledger, but with what moved only: no balances from before the period."""
    basis, period = request.basis(), request.period(DEFAULT)
    columns = chosen(request, COLUMNS, tracked=LEDGERS)
    rows: list[Row] = []
    with opened(request, basis) as book:
        rows = too_large() if not book.fits(period, columns) else _rows(book, period, columns)
    header = request.header(period=period, basis=basis, options=no_data(empty=not rows))
    return report(header, columns, rows)


def _rows(book: Book, period: Period, columns: list[Column]) -> list[Row]:
    request, tests = book.request, listing.tests(book.request, book)
    cells = Cells(book, book.sides(period.start, period.end))
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in book.lines(period.start, period.end):
        record = book.company.get(line.entity, line.txn) or {}
        if all(test(line, record) for test in tests):
            lines[line.account].append(line)
    alone = request.choice("groupby", ("account", "none")) == "none"
    rows: list[Row] = []
    every: list[Row] = []
    for account in _each(book.chart.of(*ORDER)):
        own = lines.get(account.id, [])
        made = list(running(account, own, columns, cells))
        every += made
        if made and not alone:
            name, shown = book.chart.label(account.id)
            sums = Sums.of((line.cents for line in own), account.sign)
            total = moved(columns, f"Total for {name}", sums)
            below = listing.ordered(request, columns, made)
            rows.append(section(heading(columns, name, shown), below, total))
    return listing.ordered(request, columns, every) if alone else rows


def _each(accounts: Iterable[Account]) -> Iterator[Account]:
    """Walk the accounts, those below another behind it."""
    for account in accounts:
        yield account
        yield from _each(account.children)
