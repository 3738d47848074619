"""TrialBalance: every account's balance at the end of a period, debits beside credits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from harness.sandbox.reports import columns
from harness.sandbox.reports.book import Book, opened
from harness.sandbox.reports.chart import ORDER, Account
from harness.sandbox.reports.layout import (
    Column,
    Row,
    cells,
    flat,
    grand_total,
    named,
    report,
)
from harness.sandbox.reports.period import fiscal_start
from harness.sandbox.reports.profitandloss import RESULT
from harness.sandbox.reports.request import SPANS, Request, no_data
from harness.sandbox.reports.sales import MONTH

ACCOUNT = Column(title="", key="", type="Account")
DEBIT = Column(title="Debit", key="")
CREDIT = Column(title="Credit", key="")
"""Without a key (recorded in August 2026); below spans they have theirs (assumed)."""
SPANNED = (replace(DEBIT, key="debit"), replace(CREDIT, key="credit"))


def trial_balance(request: Request) -> Row:
    """
    Flat rows without a type (recorded); income and costs are those of the fiscal year.

    The month so far by default.
    """
    basis, period = request.basis(), request.standing(request.period(MONTH))
    spans = columns.spans(request, period) if request.summarize() in SPANS else []
    with opened(request, basis) as book:
        ends = columns.held(book, spans) if spans else [_held(book, period.end)]
        rows: list[Row] = []
        sides = [0] * len(ends) * 2

        def lay(accounts: list[Account]) -> None:
            for account in accounts:
                if any(account.id in held for held in ends):
                    balances = (held.get(account.id) for held in ends)
                    values = [side for cents in balances for side in _sides(cents, account.sign)]
                    for at, value in enumerate(values):
                        sides[at] += value or 0
                    first = named(book.chart.qualified(account), account.shown_id)
                    rows.append(flat(first, cells(values)))
                lay(account.children)

        for kind in ORDER:
            lay(book.chart.of(kind))
    empty = not rows
    if rows:
        rows.append(grand_total(cells(sides)))
    header = request.header(
        period=period, basis=basis, summarized=True, options=no_data(empty=empty)
    )
    if not spans:
        return report(header, (ACCOUNT, DEBIT, CREDIT), rows)
    shown = [replace(column, columns=SPANNED) for _, column in spans]
    return report(header, (columns.ACCOUNT, *shown), rows)


def _held(book: Book, end: date) -> dict[str, int]:
    balances, _ = book.balances(end)
    balances.update(book.sums(fiscal_start(end, book.request.fiscal()), end, "", RESULT))
    return {account: sum(keyed.values()) for account, keyed in balances.items()}


def _sides(cents: int | None, sign: int) -> tuple[int | None, int | None]:
    """
    Return a balance as debit or as credit; nothing at all is on its account's own side.

    That side is recorded of a liability, and assumed of others. What never moved is neither.
    """
    if cents is None:
        return None, None
    return (None, -cents) if cents < 0 or (not cents and sign < 0) else (cents, None)
