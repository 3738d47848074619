"""Moving stock without a sale or a purchase: starting values and adjustments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import costing, stock
from harness.sandbox.books.ledger import Entry
from harness.sandbox.core import faults
from harness.sandbox.core.schema import META, Entity, Field, Record, flag, ref
from harness.sandbox.parts.forms import banking, documents
from harness.sandbox.parts.settling import opening

if TYPE_CHECKING:
    from harness.sandbox.company import Company

KIND = "ItemAdjustmentLineDetail"
STARTING = "Opening inventory for"
DETAIL: Mapping[str, Field] = {
    "ItemRef": ref("Item", required=True),
    "SalesPrice": Field(kind="number"),
    "QtyDiff": Field(kind="number"),
    "ClassRef": ref("Class"),
}


def lines(company: Company, record: Record, before: Record | None) -> None:
    """Complete the lines: inventory items, and by how many each changes."""
    held = {line["Id"] for line in (before or {}).get("Line", [])}
    last = max((int(line_id) for line_id in held), default=0)
    made: list[Record] = []
    for number, line in enumerate(banking.objects(record), start=1):
        if line.get("DetailType") != KIND:
            raise faults.required("Line.DetailType")
        detail = banking.detail_of(company, line, KIND, DETAIL)
        if stock.inventory(company, detail) is None:
            raise faults.business("Only inventory items can be adjusted.")
        if "QtyDiff" not in detail:
            raise faults.required("QtyDiff")
        line_id = str(line.get("Id") or "")
        if line_id not in held:
            last += 1
            line_id = str(last)
        made.append({"Id": line_id, "LineNum": number, "DetailType": KIND, KIND: detail})
    if not made:
        raise faults.required("Line")
    record["Line"] = made


def adjusted(company: Company, record: Record) -> Iterator[Entry]:
    """What is lost leaves at the cost of stock, what is found comes in at the purchase cost."""
    against = record["AdjustAccountRef"]["value"]
    common = Entry(account=against, amount=Decimal(0), memo=record.get("PrivateNote", ""))
    for line in record["Line"]:
        item = company.get("Item", line[KIND]["ItemRef"]["value"]) or {}
        moved = Decimal(line[KIND]["QtyDiff"])
        if moved < 0:
            yield from stock.taken(item, moved, common, against)
        elif moved:
            yield from brought(item, moved, common)


def brought(item: Record, moved: Decimal, against: Entry) -> Iterator[Entry]:
    """Post units that come in at the item's purchase cost."""
    cost = moved * Decimal(item.get("PurchaseCost", 0))
    entry = replace(against, amount=costing.to_the_cent(cost))
    yield replace(
        entry,
        account=item["AssetAccountRef"]["value"],
        item=item["Id"],
        quantity=moved,
        stock=costing.IN,
    )
    yield replace(entry, amount=-entry.amount)


def started(company: Company, record: Record) -> Iterator[Entry]:
    """What was there when the item began to be counted, against Opening Balance Equity."""
    item = company.get("Item", record["ItemRef"]["value"]) or {"Name": ""}
    memo = f"{STARTING} {item['Name']}"
    common = Entry(account=opening.equity(company), amount=Decimal(0), memo=memo)
    yield from brought(item, Decimal(record["Qty"]), common)


INVENTORY_ADJUSTMENT = Entity(
    name="InventoryAdjustment",
    ids="transaction",
    label="Inventory Qty Adjust",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    fields={
        "AdjustAccountRef": ref("Account", required=True),
        META: None,
        **documents.HEAD,
        "Line": Field(kind="list"),
        "CustomerRef": ref("Customer"),
    },
    rules=(documents.dated, lines),
    posts=adjusted,
)
INVENTORY_STARTING_VALUE = Entity(
    name="InventoryStartingValue",
    ids="transaction",
    label="Inventory Starting Value",
    operations=frozenset(),
    fields={
        META: None,
        "DocNumber": Field(kind="text"),
        "Adjusts": flag(),
        "TxnDate": Field(kind="date", query=True, index=True),
        "ItemRef": ref("Item", required=True),
        "Qty": Field(kind="number"),
    },
    posts=started,
)
"""Made with the item; the API does not show it. The sample company's are called adjustments."""
