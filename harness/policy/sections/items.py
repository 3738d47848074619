"""Products."""

from __future__ import annotations

from datetime import date
from typing import Literal

from harness.policy.question import Section

ItemType = Literal["Inventory", "NonInventory", "Service"]


class ItemTypes(Section):
    """What each kind of Odoo product is among QuickBooks' items."""

    storable: ItemType
    consumable: ItemType
    service: ItemType


class CategoryAccounts(Section):
    """The accounts of an Odoo product category, by QuickBooks' full name."""

    income: str
    expense: str
    asset: str | None = None


class Items(Section):
    """How products are mirrored."""

    inventory_start: date
    types: ItemTypes
    categories: dict[str, CategoryAccounts]
