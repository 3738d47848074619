"""TransactionList: the transactions of a period, one row each, all in one or by whom."""

from __future__ import annotations

from collections.abc import Callable

from harness.sandbox.reports import listing
from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.detailcolumns import chosen
from harness.sandbox.reports.details import Cells
from harness.sandbox.reports.generalledger import DEFAULT
from harness.sandbox.reports.layout import (
    Column,
    Row,
    data,
    report,
    section,
    too_large,
)
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.sections import MOVED, moved
from harness.sandbox.reports.sections import heading as heading_of
from harness.sandbox.reports.unposted import lines as unposted_lines

COLUMNS = "tx_date txn_type doc_num is_no_post name memo account_name other_account subt_nat_amount"
OF_PARTIES = "tx_date txn_type doc_num is_no_post memo account_name amount"


def transaction_list(request: Request) -> Row:
    """
    One row for a transaction: its first entry, and what is on the other side.

    Estimates, orders and payments over nothing are there too, without another side.
    `account` does nothing here (client reports).
    """
    return _list(request, chosen(request, COLUMNS))


def transaction_list_by(party: str) -> Callable[[Request], Row]:
    """Return the list of transactions with customers, or vendors, each under its own heading."""
    return lambda request: _list(request, chosen(request, OF_PARTIES), party)


def _list(request: Request, columns: list[Column], party: str = "") -> Row:
    period = request.period(DEFAULT)
    rows: list[Row] = []
    with opened(request) as book:
        if not book.fits(period, columns):
            rows = too_large()
        else:
            rows = _rows(book, period, columns, party)
    header = request.header(period=period, options=no_data(empty=not rows))
    return report(header, columns, rows)


def _rows(book: Book, period: Period, columns: list[Column], party: str) -> list[Row]:
    request = book.request
    tests = listing.tests(request, book)
    heading = listing.by_name(book) if party else listing.heading(request, book)
    if party:
        tests.append(lambda line, _: line.name_type == party)
    cells = Cells(book, book.sides(period.start, period.end))
    listed: dict[str, Line] = {}
    for line in book.lines(period.start, period.end):
        listed.setdefault(line.txn, line)
    unposted = {line.txn: line for line in unposted_lines(book, period)}
    in_time = sorted((listed | unposted).values(), key=lambda line: (line.date, int(line.txn)))
    groups: dict[listing.Heading, list[Row]] = {}
    sums: dict[listing.Heading, int] = {}
    for line in in_time:
        record = book.company.get(line.entity, line.txn) or {}
        if not all(test(line, record) for test in tests):
            continue
        cents = book.chart.by_id[line.account].sign * line.cents
        found = cells.of(line, columns, dict.fromkeys(MOVED, cents))
        group = heading(line, record) if heading else listing.UNSPECIFIED
        groups.setdefault(group, []).append(data(found[0], found[1:]))
        sums[group] = sums.get(group, 0) + cents
    if heading is None:
        return listing.ordered(request, columns, groups.get(listing.UNSPECIFIED, []))
    return [
        section(
            heading_of(columns, *group),
            listing.ordered(request, columns, groups[group]),
            moved(columns, f"Total for {group[0]}", sums[group]),
        )
        for group in listing.in_order(groups)
    ]
