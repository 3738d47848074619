"""What happens in QuickBooks when a product is edited in Odoo after its export."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.goods import change_sku, create_service, describe, rename, reprice
from harness.odoo.seed import Seeder
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef

RULE = "items.edited"


def edited(odoo: Seeder, proof: Proof) -> tuple[OdooRef, Mirrored]:
    """A service with another name, price, SKU, text and cost; and its mirror from before."""
    work = create_service(odoo)
    mirrored = proof.mirrored(work, "product")
    rename(odoo, work, f"Assembly on site {odoo.tag}")
    reprice(odoo, work, Decimal("99.50"))
    change_sku(odoo, work, f"ASM-{odoo.tag}")
    describe(odoo, work, sold_as="Assembly by two people", cost=Decimal("71.25"))
    return work, mirrored


@rule(RULE, "update")
def test_an_edited_product_is_changed(odoo: Seeder, proof: Proof) -> None:
    """The same item has all that is new."""
    work, before = edited(odoo, proof)
    after = proof.mirrored(work, "product")
    assert after.id == before.id
    proof.repeatable(work, "product", after)


@rule(RULE, "left")
def test_an_edited_product_is_left(odoo: Seeder, proof: Proof) -> None:
    """Accounting's own name and price of it stay."""
    work, before = edited(odoo, proof)
    proof.left_alone(work, before, "edits stay in Odoo", role="product")
