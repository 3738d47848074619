"""Two documents wait, and one of them is asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from harness.marks import case
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from harness.snapshot import OdooRef, Role
from scenarios.ownership.records import service


def two_waiting(odoo: Seeder, proof: Proof, role: Role) -> list[OdooRef]:
    """Two records of this role that only wait for their export, of the same party."""
    if role == "bill":
        mill = odoo.create_vendor()
        proof.carry(mill, "vendor")
        amounts = [Decimal("64.20"), Decimal("18.75")]
        return [
            odoo.post_bill(mill, lines=[expense("Saw blades", account="600100", amount=amount)])
            for amount in amounts
        ]
    customer, work = odoo.create_customer(company=True), service(odoo)
    proof.carry(customer, "customer")
    proof.carry(work, "product")
    invoices = [
        odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(hours), taxes=())])
        for hours in (2, 3)
    ]
    if role == "invoice":
        return invoices
    for invoice in invoices:
        proof.carry(invoice, "invoice")
    return [odoo.register_payment(invoice, journal="Bank") for invoice in invoices]


@case("Documents that wait beside the one that is asked for")
@pytest.mark.parametrize("role", ["invoice", "payment", "bill"])
def test_the_other_leaves_as_the_profile_says(odoo: Seeder, proof: Proof, role: Role) -> None:
    """Not at all where each is told to; with it, and as right, where all that waits leaves."""
    asked, other = two_waiting(odoo, proof, role)
    proof.mirrored(asked, role)
    proof.beside(other, role)
