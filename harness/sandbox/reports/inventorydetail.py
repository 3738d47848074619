"""InventoryValuationDetail: what moved of each product, and what was there after each movement."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from harness.sandbox.reports import period as periods
from harness.sandbox.reports.book import Book, Line, opened
from harness.sandbox.reports.columns import labels
from harness.sandbox.reports.detailcolumns import COLUMNS, chosen
from harness.sandbox.reports.details import Cells
from harness.sandbox.reports.generalledger import DEFAULT, shown
from harness.sandbox.reports.layout import (
    Column,
    Row,
    bare,
    cell,
    data,
    detailed,
    section,
    too_large,
)
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.sections import heading

SHOWN = "tx_date txn_type doc_num name quantity rate home_amount qty_on_hand home_asset_value"
OWN = {
    column.key: column
    for column in (
        Column(title="FIFO Cost", key="home_amount"),
        Column(title="Qty On Hand", key="qty_on_hand", type="Numeric"),
        Column(title="Asset Value", key="home_asset_value"),
        Column(title="Asset Value", key="asset_value"),
        Column(title="SKU", key="item_sku", type="String"),
    )
}
"""Columns that only this report has (Intuit's sample of 2024)."""

Stock = tuple[Decimal, int]
"""How many there are, and what they cost in cents."""


def inventory_valuation_detail(request: Request) -> Row:
    """Sections by product, of those that moved; balances go on from before the period."""
    period = request.period(DEFAULT)
    columns = chosen(request, SHOWN, {**COLUMNS, **OWN}, tracked=())
    with opened(request) as book:
        lines = _moved(book, period)
        if not request.fits(sum(map(len, lines.values())), len(columns)):
            rows = too_large()
        else:
            rows = _rows(book, lines, _before(book, period), columns)
    header = request.header(period=period, options=no_data(empty=not rows))
    return shown(request, header, columns, rows)


def _moved(book: Book, period: Period) -> dict[str, list[Line]]:
    """List the entries of the period that move stock, by product."""
    company = book.company
    moving = set(
        company.store.rows(
            "SELECT txn, seq FROM movement WHERE realm = ? AND date >= ? AND date <= ?",
            company.realm,
            period.start.isoformat(),
            period.end.isoformat(),
        )
    )
    found: dict[str, list[Line]] = defaultdict(list)
    for line in book.lines(period.start, period.end, " AND item <> ''"):
        if (line.txn, line.seq) in moving:
            found[line.item].append(line)
    return found


def _before(book: Book, period: Period) -> dict[str, Stock]:
    """Return what there was of each product before the period."""
    company = book.company
    found: dict[str, Stock] = defaultdict(lambda: (Decimal(0), 0))
    if period.start <= periods.BEGINNING:
        return found
    for item, quantity, cents in company.store.rows(
        "SELECT m.item, m.quantity, p.cents FROM movement m"
        " JOIN posting p ON p.realm = m.realm AND p.txn = m.txn AND p.seq = m.seq"
        " WHERE m.realm = ? AND m.date < ?",
        company.realm,
        period.start.isoformat(),
    ):
        held, worth = found[item]
        found[item] = held + Decimal(quantity), worth + cents
    return found


def _rows(
    book: Book, lines: dict[str, list[Line]], before: dict[str, Stock], columns: list[Column]
) -> list[Row]:
    label, cells = labels(book, "Item"), Cells(book, {})
    rows = []
    for item in sorted(lines, key=lambda item: label(item).lower()):
        held, worth = before[item]
        moved, cost, inside = Decimal(0), 0, []
        sku = str((book.company.get("Item", item) or {}).get("Sku", ""))
        for line in lines[item]:
            quantity = Decimal(line.quantity)
            moved, cost = moved + quantity, cost + line.cents
            held, worth = held + quantity, worth + line.cents
            made = cells.of(line, columns, _amounts(quantity, line.cents, held, worth, sku))
            inside.append(data(made[0], made[1:]))
        totals = {**_amounts(moved, cost, held, worth, ""), "rate": ""}
        summary = [cell(_text(totals.get(column.key, ""))) for column in columns[1:]]
        header = heading(columns, label(item), item)
        rows.append(section(header, inside, [cell(f"Total for {label(item)}"), *summary]))
    return rows


def _amounts(
    quantity: Decimal, cents: int, held: Decimal, worth: int, sku: str
) -> dict[str, int | str]:
    rate = abs(Decimal(cents) / 100 / quantity) if quantity else Decimal(0)
    return {
        "quantity": bare(f"{quantity:.2f}"),
        "rate": bare(f"{rate:.2f}"),
        "home_amount": cents,
        "qty_on_hand": bare(f"{held:.2f}"),
        "home_asset_value": worth,
        "asset_value": worth,
        "item_sku": sku,
    }


def _text(value: int | str) -> str:
    return value if isinstance(value, str) else detailed(value)
