"""AgedReceivables and AgedPayables: what is owed, by how long it is past due."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from harness.sandbox.reports.book import opened
from harness.sandbox.reports.columns import ALONE, added
from harness.sandbox.reports.layout import (
    Column,
    Row,
    cells,
    grand_total,
    report,
)
from harness.sandbox.reports.owed import CUSTOMERS, VENDORS, Side, due
from harness.sandbox.reports.parties import by_party, zeroed
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.request import Request, no_data

MOST_PERIODS, LONGEST_PERIOD = 52, 3650


def reported(request: Request) -> tuple[Period, date]:
    """
    Return the period to echo and the day to report on.

    `report_date` counts, or the end of a macro; start and end are ignored
    (live test).
    """
    day = request.day("report_date")
    if day is not None:
        return Period(day, day), day
    period = request.macro(request.query.get("date_macro") or "today")
    return period, period.end


def buckets(request: Request) -> list[tuple[int, str]]:
    """Return the ageing periods: the last day past due of each, and its title."""
    days = request.whole("aging_period", 30, LONGEST_PERIOD)
    count = request.whole("num_periods", 4, MOST_PERIODS)
    return [
        (0, "Current"),
        *((at * days, f"{(at - 1) * days + 1} - {at * days}") for at in range(1, count)),
        (10**9, f"{(count - 1) * days + 1} and over"),
    ]


def days_past(request: Request, due_day: str, day: date) -> int:
    """Count the days that a transaction is past due; `Current` ages to today (Intuit)."""
    method = request.choice("aging_method", ("Report_Date", "Current"))
    until = request.today() if method == "Current" else day
    return (until - date.fromisoformat(due_day)).days


def bucket(limits: list[tuple[int, str]], days: int) -> int:
    """Return which ageing period so many days fall into."""
    return next(at for at, (last, _) in enumerate(limits) if days <= last)


def _aged(request: Request, side: Side) -> Row:
    period, day = reported(request)
    limits = buckets(request)
    sums: dict[str, list[int | None]] = defaultdict(lambda: [None] * len(limits))
    for name, when, rest in due(request, side, day):
        line = sums[name]
        at = bucket(limits, days_past(request, when, day))
        line[at] = (line[at] or 0) + rest
    lines = {name: (*line, _sum(line)) for name, line in sums.items()}
    with opened(request) as book:
        rows = by_party(book, side.entity, lines, backwards=request.backwards())
    if rows:
        rows.append(grand_total(cells(zeroed(added(lines.values(), len(limits) + 1)))))
    columns = [
        Column(title="", key=side.entity.lower(), type=side.entity),
        *(
            Column(title=title, key="current" if at == 0 else str(at - 1))
            for at, (_, title) in enumerate(limits)
        ),
        ALONE,
    ]
    options = {"report_date": day.isoformat(), **no_data(empty=not rows)}
    return report(request.header(period=period, options=options), columns, rows)


def _sum(values: list[int | None]) -> int:
    return sum(value for value in values if value is not None)


def aged_receivables(request: Request) -> Row:
    """What customers owe."""
    return _aged(request, CUSTOMERS)


def aged_payables(request: Request) -> Row:
    """What vendors are owed."""
    return _aged(request, VENDORS)
