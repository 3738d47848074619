"""JournalReport and TransactionListWithSplits: transactions with all of their entries."""

from __future__ import annotations

from collections.abc import Callable

from harness.sandbox.reports import listing
from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.detailcolumns import chosen
from harness.sandbox.reports.details import NO_DATE, Cells
from harness.sandbox.reports.generalledger import DEFAULT
from harness.sandbox.reports.layout import (
    Cell,
    Column,
    Row,
    cell,
    data,
    report,
    section,
    too_large,
)
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.sections import CREDITS, DEBITS, MOVED, gap, heading, totals

JOURNAL = "tx_date txn_type doc_num name memo account_name debt_amt credit_amt"
SPLITS = "tx_date txn_type doc_num is_no_post name memo account_name nat_amount"
BLANK = {
    "tx_date": cell(NO_DATE),
    "doc_num": cell(""),
    "is_no_post": cell(""),
    "name": cell("", ""),
}
"""What entries after a transaction's first have instead of their own (recorded)."""
GROUPS = ("None", "Name", "Account", "Transaction Type")


def journal_report(request: Request) -> Row:
    """All entries; after each transaction its sums and an empty row."""
    return _report(request, chosen(request, JOURNAL, tracked=()), _journal)


def transaction_list_with_splits(request: Request) -> Row:
    """All entries; after each transaction an empty row, and one more at the end of a group."""
    return _report(request, chosen(request, SPLITS), _split)


def _report(
    request: Request, columns: list[Column], lay: Callable[[Book, Period, list[Column]], list[Row]]
) -> Row:
    period = request.period(DEFAULT)
    with opened(request) as book:
        rows = too_large() if not book.fits(period, columns) else lay(book, period, columns)
    header = request.header(period=period, options=no_data(empty=not rows))
    return report(header, columns, rows)


def _entries(
    cells: Cells, columns: list[Column], line: Line, amounts: dict[str, int | str], *, first: bool
) -> Row:
    """Lay out an entry; only the first of a transaction says of which it is."""
    made: list[Cell] = cells.of(line, columns, amounts)
    if not first:
        blank = {**BLANK, "txn_type": cell("", line.txn)}
        made = [blank.get(column.key, own) for column, own in zip(columns, made, strict=True)]
    return data(made[0], made[1:])


def _journal(book: Book, period: Period, columns: list[Column]) -> list[Row]:
    cells = Cells(book, {})
    rows: list[Row] = []
    all_debit = all_credit = 0
    for lines in _transactions(book, period).values():
        # Filters leave a part of the entries, so one side says nothing of the other.
        debit = sum(line.cents for line in lines if line.cents > 0)
        credit = -sum(line.cents for line in lines if line.cents < 0)
        rows += [_entries(cells, columns, line, {}, first=at == 0) for at, line in enumerate(lines)]
        rows += [section(None, (), totals(columns, "", _sums(debit, credit))), gap(columns)]
        all_debit, all_credit = all_debit + debit, all_credit + credit
    if rows:
        rows.append(section(None, (), totals(columns, "TOTAL", _sums(all_debit, all_credit))))
    return rows


def _sums(debit: int, credit: int) -> dict[str, int | None]:
    """Say what either side comes to; what is over nothing has no credit (Intuit's sample)."""
    return {**dict.fromkeys(DEBITS, debit), **dict.fromkeys(CREDITS, credit or None)}


def _transactions(book: Book, period: Period) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in book.lines(period.start, period.end):
        found.setdefault(line.txn, []).append(line)
    return found


def _split(book: Book, period: Period, columns: list[Column]) -> list[Row]:
    request = book.request
    tests, group = listing.tests(request, book), request.choice("group_by", GROUPS)
    under = listing.heading(request, book)
    cells = Cells(book, book.sides(period.start, period.end))
    groups: dict[listing.Heading, list[Row]] = {}
    for lines in _transactions(book, period).values():
        record = book.company.get(lines[0].entity, lines[0].txn) or {}
        if not all(test(lines[0], record) for test in tests):
            continue
        into: dict[listing.Heading, list[Row]] = {}
        for at, line in enumerate(lines):
            key = listing.UNSPECIFIED
            if under is not None:
                key = under(line if group == "Account" else lines[0], record)
            cents = book.chart.by_id[line.account].sign * line.cents
            row = _entries(cells, columns, line, dict.fromkeys(MOVED, cents), first=at == 0)
            into.setdefault(key, []).append(row)
        for key, rows in into.items():
            groups.setdefault(key, []).extend([*rows, gap(columns)])
    if under is None:
        return groups.get(listing.UNSPECIFIED, [])
    return [
        section(heading(columns, *key), [*groups[key], gap(columns)], None)
        for key in listing.in_order(groups)
    ]
