"""CustomerBalance and VendorBalance, and the open transactions that make them up."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.columns import ALONE, added, labels
from harness.sandbox.reports.detailcolumns import chosen
from harness.sandbox.reports.details import Cells
from harness.sandbox.reports.layout import (
    Column,
    Row,
    cells,
    data,
    grand_total,
    report,
    section,
    too_large,
)
from harness.sandbox.reports.listing import ordered
from harness.sandbox.reports.owed import (
    CUSTOMERS,
    VENDORS,
    Open,
    Side,
    balances,
    complete,
    kept,
    sums,
    transactions,
)
from harness.sandbox.reports.parties import by_party
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.sections import BALANCE, heading, totals

DETAIL = "tx_date txn_type doc_num due_date {} {} rbal_nat_amount"
PAID = ("Unpaid", "Paid", "All")


def _reported(request: Request) -> tuple[Period, date, str]:
    """Return the period to echo, the day the balances are of, and the day to tell."""
    day = request.day("report_date")
    if day is not None:
        return Period(day, day), day, day.isoformat()
    period = request.macro(request.query.get("date_macro") or "all")
    return period, period.end, min(period.end, request.today()).isoformat()


def _balance(request: Request, side: Side) -> Row:
    period, day, told = _reported(request)
    with opened(request) as book:
        lines = {name: (cents,) for name, cents in balances(book, side, day).items() if cents}
        rows = by_party(book, side.entity, lines, backwards=request.backwards())
    if rows:
        rows.append(grand_total(cells(added(lines.values(), 1))))
    columns = (
        Column(title="", key=side.entity.lower(), type=side.entity),
        ALONE,
    )
    options = {"report_date": told, **no_data(empty=not rows)}
    return report(request.header(period=period, options=options), columns, rows)


def _detail(request: Request, side: Side) -> Row:
    """List the transactions of each name, those open unless told, with a running balance."""
    period, day, told = _reported(request)
    columns = chosen(request, DETAIL.format(*side.keys))
    paid = request.choice(side.paid, PAID)
    found = transactions(request, side, day, only_open=paid == "Unpaid")
    if not request.fits(len(found), len(columns)):
        rows, empty = too_large(), False
    else:
        meets = kept(request)
        listed: dict[str, list[Open]] = defaultdict(list)
        for one in complete(request, found):
            if meets(one) and not (paid == "Paid" and one.rest):
                listed[one.name].append(one)
        with opened(request) as book:
            rows = _by_name(book, side, columns, listed)
        empty = not rows
    options = {"report_date": told, **no_data(empty=empty)}
    return report(request.header(period=period, options=options), columns, rows)


def _by_name(
    book: Book, side: Side, columns: list[Column], listed: dict[str, list[Open]]
) -> list[Row]:
    label, maker = labels(book, side.entity), Cells(book, {})
    rows: list[Row] = []
    every = [0, 0]
    for name in sorted(listed, key=lambda name: (label(name).lower(), name)):
        made: list[Row] = []
        both = [0, 0]
        for one in listed[name]:
            both = [both[0] + one.amount, both[1] + one.rest]
            amounts: dict[str, int | str] = {"due_date": one.due}
            amounts |= sums(one.amount, one.rest) | dict.fromkeys(BALANCE, both[1])
            found = maker.of(as_line(one, side), columns, amounts)
            made.append(data(found[0], found[1:]))
        every = [every[0] + both[0], every[1] + both[1]]
        total = totals(columns, f"Total for {label(name)}", sums(*both))
        inside = ordered(book.request, columns, made)
        rows.append(section(heading(columns, label(name), name), inside, total))
    if rows:
        rows.append(section(None, (), totals(columns, "TOTAL", sums(*every))))
    return rows


def as_line(one: Open, side: Side) -> Line:
    """Return an open transaction as the entry that the cells are made of."""
    memo = str((one.record or {}).get("PrivateNote", ""))
    return Line(
        txn=one.txn,
        seq=0,
        entity=one.entity,
        date=one.date,
        account="",
        cents=one.amount,
        name_type=side.entity,
        name=one.name,
        item="",
        quantity="",
        department="",
        klass="",
        memo=memo,
        rate="",
        base=0,
    )


def customer_balance(request: Request) -> Row:
    """What each customer owes."""
    return _balance(request, CUSTOMERS)


def vendor_balance(request: Request) -> Row:
    """What each vendor is owed."""
    return _balance(request, VENDORS)


def customer_balance_detail(request: Request) -> Row:
    """What each customer owes, by transaction."""
    return _detail(request, CUSTOMERS)


def vendor_balance_detail(request: Request) -> Row:
    """What each vendor is owed, by transaction."""
    return _detail(request, VENDORS)
