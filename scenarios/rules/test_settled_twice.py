"""Documents and money that are settled bit by bit: after an export, and after another payment."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case, rule
from harness.odoo.credits import apply_credit, post_credit
from harness.odoo.money import assign, validate
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_work


@rule("credit_memos.application", "applied")
def test_a_credit_and_a_payment_find_more_invoices(odoo: Seeder, proof: Proof) -> None:
    """A credit pays one invoice and later a part of the next, whose rest a payment settles."""
    customer, work = customer_and_work(odoo, proof)
    small, large, late = [
        odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(hours), taxes=())])
        for hours in (2, 5, 1)
    ]
    for invoice in (small, large, late):
        proof.carry(invoice, "invoice")
    bonus = post_credit(odoo, customer, lines=[line(work, quantity=Decimal(3), taxes=())])
    for invoice in (small, large):
        apply_credit(odoo, bonus, invoice)
        proof.repeatable(bonus, "credit_memo", proof.mirrored(bonus, "credit_memo"))
        proof.mirrored(invoice, "invoice")
    payment = odoo.register_payment(large, amount=Decimal("400.00"), journal="Bank")
    first = proof.mirrored(payment, "payment")
    assign(odoo, payment, late)
    assert proof.mirrored(payment, "payment").id == first.id
    for invoice in (small, large, late):
        proof.mirrored(invoice, "invoice")


@case("Checks for bills that are paid in part already, seen on the bank's statement")
def test_a_check_finds_more_bills(odoo: Seeder, proof: Proof) -> None:
    """Each pays what Odoo says; all were marked as paid before they left Odoo."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    *bills, late = [
        odoo.post_bill(mill, lines=[expense("Saw blades", account="600100", amount=amount)])
        for amount in (Decimal("96.00"), Decimal("40.00"), Decimal("75.00"))
    ]
    for bill in (*bills, late):
        proof.carry(bill, "bill")
    for paid, amount in ((bills[:1], "36.00"), (bills, "120.00")):
        check = odoo.register_payment(*paid, amount=Decimal(amount), journal="Bank")
        validate(odoo, check)
        proof.repeatable(check, "bill_payment", proof.mirrored(check, "bill_payment"))
    assign(odoo, check, late)
    proof.repeatable(check, "bill_payment", proof.mirrored(check, "bill_payment"))
    for bill in (*bills, late):
        proof.mirrored(bill, "bill")
