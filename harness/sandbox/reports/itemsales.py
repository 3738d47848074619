"""ItemSales: quantity, amount, share, price, cost and margin of each product and service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from harness.sandbox.parts import lines as forms
from harness.sandbox.parts.linetypes import SOLD
from harness.sandbox.reports.book import Line, opened
from harness.sandbox.reports.columns import labels
from harness.sandbox.reports.layout import Column, Row, amount, cell, flat, named, report
from harness.sandbox.reports.profitandloss import DEFAULT
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.sales import FORMS, INCOME

TITLES = (
    "Quantity",
    "Amount",
    "% of Sales",
    "Avg Price",
    "COGS",
    "Gross Margin",
    "Gross Margin %",
)
TURNED = frozenset({"CreditMemo", "RefundReceipt"})


@dataclass(slots=True)
class Sold:
    """What was sold of an item."""

    quantity: Decimal = Decimal(0)
    amount: int = 0
    cost: int | None = None


def item_sales(request: Request) -> Row:
    """Amounts from the ledger, quantities from the forms' lines."""
    basis, period = request.basis(), request.period(DEFAULT)
    found: dict[str, Sold] = {}
    forms_seen: dict[str, Line] = {}
    with opened(request, basis) as book:
        label = labels(book, "Item")
        request.brief(book.count(period.start, period.end))
        where = f" AND entity IN ({', '.join('?' * len(FORMS))})"
        for line in book.lines(period.start, period.end, where, *FORMS):
            kind = book.chart.by_id[line.account].type
            if kind in INCOME:
                found.setdefault(line.item, Sold()).amount -= line.cents
                forms_seen[line.txn] = line
            elif kind == "Cost of Goods Sold" and line.item:
                sold = found.setdefault(line.item, Sold())
                sold.cost = (sold.cost or 0) + line.cents
        for line in forms_seen.values():
            record = request.company.get(line.entity, line.txn) or {}
            for item, quantity in _quantities(record):
                if item in found:
                    found[item].quantity += -quantity if line.entity in TURNED else quantity
    whole = sum(sold.amount for sold in found.values())
    order = sorted((item for item in found if item), key=lambda item: label(item).lower())
    rows = [flat(named(label(item), item), _cells(found[item], whole)) for item in order]
    if "" in found:
        row = flat(cell("Not Specified"), _cells(found[""], whole))
        rows.append({**row, "group": "**"})
    if rows:
        total = Sold(sum((sold.quantity for sold in found.values()), start=Decimal(0)), whole)
        costs = [sold.cost for sold in found.values() if sold.cost is not None]
        total.cost = sum(costs) if costs else None
        rows.append({**flat(cell("TOTAL"), _cells(total, whole)), "group": "GrandTotal"})
    start, end = period.start.isoformat(), period.end.isoformat()
    inner = tuple(
        Column(
            title=title,
            key=title.lower().replace(" ", "_"),
            start=start if title in {"Quantity", "Amount", "COGS"} else "",
            end=end,
        )
        for title in TITLES
    )
    columns = (
        Column(title="", key="item", type="ProductsAndService"),
        Column(title="Total", key="total", columns=inner),
    )
    header = request.header(
        period=period, basis=basis, summarized=True, options=no_data(empty=not rows)
    )
    return report(header, columns, rows)


def _quantities(record: Row) -> Iterator[tuple[str, Decimal]]:
    for line in forms.leaves(record):
        if line["DetailType"] == SOLD:
            detail = line[SOLD]
            item = (detail.get("ItemRef") or {}).get("value", "")
            yield item, Decimal(detail.get("Qty") or 0)


def _cells(sold: Sold, whole: int) -> list[dict[str, str]]:
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
