"""One product is mirrored."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import check
from harness.odoo.goods import create_labor
from harness.odoo.seed import Seeder
from harness.proof import Proof


@check("One product is mirrored")
def test_one_product_is_mirrored(odoo: Seeder, proof: Proof) -> None:
    """A stored beam, a consumable and two services arrive with their own type and accounts."""
    beam = odoo.create_product(
        category="Aluminum / Beams",
        kind="storable",
        price=Decimal("184.50"),
        cost=Decimal("121.37"),
    )
    sealant = odoo.create_product(
        category="Aluminum / Sheets", kind="consumable", price=Decimal("9.95"), cost=Decimal("4.1")
    )
    installation = odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(60)
    )
    labor = create_labor(odoo)
    bystander = odoo.create_product(
        category="Pergolas", kind="storable", price=Decimal(4200), cost=Decimal(2600)
    )
    with proof.nothing_written_back(beam, sealant, installation, labor, bystander):
        for product in (beam, sealant, installation, labor):
            mirrored = proof.mirrored(product, "product")
            proof.repeatable(product, "product", mirrored)
    proof.bystander(bystander, "product")
