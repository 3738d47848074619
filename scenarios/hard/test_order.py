"""Records exported in the wrong order, twice, at once, and with edits in between."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.goods import create_service
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.snapshot import OdooRef, Role
from scenarios.hard.records import change, customer_and_service, rename


@case("A bill before its vendor")
def test_a_bill_brings_its_vendor_along(odoo: Seeder, proof: Proof) -> None:
    """And what was bought; each is then exactly there once."""
    mill, work = odoo.create_vendor(), create_service(odoo)
    bill = odoo.post_bill(mill, lines=[line(work, quantity=Decimal(3), price=Decimal(60))])
    proof.mirrored(bill, "bill", along=[(mill, "vendor"), (work, "product")])
    proof.mirrored(mill, "vendor")
    proof.mirrored(work, "product")


@case("A payment before its invoice and customer")
def test_a_payment_brings_everything_along(odoo: Seeder, proof: Proof) -> None:
    """Customer, item and invoice come first, and the payment settles it."""
    customer, work = odoo.create_customer(), create_service(odoo)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    payment = odoo.register_payment(invoice, journal="Bank")
    along: list[tuple[OdooRef, Role]] = [
        (customer, "customer"),
        (work, "product"),
        (invoice, "invoice"),
    ]
    proof.mirrored(payment, "payment", along=along)
    proof.mirrored(invoice, "invoice")


@case("Two exports of a customer at once")
def test_a_customer_exported_twice_at_once_is_one(odoo: Seeder, proof: Proof) -> None:
    """The other one waits or is refused; it never makes a second."""
    customer = odoo.create_customer()
    proof.at_once(customer, "customer", 3)
    proof.repeatable(customer, "customer", proof.mirrored(customer, "customer"))


@case("Two exports of an invoice at once")
def test_an_invoice_exported_twice_at_once_is_one(
    odoo: Seeder, quickbooks: Books, proof: Proof
) -> None:
    """With its customer and item, which nobody exported either."""
    before = [quickbooks.count(entity) for entity in ("Customer", "Item", "Invoice")]
    customer, work = odoo.create_customer(), create_service(odoo)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    proof.at_once(invoice, "invoice", 3)
    along: list[tuple[OdooRef, Role]] = [(customer, "customer"), (work, "product")]
    proof.mirrored(invoice, "invoice", along=along)
    after = [quickbooks.count(entity) for entity in ("Customer", "Item", "Invoice")]
    made = [now - then for now, then in zip(after, before, strict=True)]
    assert made == [1, 1, 1], f"made were {made} customers, items and invoices"


@case("A customer renamed between two exports")
def test_a_renamed_customer_stays_the_same(odoo: Seeder, proof: Proof) -> None:
    """One record under its new name, and its invoices with it."""
    customer, work = customer_and_service(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(1))])
    proof.mirrored(invoice, "invoice")
    before = proof.mirrored(customer, "customer")
    rename(odoo, customer, f"Renamed {odoo.tag}")
    after = proof.mirrored(customer, "customer")
    assert after.id == before.id, "the renamed customer is another one in QuickBooks"
    proof.mirrored(invoice, "invoice")


@case("A product edited between two exports")
def test_an_edited_product_stays_the_same(odoo: Seeder, proof: Proof) -> None:
    """One item with its new name and price; the invoice keeps what it was sold for."""
    customer, work = customer_and_service(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(1))])
    sold = proof.mirrored(invoice, "invoice")
    before = proof.mirrored(work, "product")
    change(odoo, work, name=f"Assembly {odoo.tag}", lst_price=99.5)
    after = proof.mirrored(work, "product")
    assert after.id == before.id, "the renamed product is another item in QuickBooks"
    proof.repeatable(invoice, "invoice", sold)
