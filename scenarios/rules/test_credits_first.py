"""Credit notes that leave Odoo before what they credit."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.credits import credit
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_work


@rule("credit_memos.application", "applied")
def test_a_credit_note_brings_its_invoice_along(odoo: Seeder, proof: Proof) -> None:
    """Both were posted on one day; the invoice is owed no more than in Odoo."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(3))])
    returned = credit(odoo, invoice, quantity=Decimal(1))
    mirrored = proof.mirrored(returned, "credit_memo", along=[(invoice, "invoice")])
    proof.repeatable(returned, "credit_memo", mirrored)
    proof.mirrored(invoice, "invoice")


@rule("vendor_credits.application", "applied")
def test_a_vendor_credit_brings_its_bill_along(odoo: Seeder, proof: Proof) -> None:
    """The mill is owed what is left."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    blades = [expense("Saw blades", account="600100", amount=Decimal("64.20"))]
    bill = odoo.post_bill(mill, lines=blades)
    returned = credit(odoo, bill)
    mirrored = proof.mirrored(returned, "vendor_credit", along=[(bill, "bill")])
    proof.repeatable(returned, "vendor_credit", mirrored)
    proof.mirrored(bill, "bill")
