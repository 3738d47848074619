"""Payments that Odoo takes off one document and puts on another, between two exports."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.credits import unapply_credit
from harness.odoo.money import assign, unassign
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_work


@case("A payment that was for another invoice of the same sum")
def test_a_payment_was_for_another_invoice(odoo: Seeder, proof: Proof) -> None:
    """The one owes again, the other owes nothing more; the money is the same."""
    customer, work = customer_and_work(odoo, proof)
    lines = [line(work, quantity=Decimal(2), taxes=())]
    wrong, right = (odoo.post_invoice(customer, lines=lines) for _ in range(2))
    proof.carry(wrong, "invoice")
    proof.carry(right, "invoice")
    payment = odoo.register_payment(wrong, journal="Bank")
    before = proof.mirrored(payment, "payment")
    unassign(odoo, payment, wrong)
    assign(odoo, payment, right)
    after = proof.mirrored(payment, "payment")
    assert after.id == before.id
    proof.repeatable(payment, "payment", after)
    proof.mirrored(wrong, "invoice")
    proof.mirrored(right, "invoice")


@case("A check that was for another bill of the same sum")
def test_a_check_was_for_another_bill(odoo: Seeder, proof: Proof) -> None:
    """The mill is still owed the first."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    blades = [expense("Saw blades", account="600100", amount=Decimal("64.20"))]
    wrong, right = (odoo.post_bill(mill, lines=blades) for _ in range(2))
    proof.carry(wrong, "bill")
    proof.carry(right, "bill")
    check = odoo.register_payment(wrong, journal="Bank")
    before = proof.mirrored(check, "bill_payment")
    unapply_credit(odoo, wrong)
    assign(odoo, check, right)
    after = proof.mirrored(check, "bill_payment")
    assert after.id == before.id
    proof.repeatable(check, "bill_payment", after)
    proof.mirrored(wrong, "bill")
    proof.mirrored(right, "bill")
