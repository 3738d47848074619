"""AgedReceivableDetail and AgedPayableDetail: the open transactions, by how long they are due."""

from __future__ import annotations

from harness.sandbox.reports import owed
from harness.sandbox.reports.aged import bucket, buckets, days_past, reported
from harness.sandbox.reports.balances import as_line
from harness.sandbox.reports.book import opened
from harness.sandbox.reports.detailcolumns import chosen
from harness.sandbox.reports.details import Cells
from harness.sandbox.reports.layout import (
    Row,
    data,
    report,
    section,
    too_large,
)
from harness.sandbox.reports.owed import CUSTOMERS, VENDORS, Side, complete, kept, transactions
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.sections import heading, totals

RECEIVABLE = "tx_date txn_type doc_num cust_name due_date subt_amount subt_open_bal"
PAYABLE = "tx_date txn_type doc_num vend_name due_date past_due subt_neg_amount subt_neg_open_bal"


def _detail(request: Request, side: Side, default: str) -> Row:
    period, day = reported(request)
    del period
    columns = chosen(request, default)
    limits = buckets(request)
    least = request.whole("past_due", 0, 36500)
    meets = kept(request)
    parts: list[list[Row]] = [[] for _ in limits]
    found: list[list[int]] = [[0, 0] for _ in limits]
    with opened(request) as book:
        cells = Cells(book, {})
        listed = transactions(request, side, day, only_open=True)
        if not request.fits(len(listed), len(columns)):
            options = {"report_date": day.isoformat(), **no_data(empty=False)}
            return report(request.header(until=day, options=options), columns, too_large())
        for one in sorted(complete(request, listed), key=lambda one: (one.date, int(one.txn))):
            days = days_past(request, one.due, day)
            if not meets(one) or (least and days < least):
                continue
            at = bucket(limits, days)
            amounts: dict[str, int | str] = {"due_date": one.due, "past_due": str(days)}
            amounts |= owed.sums(one.amount, one.rest)
            line = as_line(one, side)
            made = cells.of(line, columns, amounts)
            parts[at].append(data(made[0], made[1:]))
            found[at][0] += one.amount
            found[at][1] += one.rest
    rows = []
    for at in reversed(range(len(limits))):
        if parts[at]:
            title = _title(limits, at)
            total = totals(columns, f"Total for {title}", owed.sums(*found[at]))
            rows.append(section(heading(columns, title), parts[at], total))
    if rows:
        whole = owed.sums(*(sum(part[at] for part in found) for at in (0, 1)))
        rows.append(section(None, (), totals(columns, "TOTAL", whole)))
    options = {"report_date": day.isoformat(), **no_data(empty=not rows)}
    return report(request.header(until=day, options=options), columns, rows)


def _title(limits: list[tuple[int, str]], at: int) -> str:
    """Name an ageing period as the details do (client reports from live runs)."""
    if at == 0:
        return limits[at][1]
    if at == len(limits) - 1:
        return f"{limits[at - 1][0] + 1} or more days past due"
    return f"{limits[at][1]} days past due"


def aged_receivable_detail(request: Request) -> Row:
    """The open transactions of customers."""
    return _detail(request, CUSTOMERS, RECEIVABLE)


def aged_payable_detail(request: Request) -> Row:
    """The open transactions of vendors."""
    return _detail(request, VENDORS, PAYABLE)
