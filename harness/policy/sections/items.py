"""Products."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from harness.policy.question import Question, Section

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
    own_income_accounts: bool
    """Whether every category must have an income account of its own."""
    variants: Annotated[
        Literal["attributes", "sku"],
        Question(
            "What is a variant of a product called in QuickBooks, where names are used once?",
            {
                "attributes": "As in Odoo: the product's name and the values of its attributes.",
                "sku": "The product's name and the variant's SKU.",
            },
        ),
    ]
    same_name: Annotated[
        Literal["refuse", "sku"],
        Question(
            "What are products called that share a name in Odoo, where QuickBooks allows it once?",
            {
                "refuse": "As in Odoo: the first gets the name, and the export of the next fails.",
                "sku": "Each of them by its name and its SKU.",
            },
        ),
    ]
    without_sku: Annotated[
        Literal["exported", "refuse"],
        Question(
            "May a product without a SKU leave Odoo?",
            {
                "exported": "Yes: QuickBooks knows it by its name alone.",
                "refuse": "No: the export fails until it has one.",
            },
        ),
    ]
    kits: Annotated[
        Literal["one item", "refuse", "none"],
        Question(
            "What is a kit in QuickBooks, which Odoo sells as one product and takes from stock in"
            " parts?",
            {
                "one item": "An item of its own, of a consumable's type, since only the parts are"
                " counted; a document has it in one line, as Odoo does.",
                "refuse": "Nothing: neither the kit nor a document with one leaves Odoo.",
                "none": "The company has no kits, and no product in Odoo is one.",
            },
        ),
    ]
    archived: Annotated[
        Literal["deactivated", "left active"],
        Question(
            "What happens in QuickBooks when an exported product is archived in Odoo?",
            {
                "deactivated": "The item is made inactive there; no new document can have it.",
                "left active": "Nothing: documents that are still open in Odoo can have it.",
            },
        ),
    ]
    edited: Annotated[
        Literal["update", "left"],
        Question(
            "What happens in QuickBooks when an exported product is edited in Odoo?",
            {
                "update": "What changed is changed there too, with the next export.",
                "left": "Nothing: the item stays as first exported.",
            },
        ),
    ]
    categories: dict[str, CategoryAccounts]
