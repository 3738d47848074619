"""What the scenarios about sales begin with: who buys, and what."""

from __future__ import annotations

from decimal import Decimal

from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import OdooRef


def customer_and_beam(
    odoo: Seeder, proof: Proof, *, terms: str | None = None
) -> tuple[OdooRef, OdooRef]:
    """A company and a beam that is sold for 184.50, taxed and kept in stock; both in QuickBooks."""
    customer = odoo.create_customer(company=True, terms=terms)
    beam = odoo.create_product(
        category="Aluminum / Beams", kind="storable", price=Decimal("184.50"), cost=Decimal(121)
    )
    proof.carry(customer, "customer")
    proof.carry(beam, "product")
    return customer, beam


def customer_and_work(
    odoo: Seeder, proof: Proof, *, terms: str | None = None
) -> tuple[OdooRef, OdooRef]:
    """A company and an hour of installation that is sold for 85.00; both in QuickBooks."""
    customer = odoo.create_customer(company=True, terms=terms)
    work = odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(60)
    )
    proof.carry(customer, "customer")
    proof.carry(work, "product")
    return customer, work
