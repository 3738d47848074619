"""QuickBooks did what it was asked, and the answer never came: nobody may do it again."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.goods import create_service
from harness.odoo.parties import rename
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.session.faults import Faults
from scenarios.faults.once import arrives_once, customer_and_service


@case("The answer to a new customer is lost")
def test_a_customer_is_there_once(
    odoo: Seeder, faults: Faults, quickbooks: Books, proof: Proof
) -> None:
    """The connector finds the one that it made."""
    customer = odoo.create_customer(company=True)
    arrives_once(
        "answer lost", customer, "customer", faults=faults, quickbooks=quickbooks, proof=proof
    )


@case("The answer to a new product is cut off")
def test_a_product_is_there_once(
    odoo: Seeder, faults: Faults, quickbooks: Books, proof: Proof
) -> None:
    """Half of an answer is none, and the item is there all the same."""
    arrives_once(
        "answer cut",
        create_service(odoo),
        "product",
        faults=faults,
        quickbooks=quickbooks,
        proof=proof,
    )


@case("The answer to an invoice is lost")
def test_an_invoice_is_there_once(
    odoo: Seeder, faults: Faults, quickbooks: Books, proof: Proof
) -> None:
    """The customer owes it once."""
    customer, work = customer_and_service(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    arrives_once(
        "answer lost", invoice, "invoice", faults=faults, quickbooks=quickbooks, proof=proof
    )


@case("The answer to a payment is lost")
def test_a_payment_is_there_once(
    odoo: Seeder, faults: Faults, quickbooks: Books, proof: Proof
) -> None:
    """What was paid once is booked once; a second one would lie open as a credit."""
    customer, work = customer_and_service(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    proof.mirrored(invoice, "invoice")
    payment = odoo.register_payment(invoice, journal="Bank")
    arrives_once(
        "answer lost", payment, "payment", faults=faults, quickbooks=quickbooks, proof=proof
    )


@case("The answer to a bill is lost")
def test_a_bill_is_there_once(
    odoo: Seeder, faults: Faults, quickbooks: Books, proof: Proof
) -> None:
    """We owe it once."""
    mill, work = odoo.create_vendor(), create_service(odoo)
    proof.carry(mill, "vendor")
    proof.carry(work, "product")
    bill = odoo.post_bill(mill, lines=[line(work, quantity=Decimal(3), price=Decimal(60))])
    arrives_once("answer lost", bill, "bill", faults=faults, quickbooks=quickbooks, proof=proof)


@case("The answer to an update is lost")
def test_an_update_is_made_once(odoo: Seeder, faults: Faults, proof: Proof) -> None:
    """The customer has another SyncToken than the connector knows of, and follows Odoo still."""
    customer = odoo.create_customer(company=True)
    before = proof.mirrored(customer, "customer")
    rename(odoo, customer, f"Renamed {odoo.tag}")
    faults.met("answer lost", customer, "customer", entity="Customer", operation="update")
    after = proof.mirrored(customer, "customer")
    assert after.id == before.id, "the renamed customer is another one in QuickBooks"
    rename(odoo, customer, f"Renamed again {odoo.tag}")
    assert proof.mirrored(customer, "customer").id == before.id
