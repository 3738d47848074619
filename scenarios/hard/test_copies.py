"""Odoo's *Duplicate*: whatever a connector keeps on a record, its copy was never exported."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.edits import post
from harness.odoo.goods import create_service
from harness.odoo.purchasing import change_reference
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef, Role
from scenarios.hard.records import change, customer_and_service, duplicate

CASE = "A copy is a record of its own"


def copied(proof: Proof, first: OdooRef, second: OdooRef, role: Role) -> None:
    """Demand two records in QuickBooks, and the first as it was."""
    mirror = proof.mirrored(first, role)
    proof.mirrored(second, role)
    proof.untouched(mirror, "its copy is another record")


@case(CASE)
def test_a_customers_copy_is_another_customer(odoo: Seeder, proof: Proof) -> None:
    """Copied once it is in QuickBooks."""
    customer = odoo.create_customer(company=True, terms="Net 30")
    proof.carry(customer, "customer")
    copied(proof, customer, duplicate(odoo, customer, "customer"), "customer")


@case(CASE)
def test_a_vendors_copy_is_another_vendor(odoo: Seeder, proof: Proof) -> None:
    """Copied once it is in QuickBooks."""
    vendor = odoo.create_vendor(terms="Net 30")
    proof.carry(vendor, "vendor")
    copied(proof, vendor, duplicate(odoo, vendor, "supplier"), "vendor")


@case(CASE)
def test_a_products_copy_is_another_item(odoo: Seeder, proof: Proof) -> None:
    """With a SKU of its own."""
    work = create_service(odoo)
    proof.carry(work, "product")
    copied(
        proof, work, change(odoo, duplicate(odoo, work), default_code=f"C-{odoo.tag}"), "product"
    )


@case(CASE)
def test_an_invoices_copy_is_another_invoice(odoo: Seeder, proof: Proof) -> None:
    """Dated and posted by itself."""
    customer, work = customer_and_service(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    proof.carry(invoice, "invoice")
    another = change(odoo, duplicate(odoo, invoice), invoice_date=odoo.today.isoformat())
    post(odoo, another)
    copied(proof, invoice, another, "invoice")


@case(CASE)
def test_a_bills_copy_is_another_bill(odoo: Seeder, proof: Proof) -> None:
    """With the vendor's next number."""
    mill, work = odoo.create_vendor(terms="Net 30"), create_service(odoo)
    proof.carry(mill, "vendor")
    proof.carry(work, "product")
    lines = [line(work, quantity=Decimal(3), price=Decimal(60))]
    bill = odoo.post_bill(mill, lines=lines, terms="Net 30")
    proof.carry(bill, "bill")
    another = duplicate(odoo, bill)
    change_reference(odoo, another, f"NEXT-{odoo.tag}")
    change(odoo, another, invoice_date=odoo.today.isoformat(), date=odoo.today.isoformat())
    post(odoo, another)
    copied(proof, bill, another, "bill")
