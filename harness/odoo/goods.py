"""Seeding and changing products as Odoo's users do: variants, combos, kits, without a SKU."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal

from harness.errors import NotProven
from harness.odoo.reading.products import has_kits
from harness.odoo.seed import Seeder
from harness.snapshot import OdooRef

PRODUCT = "product.product"


def create_variants(
    odoo: Seeder, *, category: str, attribute: str, values: Mapping[str, Decimal]
) -> list[OdooRef]:
    """
    Make a product in several variants, each with a SKU and a cost of its own.

    `values` are the attribute's, with what each adds to the price.
    """
    port, place = odoo.port, odoo.category(category)
    made = port.call(
        "product.attribute",
        "create",
        vals_list=[
            {
                "name": f"{attribute} {odoo.tag}",
                "value_ids": [
                    [0, 0, {"name": value, "default_extra_price": extra}]
                    for value, extra in values.items()
                ],
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
                "categ_id": place,
                "list_price": Decimal("48.20"),
                "attribute_line_ids": [
                    [0, 0, {"attribute_id": made[0], "value_ids": [[6, 0, held]]}]
                ],
            }
        ],
    )
    ids = port.call(PRODUCT, "search", domain=[["product_tmpl_id", "in", template]], order="id")
    variants = [OdooRef(model=PRODUCT, id=variant) for variant in ids]
    for number, variant in enumerate(variants, start=1):
        own = {"default_code": f"ANG-{odoo.tag}-{number}", "standard_price": 20 + number}
        odoo.write(variant, **own)
    return variants


def create_service(odoo: Seeder, *, name: str | None = None) -> OdooRef:
    """Make a service that is sold and bought."""
    return odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(60), name=name
    )


def create_labor(odoo: Seeder) -> OdooRef:
    """Make a service that is sold without tax, and has neither a cost nor a text of its own."""
    values = odoo.product_values(
        category="Installation", kind="service", price=Decimal("72.50"), cost=Decimal(0)
    )
    bare = {"taxes_id": [[6, 0, []]], "description_sale": False, "description_purchase": False}
    return odoo.create(PRODUCT, values | bare)


def create_together(odoo: Seeder, *, category: str, prices: Mapping[str, Decimal]) -> list[OdooRef]:
    """Make products by their names and prices in one call, as an import does."""
    goods = [
        odoo.product_values(
            category=category, kind="consumable", price=price, cost=price / 2, name=name
        )
        for name, price in prices.items()
    ]
    made = odoo.port.call(PRODUCT, "create", vals_list=goods)
    return [OdooRef(model=PRODUCT, id=number) for number in made]


def reprice(odoo: Seeder, product: OdooRef, price: Decimal) -> None:
    """Sell a product at another price."""
    odoo.write(product, lst_price=price)


def rename(odoo: Seeder, product: OdooRef, name: str) -> None:
    """Give a product another name."""
    odoo.write(product, name=name)


def describe(odoo: Seeder, product: OdooRef, *, sold_as: str, cost: Decimal) -> None:
    """Enter another text for customers, and what it costs now."""
    odoo.write(product, description_sale=sold_as, standard_price=cost)


def say(odoo: Seeder, product: OdooRef, *, sold: str, bought: str) -> None:
    """Enter other texts for customers and for vendors; `""` for none."""
    odoo.write(product, description_sale=sold or False, description_purchase=bought or False)


def refile(odoo: Seeder, product: OdooRef, category: str) -> None:
    """Move a product to another category, by its complete name."""
    odoo.write(product, categ_id=odoo.category(category))


def untax(odoo: Seeder, product: OdooRef) -> None:
    """Sell a product without tax from now on."""
    odoo.write(product, taxes_id=[[6, 0, []]])


def reprice_all(odoo: Seeder, variant: OdooRef, price: Decimal) -> None:
    """Sell a product and all its variants at another price, on the product's form."""
    row = odoo.port.call(PRODUCT, "read", ids=[variant.id], fields=["product_tmpl_id"])[0]
    odoo.write(OdooRef(model="product.template", id=row["product_tmpl_id"][0]), list_price=price)


def change_sku(odoo: Seeder, product: OdooRef, sku: str) -> None:
    """Enter another internal reference; `""` for none."""
    odoo.write(product, default_code=sku)


def create_combo(odoo: Seeder, *, category: str, parts: Sequence[OdooRef]) -> OdooRef:
    """Make a product whose parts the customer chooses, Odoo's *combo*."""
    port, place = odoo.port, odoo.category(category)
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
        "categ_id": place,
        "combo_ids": [[6, 0, combos]],
    }
    return odoo.create(PRODUCT, values)


@contextmanager
def kit(odoo: Seeder, *, category: str, parts: Mapping[OdooRef, Decimal]) -> Iterator[OdooRef]:
    """
    Make a kit: a product that leaves the stock as its `parts`, in these quantities.

    It is a kit while the block runs. Raises `NotProven` where Odoo's manufacturing
    is not installed.
    """
    if not has_kits(odoo.port):
        raise NotProven(
            "This Odoo has no manufacturing (the module mrp), so no product can be made a kit.",
            next_step="answer items.kits with none, or install the module on the staging",
        )
    port = odoo.port
    lines = [
        [0, 0, {"product_id": part.id, "product_qty": quantity}] for part, quantity in parts.items()
    ]
    values = odoo.product_values(
        category=category, kind="storable", price=Decimal(2490), cost=Decimal(1310)
    )
    # In one call: a connector that exports every change would otherwise see a product before
    # it is a kit.
    values["bom_ids"] = [[0, 0, {"type": "phantom", "bom_line_ids": lines}]]
    made = odoo.create(PRODUCT, values)
    boms = port.call(PRODUCT, "read", ids=[made.id], fields=["bom_ids"])[0]["bom_ids"]
    try:
        yield made
    finally:
        port.call("mrp.bom", "write", ids=boms, vals={"active": False})


def kits_of(odoo: Seeder) -> list[str]:
    """List the names of all kits; empty where Odoo's manufacturing is not installed."""
    if not has_kits(odoo.port):
        return []
    domain = [["is_kits", "=", True]]
    rows = odoo.port.call(PRODUCT, "search_read", domain=domain, fields=["display_name"])
    return [str(row["display_name"]) for row in rows]
