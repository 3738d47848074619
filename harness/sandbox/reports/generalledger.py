"""GeneralLedger: every account's entries with a running balance, in its natural direction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from harness.sandbox.reports import listing
from harness.sandbox.reports import period as periods
from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.chart import ORDER, Account
from harness.sandbox.reports.detailcolumns import LEDGERS, chosen
from harness.sandbox.reports.details import Cells
from harness.sandbox.reports.layout import (
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
from harness.sandbox.reports.profitandloss import RESULT
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.sections import BALANCE, MOVED, moved, nested

DEFAULT = "this month-to-date"
COLUMNS = "tx_date txn_type doc_num name memo split_acc subt_nat_amount rbal_nat_amount"


def general_ledger(request: Request) -> Row:
    """One section for each account with entries or a balance to begin with (recorded)."""
    basis, period = request.basis(), request.period(DEFAULT)
    columns = chosen(request, COLUMNS, tracked=LEDGERS)
    with opened(request, basis) as book:
        if not book.fits(period, columns):
            rows, empty = too_large(), False
        else:
            rows = _Ledger(book, period, columns).rows()
            empty = not rows
    header = request.header(period=period, basis=basis, options=no_data(empty=empty))
    return shown(request, header, columns, rows)


def shown(request: Request, header: Row, columns: list[Column], rows: list[Row]) -> Row:
    """Return a report whose columns' form is a question: recorded, or sampled, as types alone."""
    made = report(header, columns, rows)
    if older(request):
        made["Columns"]["Column"] = [
            {"ColTitle": column.title, "ColType": column.key} for column in columns
        ]
    return made


def older(request: Request) -> bool:
    """Whether the form is the one that was recorded without a minor version."""
    return request.company.choice("ledger-columns") == "raw"


def running(
    account: Account, lines: Iterable[Line], columns: list[Column], cells: Cells, balance: int = 0
) -> Iterator[Row]:
    """Lay out an account's entries, each with the balance that it leads to from `balance` cents."""
    for line in lines:
        cents = account.sign * line.cents
        balance += cents
        amounts = dict.fromkeys(MOVED, cents) | dict.fromkeys(BALANCE, balance)
        found = cells.of(line, columns, amounts)
        yield data(found[0], found[1:])


class _Ledger:
    def __init__(self, book: Book, period: Period, columns: list[Column]) -> None:
        self.request, self.columns = book.request, columns
        self.chart = book.chart
        self.cells = Cells(book, book.sides(period.start, period.end))
        self.lines: dict[str, list[Line]] = defaultdict(list)
        book.narrow(*_sources(book))
        wanted = listing.accounts(book)
        for line in book.lines(period.start, period.end):
            if line.account in wanted:
                self.lines[line.account].append(line)
        opening = _opening(book, period)
        self.opening = {key: cents for key, cents in opening.items() if key in wanted}

    def rows(self) -> list[Row]:
        """Lay out all accounts, by type and name."""
        lay = self.older if older(self.request) else self.account
        return [
            row
            for kind in ORDER
            for account in self.chart.of(kind)
            if (row := lay(account)) is not None
        ]

    def account(self, account: Account) -> Row | None:
        """Lay out an account, those below it as sections inside."""
        below = [row for child in account.children if (row := self.account(child)) is not None]
        own = self.entries(account)
        if not own and not below:
            return None
        return nested(account, self.columns, own, below, (self._own(account), self._moved(account)))

    def older(self, account: Account, *, inside: bool = False) -> Row | None:
        """
        Lay out an account as was recorded without a minor version.

        A section inside has no id, and the outer one has its first child's
        instead of its own.
        """
        below = [
            (child, row)
            for child in account.children
            if (row := self.older(child, inside=True)) is not None
        ]
        rows = self.entries(account)
        if not rows and not below:
            return None
        shown = below[0][0].shown_id if below else account.shown_id
        header = [named(account.name, "" if inside else shown), *self._blank()[1:]]
        summary = moved(self.columns, f"Total for {account.name}", self._moved(account))
        return section(header, [*rows, *(row for _, row in below)], summary)

    def entries(self, account: Account) -> list[Row]:
        """The balance it begins with, then its entries."""
        rows = []
        balance = account.sign * self.opening.get(account.id, 0)
        if balance:
            cells = self._blank()
            cells[0] = cell("Beginning Balance")
            for at, column in enumerate(self.columns):
                if column.key in BALANCE and at:
                    cells[at] = cell(detailed(balance))
            rows.append(data(cells[0], cells[1:]))
        lines = self.lines.get(account.id, ())
        made = list(running(account, lines, self.columns, self.cells, balance))
        return [*rows, *listing.ordered(self.request, self.columns, made)]

    def _own(self, account: Account) -> int | None:
        lines = self.lines.get(account.id)
        return account.sign * sum(line.cents for line in lines) if lines else None

    def _moved(self, account: Account) -> int | None:
        below = [self._moved(child) for child in account.children]
        found = [value for value in (self._own(account), *below) if value is not None]
        return sum(found) if found else None

    def _blank(self) -> list[Cell]:
        return [cell("") for _ in self.columns]


def _sources(book: Book) -> tuple[str, list[str]]:
    """Return the condition that the first entry of a transaction is on one of the accounts."""
    request, chart = book.request, book.chart
    ids = request.ids("source_account")
    kinds = {listing.plain(kind) for kind in request.ids("source_account_type")}
    if not ids and not kinds:
        return "", []
    found = [one.id for one in chart.by_id.values() if listing.plain(one.type) in kinds]
    sources = [*ids, *found]
    first = (
        f"SELECT first.account FROM {book.table} AS first WHERE first.realm = entry.realm"  # noqa: S608
        " AND first.txn = entry.txn ORDER BY first.seq LIMIT 1"
    )
    return f" AND ({first}) IN ({', '.join('?' * len(sources))})", sources


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
