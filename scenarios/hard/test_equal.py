"""Documents and money that are equal in all but their number are not one and the same."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from scenarios.hard.records import customer_and_service


@case("Two equal invoices of one day, and their payments")
def test_equal_sales_of_one_day_are_two(odoo: Seeder, proof: Proof) -> None:
    """A contractor calls twice: party, day and sum are alike, and each is owed and paid."""
    customer, work = customer_and_service(odoo, proof)
    lines = [line(work, quantity=Decimal(2))]
    invoices = [odoo.post_invoice(customer, lines=lines) for _ in range(2)]
    for invoice in invoices:
        proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
    for invoice in invoices:
        payment = odoo.register_payment(invoice, journal="Bank")
        proof.repeatable(payment, "payment", proof.mirrored(payment, "payment"))
    for invoice in invoices:
        proof.mirrored(invoice, "invoice")


@case("An invoice paid in two equal parts")
def test_equal_parts_of_one_day_are_two(odoo: Seeder, proof: Proof) -> None:
    """Half by each of two checks on the same day."""
    customer, work = customer_and_service(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    proof.carry(invoice, "invoice")
    for _ in range(2):
        half = odoo.register_payment(invoice, journal="Bank", amount=Decimal("40.00"))
        proof.repeatable(half, "payment", proof.mirrored(half, "payment"))
    proof.mirrored(invoice, "invoice")


@case("Two equal bills of one day, and their checks")
def test_equal_purchases_of_one_day_are_two(odoo: Seeder, proof: Proof) -> None:
    """The same blades twice, under two numbers of the vendor's."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    blades = [expense("Saw blades", account="600100", amount=Decimal("64.20"))]
    bills = [odoo.post_bill(mill, lines=blades) for _ in range(2)]
    for bill in bills:
        proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))
    for bill in bills:
        check = odoo.register_payment(bill, journal="Bank")
        proof.repeatable(check, "bill_payment", proof.mirrored(check, "bill_payment"))
    for bill in bills:
        proof.mirrored(bill, "bill")
