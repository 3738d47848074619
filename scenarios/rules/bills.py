"""What the scenarios about bills begin with."""

from __future__ import annotations

from decimal import Decimal

from harness.odoo.seed import Line, Seeder, expense, line
from harness.proof import Proof
from harness.snapshot import OdooRef


def mill_and_beam(
    odoo: Seeder, proof: Proof, *, currency: str | None = None
) -> tuple[OdooRef, OdooRef]:
    """A vendor, who may sell in another currency, and a product of theirs, in QuickBooks."""
    mill = odoo.create_vendor(terms="Net 30", currency=currency)
    beam = odoo.create_product(
        category="Aluminum / Beams", kind="storable", price=Decimal("184.50"), cost=Decimal(121)
    )
    proof.carry(mill, "vendor")
    proof.carry(beam, "product")
    return mill, beam


def forty(beam: OdooRef) -> list[Line]:
    """Forty of a product, and the freight."""
    return [
        line(beam, quantity=Decimal(40), price=Decimal("121.37")),
        expense("Freight and pallets", account="600100", amount=Decimal("86.20")),
    ]
