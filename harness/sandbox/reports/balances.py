"""CustomerBalance and VendorBalance, and the open transactions that make them up."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from harness.sandbox.reports.book import Line, opened
from harness.sandbox.reports.columns import labels
from harness.sandbox.reports.details import Cells, chosen
from harness.sandbox.reports.layout import (
    CELL_LIMIT,
    Column,
    Row,
    amount,
    cell,
    cells,
    data,
    flat,
    grand_total,
    named,
    report,
    section,
    too_large,
)
from harness.sandbox.reports.owed import (
    CUSTOMERS,
    VENDORS,
    Open,
    Side,
    balances,
    complete,
    transactions,
)
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.request import Request, no_data

DETAIL = "tx_date txn_type doc_num due_date subt_amount subt_open_bal rbal_nat_amount"


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
        label = labels(book, side.entity)
        found = {name: cents for name, cents in balances(book, side, day).items() if cents}
    order = sorted(found, key=lambda name: (label(name).lower(), name))
    if request.choice("sort_order", ("ascend", "descend")) == "descend":
        order.reverse()
    rows = [flat(named(label(name), name), cells([found[name]])) for name in order]
    if rows:
        rows.append(grand_total(cells([sum(found.values())])))
    columns = (
        Column(title="", key=side.entity.lower(), type=side.entity),
        Column(title="Total", key="total"),
    )
    options = {"report_date": told, **no_data(empty=not rows)}
    return report(request.header(period=period, options=options), columns, rows)


def _detail(request: Request, side: Side) -> Row:
    """List the open transactions of each name, with a running balance."""
    period, day, told = _reported(request)
    columns = chosen(request, DETAIL)
    listed: dict[str, list[Open]] = defaultdict(list)
    found = transactions(request, side, day, only_open=True)
    if len(found) * len(columns) > CELL_LIMIT:
        options = {"report_date": told, **no_data(empty=False)}
        return report(request.header(period=period, options=options), columns, too_large())
    for one in complete(request, found):
        listed[one.name].append(one)
    rows: list[Row] = []
    whole = [0, 0]
    with opened(request) as book:
        label = labels(book, side.entity)
        maker = Cells(book, {})
        for name in sorted(listed, key=lambda name: (label(name).lower(), name)):
            inside, sums = [], [0, 0]
            for one in listed[name]:
                sums = [sums[0] + one.amount, sums[1] + one.rest]
                amounts: dict[str, int | str] = {
                    "due_date": one.due,
                    "subt_amount": one.amount,
                    "subt_open_bal": one.rest,
                    "rbal_nat_amount": sums[1],
                }
                made = maker.of(as_line(one, side), columns, amounts)
                inside.append(data(made[0], made[1:]))
            whole = [whole[0] + sums[0], whole[1] + sums[1]]
            header = [named(label(name), name), *(cell("") for _ in columns[1:])]
            total = _totals(columns, f"Total for {label(name)}", sums)
            rows.append(section(header, inside, total))
    if rows:
        rows.append(section(None, (), _totals(columns, "TOTAL", whole)))
    options = {"report_date": told, **no_data(empty=not rows)}
    return report(request.header(period=period, options=options), columns, rows)


def _totals(columns: list[Column], title: str, sums: list[int]) -> list[dict[str, str]]:
    shown = {"subt_amount": amount(sums[0]), "subt_open_bal": amount(sums[1])}
    return [cell(title), *(cell(shown.get(column.key, "")) for column in columns[1:])]


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
