"""Money that was booked as another customer's."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.money import assign, book_as, confirm, receive, reset_payment
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_work


@rule("payments.edited", "update")
def test_money_came_from_another_customer(odoo: Seeder, proof: Proof) -> None:
    """The same payment is theirs, and settles their invoice."""
    customer, work = customer_and_work(odoo, proof)
    stranger = odoo.create_customer()
    proof.carry(stranger, "customer")
    payment = receive(odoo, stranger, journal="Bank", amount=Decimal("170.00"))
    before = proof.mirrored(payment, "payment")
    reset_payment(odoo, payment)
    book_as(odoo, payment, customer)
    confirm(odoo, payment)
    assert proof.mirrored(payment, "payment").id == before.id
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    proof.carry(invoice, "invoice")
    assign(odoo, payment, invoice)
    proof.repeatable(payment, "payment", proof.mirrored(payment, "payment"))
    proof.mirrored(invoice, "invoice")
