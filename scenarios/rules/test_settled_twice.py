"""Money for documents of which something is settled already."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case, rule
from harness.odoo.credits import apply_credit, post_credit
from harness.odoo.money import validate
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_work


@rule("credit_memos.application", "applied")
def test_a_payment_of_what_a_credit_left(odoo: Seeder, proof: Proof) -> None:
    """A credit is used for the first of two invoices, and one payment settles the rest of both."""
    customer, work = customer_and_work(odoo, proof)
    invoices = [
        odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(hours), taxes=())])
        for hours in (2, 5)
    ]
    for invoice in invoices:
        proof.carry(invoice, "invoice")
    bonus = post_credit(odoo, customer, lines=[line(work, quantity=Decimal(1), taxes=())])
    apply_credit(odoo, bonus, invoices[0])
    proof.mirrored(bonus, "credit_memo")
    payment = odoo.register_payment(*invoices, amount=Decimal("300.00"), journal="Bank")
    proof.repeatable(payment, "payment", proof.mirrored(payment, "payment"))
    for invoice in invoices:
        proof.mirrored(invoice, "invoice")


@case("A joint payment of bills, one of them paid in part, seen on the bank's statement")
def test_a_check_for_what_another_check_left(odoo: Seeder, proof: Proof) -> None:
    """Each pays what Odoo says; both were marked as paid before they left Odoo."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    bills = [
        odoo.post_bill(mill, lines=[expense("Saw blades", account="600100", amount=amount)])
        for amount in (Decimal("96.00"), Decimal("40.00"))
    ]
    for bill in bills:
        proof.carry(bill, "bill")
    for paid, amount in ((bills[:1], "36.00"), (bills, "80.00")):
        check = odoo.register_payment(*paid, amount=Decimal(amount), journal="Bank")
        validate(odoo, check)
        proof.repeatable(check, "bill_payment", proof.mirrored(check, "bill_payment"))
    for bill in bills:
        proof.mirrored(bill, "bill")
