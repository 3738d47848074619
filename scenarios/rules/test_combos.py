"""Kits, which Odoo's community edition knows as combos."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.goods import create_combo
from harness.odoo.seed import Seeder
from harness.proof import Proof


@case("A combo stays in Odoo; its parts are the items")
def test_a_combo_stays_in_odoo(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks' API makes no bundles, and what is invoiced are the parts."""
    posts, roof = (
        odoo.create_product(category="Pergolas", kind="storable", price=price, cost=price / 2)
        for price in (Decimal(420), Decimal(960))
    )
    kit = create_combo(odoo, category="Pergolas", parts=[posts, roof])
    proof.declined(kit, "product", "a combo is only a way to choose its parts")
    for part in (posts, roof):
        proof.mirrored(part, "product")
