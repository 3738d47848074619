"""What was voided in QuickBooks, since Odoo cancelled it, and is posted again."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import post, reset
from harness.odoo.money import assign, cancel_payment, confirm, reset_payment
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_work


@rule("invoices.cancelled", "void")
def test_a_cancelled_invoice_is_posted_again(odoo: Seeder, proof: Proof) -> None:
    """It was the wrong one that was cancelled; its number is in use again, and it is owed."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    mirrored = proof.mirrored(invoice, "invoice")
    odoo.cancel(invoice)
    proof.withdrawn(invoice, mirrored, "void")
    reset(odoo, invoice)
    post(odoo, invoice)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@rule("payments.cancelled", "void")
def test_a_cancelled_payment_is_confirmed_again(odoo: Seeder, proof: Proof) -> None:
    """The money came after all."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    proof.carry(invoice, "invoice")
    payment = odoo.register_payment(invoice, journal="Bank")
    mirrored = proof.mirrored(payment, "payment")
    cancel_payment(odoo, payment)
    proof.withdrawn(payment, mirrored, "void", "payments.cancelled", role="payment")
    reset_payment(odoo, payment)
    confirm(odoo, payment)
    assign(odoo, payment, invoice)
    proof.repeatable(payment, "payment", proof.mirrored(payment, "payment"))
    proof.mirrored(invoice, "invoice")
