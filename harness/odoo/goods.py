"""Seeding and changing products as Odoo's users do: variants, combos, without a SKU."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from harness.odoo.seed import Seeder
from harness.snapshot import OdooRef

PRODUCT = "product.product"


def create_variants(
    odoo: Seeder, *, category: str, attribute: str, values: Sequence[str]
) -> list[OdooRef]:
    """Make a product in several variants, each with a SKU of its own."""
    port = odoo.port
    ids = port.call("product.category", "search", domain=[["complete_name", "=", category]])
    made = port.call(
        "product.attribute",
        "create",
        vals_list=[
            {
                "name": f"{attribute} {odoo.tag}",
                "value_ids": [[0, 0, {"name": value}] for value in values],
            }
        ],
    )
    held = port.call("product.attribute", "read", ids=made, fields=["value_ids"])[0]["value_ids"]
    template = port.call(
        "product.template",
        "create",
        vals_list=[
            {
                "name": f"Angle {odoo.tag}",
                "type": "consu",
                "is_storable": True,
                "categ_id": ids[0],
                "list_price": Decimal("48.20"),
                "attribute_line_ids": [
                    [0, 0, {"attribute_id": made[0], "value_ids": [[6, 0, held]]}]
                ],
            }
        ],
    )
    variants = port.call(
        PRODUCT, "search", domain=[["product_tmpl_id", "in", template]], order="id"
    )
    for number, variant in enumerate(variants, start=1):
        sku = {"default_code": f"ANG-{odoo.tag}-{number}"}
        port.call(PRODUCT, "write", ids=[variant], vals=sku)
    return [OdooRef(model=PRODUCT, id=variant) for variant in variants]


def change_sku(odoo: Seeder, product: OdooRef, sku: str) -> None:
    """Enter another internal reference; `""` for none."""
    odoo.port.call(PRODUCT, "write", ids=[product.id], vals={"default_code": sku})


def create_combo(odoo: Seeder, *, category: str, parts: Sequence[OdooRef]) -> OdooRef:
    """Make a kit of which a customer chooses each part, Odoo's *combo*."""
    port = odoo.port
    ids = port.call("product.category", "search", domain=[["complete_name", "=", category]])
    choices = [
        {
            "name": f"Choice {number} {odoo.tag}",
            "combo_item_ids": [[0, 0, {"product_id": part.id}]],
        }
        for number, part in enumerate(parts, start=1)
    ]
    combos = port.call("product.combo", "create", vals_list=choices)
    values = {
        "name": f"Pergola kit {odoo.tag}",
        "default_code": f"KIT-{odoo.tag}",
        "type": "combo",
        "categ_id": ids[0],
        "combo_ids": [[6, 0, combos]],
    }
    made = port.call(PRODUCT, "create", vals_list=[values])
    return OdooRef(model=PRODUCT, id=made[0])
