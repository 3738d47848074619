"""What becomes of the contacts of a company."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.money import receive
from harness.odoo.parties import create_contact, join
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from harness.snapshot import OdooRef

PEOPLE = ("Buyer", "Foreman", "Bookkeeper", "Driver", "Owner")


def company_with_contacts(odoo: Seeder, proof: Proof) -> tuple[OdooRef, list[OdooRef]]:
    """A company in QuickBooks, and five contacts of it in Odoo."""
    company = odoo.create_customer(company=True, terms="Net 30")
    proof.carry(company, "customer")
    return company, [create_contact(odoo, company, name=name) for name in PEOPLE]


def invoice_to(odoo: Seeder, proof: Proof, contact: OdooRef) -> None:
    """An invoice that Odoo addresses to a contact is the company's in QuickBooks."""
    work = odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(60)
    )
    proof.carry(work, "product")
    proof.mirrored(odoo.post_invoice(contact, lines=[line(work, quantity=Decimal(2))]), "invoice")


def bill_from_a_contact(odoo: Seeder, proof: Proof) -> None:
    """A bill that a vendor's bookkeeper sends is the vendor's in QuickBooks."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    bookkeeper = create_contact(odoo, mill, name="Bookkeeper")
    blades = expense("Saw blades", account="600100", amount=Decimal("64.20"))
    proof.mirrored(odoo.post_bill(bookkeeper, lines=[blades]), "bill")


def money_of(odoo: Seeder, proof: Proof, contact: OdooRef) -> None:
    """Money that Odoo books as a contact's is the company's in QuickBooks."""
    payment = receive(odoo, contact, journal="Bank", amount=Decimal("75.00"))
    proof.mirrored(payment, "payment")


@rule("customers.contacts", "not exported")
def test_contacts_stay_in_odoo(odoo: Seeder, proof: Proof) -> None:
    """The company is the customer, whoever the invoice is addressed to."""
    company, contacts = company_with_contacts(odoo, proof)
    for contact in contacts:
        proof.declined(contact, "customer", "its company is the customer", instead=company)
    invoice_to(odoo, proof, contacts[0])
    money_of(odoo, proof, contacts[0])
    bill_from_a_contact(odoo, proof)


@rule("customers.contacts", "sub-customers")
def test_contacts_are_below_their_company(odoo: Seeder, proof: Proof) -> None:
    """Each is a sub-customer, and the company is billed."""
    company, contacts = company_with_contacts(odoo, proof)
    with proof.nothing_written_back(company, *contacts):
        for contact in contacts:
            proof.repeatable(contact, "customer", proof.mirrored(contact, "customer"))
    invoice_to(odoo, proof, contacts[0])


@rule("customers.contacts", "sub-customers")
def test_a_contact_changes_to_another_company(odoo: Seeder, proof: Proof) -> None:
    """The same record is below the new one."""
    _, contacts = company_with_contacts(odoo, proof)
    another = odoo.create_customer(company=True)
    proof.carry(another, "customer")
    before = proof.mirrored(contacts[0], "customer")
    join(odoo, contacts[0], another)
    assert proof.mirrored(contacts[0], "customer").id == before.id
