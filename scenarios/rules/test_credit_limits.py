"""Credit limits are Odoo's own."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.parties import limit_credit
from harness.odoo.seed import Seeder
from harness.proof import Proof


@case("A customer's credit limit never leaves Odoo")
def test_a_credit_limit_stays_in_odoo(odoo: Seeder, proof: Proof) -> None:
    """Orders are stopped in Odoo, so QuickBooks needs no second opinion."""
    customer = odoo.create_customer(terms="Net 30")
    limit_credit(odoo, customer, Decimal(5000))
    with proof.nothing_written_back(customer):
        proof.repeatable(customer, "customer", proof.mirrored(customer, "customer"))
