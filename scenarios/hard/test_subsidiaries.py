"""Companies that belong to another company are parties of their own."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.parties import join
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from scenarios.hard.records import customer_and_service


@case("A company below another company")
def test_a_subsidiary_is_a_customer_of_its_own(odoo: Seeder, proof: Proof) -> None:
    """What it is sold it owes itself, and pays itself; its parent owes nothing."""
    parent, work = customer_and_service(odoo, proof)
    subsidiary = odoo.create_customer(company=True, terms="Net 30")
    join(odoo, subsidiary, parent)
    proof.repeatable(subsidiary, "customer", proof.mirrored(subsidiary, "customer"))
    invoice = odoo.post_invoice(subsidiary, lines=[line(work, quantity=Decimal(2))])
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
    payment = odoo.register_payment(invoice, journal="Bank")
    proof.mirrored(payment, "payment")
    proof.mirrored(invoice, "invoice")
