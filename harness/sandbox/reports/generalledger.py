"""GeneralLedger: every account's entries with a running balance, in its natural direction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from harness.sandbox.reports import listing
from harness.sandbox.reports import period as periods
from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.chart import ORDER, Account
from harness.sandbox.reports.detailcolumns import LEDGERS, chosen
from harness.sandbox.reports.details import START, Cells
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
from harness.sandbox.reports.sections import (
    BALANCE,
    CREDITS,
    DEBITS,
    MOVED,
    Sums,
    heading,
    moved,
    nested,
)

DEFAULT = "this month-to-date"
FIRST = """
    tx_date txn_type doc_num is_adj create_date create_by last_mod_date last_mod_by name cust_name
    vend_name emp_name item_name dept_name klass_name quantity rate debt_amt credit_amt
    debt_home_amt credit_home_amt memo account_name account_num split_acc
    """.split()  # noqa: SIM905 - a list of words reads better as text
LAST = ("subt_nat_amount", "subt_nat_home_amount", "rbal_nat_amount", "rbal_nat_home_amount")
"""
The order in which a ledger answers columns, however they were asked for (recorded, 2026).

That recording has the date, type, number, who made it when, name, both sides, memo
and split; those with it are placed by kind, and all others before the amounts, as asked.
"""
COLUMNS = "tx_date txn_type doc_num name memo split_acc subt_nat_amount rbal_nat_amount"


def general_ledger(request: Request) -> Row:
    """One section for each account with entries or a balance to begin with (recorded)."""
    basis, period = request.basis(), request.period(DEFAULT)
    columns = sorted(chosen(request, COLUMNS, tracked=LEDGERS), key=_place)
    with opened(request, basis) as book:
        if not book.fits(period, columns):
            rows, empty = too_large(), False
        else:
            rows = _Ledger(book, period, columns).rows()
            empty = not rows
    header = request.header(period=period, basis=basis, options=no_data(empty=empty))
    return shown(request, header, columns, rows)


def _place(column: Column) -> int:
    """Return where a column is answered."""
    if column.key in FIRST:
        return FIRST.index(column.key)
    return len(FIRST) + (1 + LAST.index(column.key) if column.key in LAST else 0)


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
        if line.entity == START:
            yield _blank(line, columns, cells, balance)


def _blank(line: Line, columns: list[Column], cells: Cells, balance: int) -> Row:
    """Lay out the entry over nothing that what stock begins with has on each account (recorded)."""
    amounts: dict[str, int | str] = dict.fromkeys((*MOVED, *DEBITS, *CREDITS), "")
    blank = line._replace(cents=0, quantity="")
    found = cells.of(blank, columns, amounts | dict.fromkeys(BALANCE, balance))
    return data(found[0], found[1:])


class _Ledger:
    def __init__(self, book: Book, period: Period, columns: list[Column]) -> None:
        self.request, self.columns = book.request, columns
        self.chart = book.chart
        self.cells = Cells(book, book.sides(period.start, period.end))
        self.lines: dict[str, list[Line]] = defaultdict(list)
        book.narrow(*_sources(book))
        wanted = listing.accounts(book)
        self.nowhere: list[Line] = []
        for line in book.lines(period.start, period.end):
            if line.account in wanted:
                linking = not line.cents and line.seq == 0 and line.entity == "Payment"
                (self.nowhere if linking else self.lines[line.account]).append(line)
        opening = _opening(book, period)
        self.opening = {key: cents for key, cents in opening.items() if key in wanted}

    def rows(self) -> list[Row]:
        """Lay out all accounts, by type and name."""
        lay = self.older if older(self.request) else self.account
        rows = [
            row
            for kind in ORDER
            for account in self.chart.of(kind)
            if (row := lay(account)) is not None
        ]
        return [*rows, *self.unspecified()]

    def unspecified(self) -> list[Row]:
        """Lay out payments that brought no money, which are on no account (recorded)."""
        if not self.nowhere:
            return []
        title, _ = listing.UNSPECIFIED
        laid = (
            self.cells.of(line, self.columns, dict.fromkeys((*MOVED, *BALANCE), 0))
            for line in self.nowhere
        )
        made = [data(cells[0], cells[1:]) for cells in laid]
        rows = listing.ordered(self.request, self.columns, made)
        sums = moved(self.columns, f"Total for {title}", Sums(0, 0))
        return [section(heading(self.columns, title), rows, sums)]

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

    def _own(self, account: Account) -> Sums:
        return Sums.of((line.cents for line in self.lines.get(account.id, ())), account.sign)

    def _moved(self, account: Account) -> Sums:
        below = (self._moved(child) for child in account.children)
        return Sums.joined((self._own(account), *below))

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
