"""What comes back in packs of what is kept by the piece."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.credits import credit
from harness.odoo.seed import Seeder, by, line
from harness.proof import Proof
from scenarios.rules.bills import mill_and_beam
from scenarios.rules.sales import customer_and_beam

RULE = "documents.units"


@rule(RULE, "unit of the product")
def test_packs_come_back_as_pieces(odoo: Seeder, proof: Proof) -> None:
    """From a customer, and to a mill: so many pieces the stock counts."""
    customer, beam = customer_and_beam(odoo, proof)
    sold = by("Pack of 6", line(beam, quantity=Decimal(2), price=Decimal("2000.00")))
    invoice = odoo.post_invoice(customer, lines=[sold])
    proof.carry(invoice, "invoice")
    returned = credit(odoo, invoice, quantity=Decimal(1))
    proof.repeatable(returned, "credit_memo", proof.mirrored(returned, "credit_memo"))
    mill, beam = mill_and_beam(odoo, proof)
    bought = by("Pack of 6", line(beam, quantity=Decimal(2), price=Decimal("1400.00")))
    bill = odoo.post_bill(mill, lines=[bought])
    proof.carry(bill, "bill")
    given_back = credit(odoo, bill, quantity=Decimal(1))
    proof.repeatable(given_back, "vendor_credit", proof.mirrored(given_back, "vendor_credit"))
