"""Products that are sold no more."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from scenarios.hard.records import change, customer_and_service


@case("An archived product on an open invoice")
def test_an_archived_product_stays_on_its_invoice(odoo: Seeder, proof: Proof) -> None:
    """Posted while it was sold, exported when it is no more, and paid then."""
    customer, work = customer_and_service(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    change(odoo, work, active=False)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
    proof.mirrored(odoo.register_payment(invoice, journal="Bank"), "payment")
