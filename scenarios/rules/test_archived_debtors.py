"""Customers and vendors who were archived while something was open."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.parties import archive
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_work


@rule("customers.archived", "left active")
def test_an_archived_customer_still_owes_and_pays(odoo: Seeder, proof: Proof) -> None:
    """The last invoice was posted before; it leaves, and is paid, after."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    archive(odoo, customer)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
    payment = odoo.register_payment(invoice, journal="Bank")
    proof.mirrored(payment, "payment")
    proof.mirrored(invoice, "invoice")


@rule("vendors.archived", "left active")
def test_an_archived_vendor_is_still_owed_and_paid(odoo: Seeder, proof: Proof) -> None:
    """Nothing more is bought from them; what was is paid."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    blades = [expense("Saw blades", account="600100", amount=Decimal("64.20"))]
    bill = odoo.post_bill(mill, lines=blades)
    archive(odoo, mill)
    proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))
    check = odoo.register_payment(bill, journal="Bank")
    proof.mirrored(check, "bill_payment")
    proof.mirrored(bill, "bill")
