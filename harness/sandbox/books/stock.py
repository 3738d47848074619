"""
Inventory items on documents: what a line moves, and what that means in the ledger.

Sales post the cost of what they take out of stock against Inventory Asset;
purchases bring in at their own cost. The costs of what goes out are not known
here: they are left open (zero) and the ledger prices them (`costing`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import costing, ledger
from harness.sandbox.books.ledger import Entry
from harness.sandbox.core.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

NOTHING = Decimal(0)
START = "START"
"""The number of what an item begins with (recorded, 2026)."""


def sold(company: Company, line: Record, common: Entry, sign: int) -> Iterator[Entry]:
    """
    Post what a sales line takes out of stock (`sign` 1) or brings back (-1).

    Nothing for an item that is not inventory.
    """
    detail = line.get("SalesItemLineDetail") or {}
    item = inventory(company, detail)
    if item is None:
        return
    moved = -sign * quantity(line, detail)
    if moved:
        named = replace(common, klass=_class(detail, common), memo=line.get("Description", ""))
        yield from taken(item, moved, named)


def bought(company: Company, line: Record, entry: Entry, sign: int) -> Iterator[Entry]:
    """
    Post a purchase line: `entry` is its cost, which an inventory item puts into the asset.

    What goes back to the vendor leaves at the cost of stock; what the vendor
    credits for it stands against the cost of goods sold (assumed).
    """
    detail = line[line["DetailType"]]
    item = inventory(company, detail)
    moved = sign * quantity(line, detail)
    if item is None or not moved:
        yield entry
        return
    if moved > 0 and entry.amount >= 0:
        yield replace(
            entry, account=_asset(item), quantity=moved, stock=costing.IN, item=item["Id"]
        )
        return
    yield replace(entry, account=_cost(item))
    yield from taken(item, moved, entry)


def taken(item: Record, moved: Decimal, common: Entry, account: str = "") -> Iterator[Entry]:
    """Post a movement that the ledger prices: the asset, then the cost against it."""
    open_entry = replace(
        common, account=_asset(item), amount=NOTHING, own=None, item=item["Id"], rate=""
    )
    yield replace(open_entry, quantity=moved, stock=costing.PRICED)
    yield replace(open_entry, account=account or _cost(item), quantity=None)


def inventory(company: Company, detail: Record) -> Record | None:
    """Return the item of a line's detail if it is an inventory item."""
    item = company.get("Item", (detail.get("ItemRef") or {}).get("value", ""))
    return item if item is not None and item["Type"] == "Inventory" else None


def quantity(line: Record, detail: Record) -> Decimal:
    """Return a line's quantity; a line with an amount but no quantity counts as one (assumed)."""
    given = Decimal(detail.get("Qty") or 0)
    amount = Decimal(line.get("Amount") or 0)
    return given or Decimal((amount > 0) - (amount < 0))


def kept_count(company: Company, record: Record, before: Record | None) -> None:
    """
    Post what a new item starts with, and what a client's other count changes.

    The start is against Opening Balance Equity, a change against the cost of
    shrinkage (Intuit's names); whether an update counts anew is a switch.
    """
    if record.get("Type") != "Inventory":
        return
    counted = Decimal(record.get("QtyOnHand") or 0)
    if before is None or before.get("Type") != "Inventory":
        if counted:
            company.create(
                company.entities["InventoryStartingValue"],
                {
                    "DocNumber": START,
                    "TxnDate": record["InvStartDate"],
                    "ItemRef": {"value": record["Id"]},
                    "Qty": counted,
                },
            )
        return
    if record.get("PurchaseCost") != before.get("PurchaseCost"):
        ledger.reprice(company, record["Id"])
    difference = counted - costing.on_hand(company, record["Id"])
    if not difference:
        return
    if company.choice("quantity-update") == "ignored":
        costing.show_quantity(company, record["Id"])
        return
    shrinkage = company.find("Account", Name="Inventory Shrinkage") or company.create(
        company.entities["Account"],
        {
            "Name": "Inventory Shrinkage",
            "AccountType": "Cost of Goods Sold",
            "AccountSubType": "SuppliesMaterialsCogs",
        },
    )
    line = {
        "DetailType": "ItemAdjustmentLineDetail",
        "ItemAdjustmentLineDetail": {"ItemRef": {"value": record["Id"]}, "QtyDiff": difference},
    }
    company.create(
        company.entities["InventoryAdjustment"],
        {"AdjustAccountRef": {"value": shrinkage["Id"]}, "Line": [line]},
    )


def _asset(item: Record) -> str:
    return str(item["AssetAccountRef"]["value"])


def _cost(item: Record) -> str:
    return str(item["ExpenseAccountRef"]["value"])


def _class(detail: Record, common: Entry) -> str:
    return str((detail.get("ClassRef") or {}).get("value", common.klass))
