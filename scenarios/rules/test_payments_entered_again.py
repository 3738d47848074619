"""Payments that were entered wrong, cancelled, and entered again under the number that is free."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.money import cancel_payment
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_work


@rule("payments.cancelled", "void")
def test_a_payment_is_entered_again(odoo: Seeder, proof: Proof) -> None:
    """Odoo may give it the number that the cancelled one had: it is another all the same."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    proof.carry(invoice, "invoice")
    payment = odoo.register_payment(invoice, journal="Bank", amount=Decimal("17.00"))
    mirrored = proof.mirrored(payment, "payment")
    cancel_payment(odoo, payment)
    proof.withdrawn(payment, mirrored, "void", "payments.cancelled", role="payment")
    again = odoo.register_payment(invoice, journal="Bank")
    proof.repeatable(again, "payment", proof.mirrored(again, "payment"))
    proof.mirrored(invoice, "invoice")


@rule("payments.cancelled", "void")
def test_a_check_is_entered_again(odoo: Seeder, proof: Proof) -> None:
    """The first was written over the wrong amount; the next has its number."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    blades = [expense("Saw blades", account="600100", amount=Decimal("96.00"))]
    bill = odoo.post_bill(mill, lines=blades)
    proof.carry(bill, "bill")
    check = odoo.register_payment(bill, journal="Bank", amount=Decimal("69.00"))
    mirrored = proof.mirrored(check, "bill_payment")
    cancel_payment(odoo, check)
    proof.withdrawn(check, mirrored, "void", "payments.cancelled", role="bill_payment")
    again = odoo.register_payment(bill, journal="Bank")
    proof.repeatable(again, "bill_payment", proof.mirrored(again, "bill_payment"))
    proof.mirrored(bill, "bill")
