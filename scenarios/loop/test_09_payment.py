"""One payment is mirrored."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from harness.marks import check
from harness.odoo.seed import Seeder, line
from harness.proof import Proof


@check("One payment is mirrored")
def test_one_payment_is_mirrored(odoo: Seeder, proof: Proof) -> None:
    """A part payment arrives linked to its invoice; the invoice keeps its open balance."""
    customer = odoo.create_customer(company=True, terms="Net 30")
    beam = odoo.create_product(
        category="Aluminum / Beams",
        kind="storable",
        price=Decimal("184.50"),
        cost=Decimal("121.37"),
    )
    proof.carry(customer, "customer")
    proof.carry(beam, "product")
    invoice = odoo.post_invoice(customer, lines=[line(beam, quantity=Decimal(4))], terms="Net 30")
    proof.carry(invoice, "invoice")
    later = odoo.today + timedelta(days=4)
    payment = odoo.register_payment(invoice, amount=Decimal("300.00"), journal="Bank", on=later)
    with proof.nothing_written_back(payment, invoice, customer, beam):
        mirrored = proof.mirrored(payment, "payment")
        proof.repeatable(payment, "payment", mirrored)
    # The payment settles its share of the invoice on both sides.
    proof.mirrored(invoice, "invoice")
