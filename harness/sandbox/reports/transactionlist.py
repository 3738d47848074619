"""TransactionList: the transactions of a period, one row each; JournalReport: all their entries."""

from __future__ import annotations

from collections.abc import Callable

from harness.sandbox.reports import listing
from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.details import Cells, chosen
from harness.sandbox.reports.generalledger import DEFAULT
from harness.sandbox.reports.layout import (
    CELL_LIMIT,
    Column,
    Row,
    amount,
    cell,
    data,
    report,
    section,
    too_large,
)
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.request import Request, no_data

COLUMNS = "tx_date txn_type doc_num is_no_post name memo account_name other_account subt_nat_amount"
OF_PARTIES = "tx_date txn_type doc_num is_no_post memo account_name subt_nat_amount"
SPLITS = "tx_date txn_type doc_num is_no_post name memo account_name subt_nat_amount"
JOURNAL = "tx_date txn_type doc_num name memo account_name debt_amt credit_amt"
NO_DATE = "0-00-00"


def transaction_list(request: Request) -> Row:
    """
    One row for a transaction: its first entry, and what is on the other side.

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
        if book.count(period.start, period.end) * len(columns) > CELL_LIMIT:
            rows = too_large()
        else:
            rows = _rows(book, period, columns, party)
    header = request.header(period=period, options=no_data(empty=not rows))
    return report(header, columns, rows)


def transaction_list_with_splits(request: Request) -> Row:
    """A section for each transaction: its first entry heads it, the others are in it (assumed)."""
    period = request.period(DEFAULT)
    columns = chosen(request, SPLITS)
    rows: list[Row] = []
    with opened(request) as book:
        if book.count(period.start, period.end) * len(columns) > CELL_LIMIT:
            rows = too_large()
        else:
            rows = _split(book, period, columns)
    header = request.header(period=period, options=no_data(empty=not rows))
    return report(header, columns, rows)


def _split(book: Book, period: Period, columns: list[Column]) -> list[Row]:
    tests = listing.tests(book.request, book)
    cells = Cells(book, book.sides(period.start, period.end))
    entries: dict[str, list[Line]] = {}
    for line in book.lines(period.start, period.end):
        entries.setdefault(line.txn, []).append(line)
    rows: list[Row] = []
    for first, *others in entries.values():
        record = book.company.get(first.entity, first.txn) or {}
        if all(test(first, record) for test in tests):
            found = [_natural(book, cells, columns, line, {"tx_date": ""}) for line in others]
            inside = [data(row[0], row[1:]) for row in found]
            rows.append(section(_natural(book, cells, columns, first, {}), inside, None))
    return rows


def _natural(
    book: Book, cells: Cells, columns: list[Column], line: Line, shown: dict[str, int | str]
) -> list[dict[str, str]]:
    moved = book.chart.by_id[line.account].sign * line.cents
    return cells.of(line, columns, {"subt_nat_amount": moved, "subt_amount": moved, **shown})


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
    groups: dict[str, list[tuple[Line, Row]]] = {}
    sums: dict[str, int] = {}
    for line in listed.values():
        record = book.company.get(line.entity, line.txn) or {}
        if not all(test(line, record) for test in tests):
            continue
        moved = book.chart.by_id[line.account].sign * line.cents
        amounts: dict[str, int | str] = {"subt_nat_amount": moved, "subt_amount": moved}
        found = cells.of(line, columns, amounts)
        group = heading(line, record) if heading else ""
        groups.setdefault(group, []).append((line, data(found[0], found[1:])))
        sums[group] = sums.get(group, 0) + moved
    if heading is None:
        return listing.ordered(request, columns, groups.get("", []))
    blank = [cell("") for _ in columns[1:]]
    return [
        section(
            [cell(group), *blank],
            listing.ordered(request, columns, groups[group]),
            _grouped(columns, group, sums[group]),
        )
        for group in sorted(groups, key=str.lower)
    ]


def _grouped(columns: list[Column], group: str, moved: int) -> list[dict[str, str]]:
    shown = {"subt_nat_amount", "subt_amount"}
    cells = [cell(amount(moved) if column.key in shown else "") for column in columns[1:]]
    return [cell(f"Total for {group}"), *cells]


def journal_report(request: Request) -> Row:
    """All entries; those of a transaction after its first have no date (Intuit's sample)."""
    period = request.period(DEFAULT)
    columns = chosen(request, JOURNAL)
    rows: list[Row] = []
    with opened(request) as book:
        if book.count(period.start, period.end) * len(columns) > CELL_LIMIT:
            rows = too_large()
        else:
            rows = _journal(book, period, columns)
    header = request.header(period=period, options=no_data(empty=not rows))
    return report(header, columns, rows)


def _journal(book: Book, period: Period, columns: list[Column]) -> list[Row]:
    cells = Cells(book, {})
    rows: list[Row] = []
    sums = {"debt_amt": 0, "credit_amt": 0}
    whole = dict(sums)
    lines = [line for line in book.lines(period.start, period.end) if line.cents]
    for at, line in enumerate(lines):
        first = at == 0 or lines[at - 1].txn != line.txn
        amounts: dict[str, int | str] = {} if first else {"tx_date": NO_DATE, "doc_num": ""}
        found = cells.of(line, columns, amounts)
        if not first:
            found = [
                cell("", line.txn) if column.key == "txn_type" else value
                for column, value in zip(columns, found, strict=True)
            ]
        rows.append(data(found[0], found[1:]))
        sums["debt_amt" if line.cents > 0 else "credit_amt"] += abs(line.cents)
        if at + 1 == len(lines) or lines[at + 1].txn != line.txn:
            rows.append(section(None, (), _totals(columns, "", sums)))
            whole = {key: whole[key] + sums[key] for key in whole}
            sums = dict.fromkeys(sums, 0)
    if rows:
        rows.append(section(None, (), _totals(columns, "TOTAL", whole)))
    return rows


def _totals(columns: list[Column], title: str, sums: dict[str, int]) -> list[dict[str, str]]:
    return [
        cell(title),
        *(cell(amount(sums[column.key]) if column.key in sums else "") for column in columns[1:]),
    ]
