"""TrialBalance: every account's balance at the end of a period, debits beside credits."""

from __future__ import annotations

from harness.sandbox.reports import columns
from harness.sandbox.reports.book import opened
from harness.sandbox.reports.chart import ORDER, Account
from harness.sandbox.reports.layout import (
    Column,
    Row,
    amount,
    cell,
    flat,
    grand_total,
    named,
    report,
)
from harness.sandbox.reports.period import fiscal_start
from harness.sandbox.reports.profitandloss import DEFAULT, RESULT
from harness.sandbox.reports.request import Request, no_data

DEBIT = Column(title="Debit", key="debit")
CREDIT = Column(title="Credit", key="credit")


def trial_balance(request: Request) -> Row:
    """Flat rows without a type (recorded); income and costs are those of the fiscal year."""
    basis, period = request.basis(), request.standing(request.period(DEFAULT))
    with opened(request, basis) as book:
        balances, _ = book.balances(period.end)
        year = fiscal_start(period.end, request.fiscal())
        balances.update(book.sums(year, period.end, "", RESULT))
        rows: list[Row] = []
        debits = credits_ = 0

        def lay(accounts: list[Account]) -> None:
            nonlocal debits, credits_
            for account in accounts:
                if account.id in balances:
                    cents = sum(balances[account.id].values())
                    debits, credits_ = debits + max(cents, 0), credits_ + max(-cents, 0)
                    values = (cents if cents >= 0 else None, -cents if cents < 0 else None)
                    first = named(book.chart.qualified(account), account.shown_id)
                    rows.append(flat(first, [cell(amount(value)) for value in values]))
                lay(account.children)

        for kind in ORDER:
            lay(book.chart.of(kind))
    empty = not rows
    if rows:
        rows.append(grand_total([cell(amount(debits)), cell(amount(credits_))]))
    header = request.header(
        period=period, basis=basis, summarized=True, options=no_data(empty=empty)
    )
    return report(header, (columns.ACCOUNT, DEBIT, CREDIT), rows)
