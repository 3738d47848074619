"""ItemSales: quantity, amount, share, price, cost and margin of each product and service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from harness.sandbox.parts.forms import lines as forms
from harness.sandbox.parts.forms.linetypes import SOLD
from harness.sandbox.reports import cash
from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.columns import labels
from harness.sandbox.reports.layout import Cell, Column, Row, amount, cell, flat, named, report
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.profitandloss import DEFAULT
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.sales import FORMS, Sides, earned

TITLES = (
    "Quantity",
    "Amount",
    "% of Sales",
    "Avg Price",
    "COGS",
    "Gross Margin",
    "Gross Margin %",
)
ONE = Decimal(1)
TURNED = frozenset({"CreditMemo", "RefundReceipt"})


@dataclass(slots=True)
class Sold:
    """What was sold of an item."""

    quantity: Decimal = Decimal(0)
    amount: int = 0
    cost: int | None = None


Part = dict[str, Sold]
"""What was sold in one column, by item."""


def item_sales(request: Request) -> Row:
    """Amounts from the ledger, quantities from the forms' lines, in the columns asked for."""
    basis, period = request.basis(), request.period(DEFAULT)
    with opened(request, basis) as book:
        label = labels(book, "Item")
        request.demand_brief(book.count(period.start, period.end))
        sides = Sides(request, period)
        parts = _sold(book, period, sides)
        shown = sides.columns(book, parts)
    whole = _added(parts.values())
    laid = [parts.get(key, {}) for key, _ in shown] + [whole]
    order = sorted((item for item in whole if item), key=lambda item: label(item).lower())
    if request.backwards():
        order.reverse()
    sums = [sum(sold.amount for sold in part.values()) for part in laid]

    def cells_of(item: str) -> list[Cell]:
        pairs = zip(laid, sums, strict=True)
        return [each for part, total in pairs for each in _cells(part.get(item), total)]

    rows = [flat(named(label(item), item), cells_of(item)) for item in order]
    if "" in whole:
        rows.append({**flat(cell("Not Specified"), cells_of("")), "group": "**"})
    if rows:
        totals = [each for part in laid for each in _cells(_all(part), _all(part).amount)]
        rows.append({**flat(cell("TOTAL"), totals), "group": "GrandTotal"})
    total = replace(sides.total, columns=_inner(period))
    columns = (
        Column(title="", key="item", type="ProductsAndService"),
        *(replace(column, columns=_inner(sides.of(column, period))) for _, column in shown),
        total,
    )
    header = request.header(
        period=period, basis=basis, summarized=True, options=no_data(empty=not rows)
    )
    return report(header, columns, rows)


def _inner(period: Period) -> tuple[Column, ...]:
    start, end = period.start.isoformat(), period.end.isoformat()
    return tuple(
        Column(
            title=title,
            key=title.lower().replace(" ", "_"),
            start=start if title in {"Quantity", "Amount", "COGS"} else "",
            end=end,
        )
        for title in TITLES
    )


def _sold(book: Book, period: Period, sides: Sides) -> dict[str, Part]:
    """Return what was sold, by column."""
    parts: dict[str, Part] = defaultdict(lambda: defaultdict(Sold))
    documents: dict[str, Line] = {}
    where = f" AND entity IN ({', '.join('?' * len(FORMS))})"
    accounts = earned(book)
    for line in book.lines(period.start, period.end, where, *FORMS):
        kind = book.chart.by_id[line.account].type
        if line.account in accounts:
            parts[sides.key(line)][line.item].amount -= line.cents
            documents[line.txn] = line
        elif kind == "Cost of Goods Sold" and line.item:
            sold = parts[sides.key(line)][line.item]
            sold.cost = (sold.cost or 0) + line.cents
    shares = cash.shares(book.company) if book.table == cash.TABLE else {}
    for line in documents.values():
        record = book.company.get(line.entity, line.txn) or {}
        counted = [
            (day, -share if line.entity in TURNED else share)
            for day, share in shares.get(line.txn, [(line.date, ONE)])
            if period.start.isoformat() <= day <= period.end.isoformat()
        ]
        for item, klass, quantity in _quantities(record):
            for day, share in counted:
                part = parts[sides.key(line._replace(date=day, item=item, klass=klass))]
                if item in part:
                    part[item].quantity += quantity * share
    return parts


def _added(parts: Iterable[Part]) -> Part:
    """Add what was sold in several columns, by item."""
    whole: Part = defaultdict(Sold)
    for part in parts:
        for item, sold in part.items():
            found = whole[item]
            found.quantity += sold.quantity
            found.amount += sold.amount
            if sold.cost is not None:
                found.cost = (found.cost or 0) + sold.cost
    return whole


def _all(part: Part) -> Sold:
    """Add what was sold of all items."""
    return _added({"": sold} for sold in part.values()).get("", Sold())


def _quantities(record: Row) -> Iterator[tuple[str, str, Decimal]]:
    of_all = (record.get("ClassRef") or {}).get("value", "")
    for line in forms.leaves(record):
        if line["DetailType"] == SOLD:
            detail = line[SOLD]
            item = (detail.get("ItemRef") or {}).get("value", "")
            klass = (detail.get("ClassRef") or {}).get("value", of_all)
            yield item, klass, Decimal(detail.get("Qty") or 0)


def _cells(sold: Sold | None, whole: int) -> list[Cell]:
    if sold is None:
        return [cell("") for _ in TITLES]
    price = sold.quantity and Decimal(sold.amount) / 100 / sold.quantity
    margin = None if sold.cost is None else sold.amount - sold.cost
    return [
        cell(f"{sold.quantity:.2f}" if sold.quantity else ""),
        cell(amount(sold.amount)),
        cell(_percent(sold.amount, whole)),
        cell(f"{price:.2f}" if price else ""),
        cell(amount(sold.cost)),
        cell(amount(margin)),
        cell("" if margin is None else _percent(margin, sold.amount)),
    ]


def _percent(part: int, whole: int) -> str:
    return f"{Decimal(part) * 100 / whole:.2f} %" if whole else ""
