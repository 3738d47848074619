"""Money that was given back on another day than was entered first."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from harness.marks import rule
from harness.odoo.credits import credit
from harness.odoo.money import confirm, redate, reset_payment
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_work


@rule("payments.edited", "update")
def test_a_refund_of_another_day(odoo: Seeder, proof: Proof) -> None:
    """The bank statement shows when it went; it is the same receipt."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    proof.carry(invoice, "invoice")
    proof.carry(odoo.register_payment(invoice, journal="Bank"), "payment")
    returned = credit(odoo, invoice, quantity=Decimal(1))
    refund = odoo.register_payment(returned, journal="Bank")
    before = proof.mirrored(refund, "refund")
    reset_payment(odoo, refund)
    redate(odoo, refund, odoo.today + timedelta(days=2))
    confirm(odoo, refund)
    after = proof.mirrored(refund, "refund")
    assert after.id == before.id
    proof.repeatable(refund, "refund", after)
