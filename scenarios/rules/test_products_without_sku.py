"""Products without a SKU."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.goods import change_sku
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import OdooRef


def without_sku(odoo: Seeder) -> OdooRef:
    """A product that nobody gave an internal reference."""
    return odoo.create_product(
        category="Aluminum / Sheets",
        kind="storable",
        price=Decimal("61.30"),
        cost=Decimal(39),
        sku="",
    )


@rule("items.without_sku", "exported")
def test_a_product_without_a_sku_leaves(odoo: Seeder, proof: Proof) -> None:
    """Known by its name."""
    sheet = without_sku(odoo)
    proof.repeatable(sheet, "product", proof.mirrored(sheet, "product"))


@rule("items.without_sku", "refuse")
def test_a_product_without_a_sku_waits_for_one(odoo: Seeder, proof: Proof) -> None:
    """The export fails and says so; with a SKU it succeeds."""
    sheet = without_sku(odoo)
    proof.refused(sheet, "product")
    proof.never_left(sheet, "product")
    change_sku(odoo, sheet, f"SHT-{odoo.tag}")
    proof.mirrored(sheet, "product")
