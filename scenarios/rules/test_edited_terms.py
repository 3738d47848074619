"""What an exported document and check say of days: payment terms, and the day of a check."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import agree_terms, post, reset
from harness.odoo.money import confirm, redate, reset_payment
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_work


@rule("invoices.edited", "update")
def test_other_terms_are_agreed_for_an_invoice(odoo: Seeder, proof: Proof) -> None:
    """The customer was promised thirty days: the term follows, and with it the day."""
    customer, work = customer_and_work(odoo, proof)
    hours = [line(work, quantity=Decimal(3))]
    invoice = odoo.post_invoice(customer, lines=hours, terms="Net 15")
    before = proof.mirrored(invoice, "invoice")
    reset(odoo, invoice)
    agree_terms(odoo, invoice, "Net 30")
    post(odoo, invoice)
    after = proof.mirrored(invoice, "invoice")
    assert after.id == before.id
    proof.repeatable(invoice, "invoice", after)


@rule("payments.edited", "update")
def test_a_check_of_another_day(odoo: Seeder, proof: Proof) -> None:
    """It was written the day before; it pays the same bill."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    blades = [expense("Saw blades", account="600100", amount=Decimal("64.20"))]
    bill = odoo.post_bill(mill, lines=blades, on=odoo.today - timedelta(days=2))
    proof.carry(bill, "bill")
    check = odoo.register_payment(bill, journal="Bank")
    before = proof.mirrored(check, "bill_payment")
    reset_payment(odoo, check)
    redate(odoo, check, odoo.today - timedelta(days=1))
    confirm(odoo, check)
    after = proof.mirrored(check, "bill_payment")
    assert after.id == before.id
    proof.repeatable(check, "bill_payment", after)
