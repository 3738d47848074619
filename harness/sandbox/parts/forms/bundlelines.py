"""Bundles on documents: the lines inside a line whose item is of the type Group."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.core import faults, wire
from harness.sandbox.core.schema import Record
from harness.sandbox.parts.forms.linetypes import SOLD, objects

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def inner(company: Company, detail: Record) -> list[Record]:
    """
    Return the lines inside a bundle: those that were sent, else one for each of its items.

    An item's own price counts, times its quantity in all bundles (assumed).
    """
    bundle = company.get("Item", detail["GroupItemRef"]["value"]) or {}
    if bundle.get("Type") != "Group":
        raise faults.business("Only a bundle can be sold on a line of the kind GroupLineDetail.")
    sent = detail.get("Line")
    if sent:
        return objects(sent)
    components = (bundle.get("ItemGroupDetail") or {}).get("ItemGroupLine", [])
    return [_line(company, part, Decimal(detail["Quantity"])) for part in components]


def _line(company: Company, part: Record, times: Decimal) -> Record:
    item = company.get("Item", part["ItemRef"]["value"]) or {}
    quantity = Decimal(part.get("Qty") or 1) * times
    price = Decimal(item.get("UnitPrice") or 0)
    line: Record = {
        "Amount": wire.money(quantity * price),
        "DetailType": SOLD,
        SOLD: {
            "ItemRef": {"value": part["ItemRef"]["value"]},
            "Qty": wire.number(quantity),
            "UnitPrice": wire.number(price),
        },
    }
    if item.get("Description"):
        line["Description"] = item["Description"]
    return line
