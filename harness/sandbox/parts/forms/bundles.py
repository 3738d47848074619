"""Bundles: the items that an item of the type Group stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox.core import faults, shape
from harness.sandbox.core.schema import Field, Record, ref
from harness.sandbox.parts.forms.linetypes import objects

if TYPE_CHECKING:
    from harness.sandbox.company import Company

MOST = 50
LINE = {"ItemRef": ref("Item", required=True), "Qty": Field(kind="number", default=1)}


def components(company: Company, record: Record, before: Record | None) -> None:
    """Check and complete a bundle's lines: other items, each with its type and a quantity."""
    if record["Type"] != "Group":
        record.pop("ItemGroupDetail", None)
        record.pop("PrintGroupedItems", None)
        return
    if before is None and company.choice("bundle-made") == "refused":
        raise faults.business("A bundle can only be made in QuickBooks itself.")
    record.setdefault("PrintGroupedItems", False)
    given = record["ItemGroupDetail"]
    for key in given:
        if key != "ItemGroupLine":
            raise faults.unknown_property(key, "ItemGroupDetail", ["ItemGroupLine"])
    lines = objects(given.get("ItemGroupLine") or [])
    if not lines:
        raise faults.required("ItemGroupLine")
    if len(lines) > MOST:
        raise faults.business(f"A bundle can have up to {MOST} items.")
    record["ItemGroupDetail"] = {"ItemGroupLine": [_line(company, line) for line in lines]}


def _line(company: Company, line: Record) -> Record:
    for key in line:
        if key not in LINE and key != "UOMRef":
            raise faults.unknown_property(key, "ItemComponentLine", list(LINE))
    item_ref = shape.typed("ItemRef", LINE["ItemRef"], line.get("ItemRef") or {})
    if not item_ref.get("value"):
        raise faults.required("ItemRef")
    made: Record = {"ItemRef": item_ref}
    company.resolve(made, "ItemRef", LINE["ItemRef"])
    item = company.get("Item", made["ItemRef"]["value"])
    if item is None or item["Type"] in {"Category", "Group"}:
        raise faults.business("A bundle is made of products and services.")
    made["ItemRef"]["type"] = item["Type"]
    made["Qty"] = shape.typed("Qty", LINE["Qty"], line.get("Qty") or 1)
    return made
