"""For which yard a document is: Tampa or Orlando."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.credits import credit
from harness.odoo.jobs import create_job
from harness.odoo.seed import Seeder, at, expense, line
from harness.proof import Proof
from harness.snapshot import OdooRef


def yards(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef, OdooRef]:
    """A customer, a mill and a beam, all in QuickBooks."""
    customer, mill = odoo.create_customer(terms="Net 30"), odoo.create_vendor(terms="Net 30")
    beam = odoo.create_product(
        category="Aluminum / Beams", kind="storable", price=Decimal("184.50"), cost=Decimal(121)
    )
    proof.carry(customer, "customer")
    proof.carry(mill, "vendor")
    proof.carry(beam, "product")
    return customer, mill, beam


def sold_in_tampa_bought_in_orlando(odoo: Seeder, proof: Proof) -> None:
    """An invoice of one yard, a bill of the other, what came back to each, and one of none."""
    customer, mill, beam = yards(odoo, proof)
    two = line(beam, quantity=Decimal(2))
    freight = expense("Freight", account="600100", amount=Decimal("86.20"))
    forty = line(beam, quantity=Decimal(40), price=Decimal("121.37"))
    invoice = odoo.post_invoice(customer, lines=[at("Tampa", two), at("Tampa", two)])
    bill = odoo.post_bill(mill, lines=[at("Orlando", forty), at("Orlando", freight)])
    nowhere = odoo.post_invoice(customer, lines=[two])
    with proof.nothing_written_back(invoice, bill, nowhere):
        proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
        proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))
        proof.repeatable(nowhere, "invoice", proof.mirrored(nowhere, "invoice"))
    returned = credit(odoo, invoice, quantity=Decimal(1))
    with proof.nothing_written_back(returned):
        proof.repeatable(returned, "credit_memo", proof.mirrored(returned, "credit_memo"))
    sent_back = credit(odoo, bill, quantity=Decimal(1))
    with proof.nothing_written_back(sent_back):
        proof.repeatable(sent_back, "vendor_credit", proof.mirrored(sent_back, "vendor_credit"))


def of_both_yards(odoo: Seeder, proof: Proof) -> OdooRef:
    """An invoice that sells from both yards."""
    customer, _, beam = yards(odoo, proof)
    two = line(beam, quantity=Decimal(2))
    return odoo.post_invoice(customer, lines=[at("Tampa", two), at("Orlando", two)])


@rule("locations.recorded_as", "location")
def test_a_document_has_its_location(odoo: Seeder, proof: Proof) -> None:
    """The profit of each yard can be told in QuickBooks."""
    sold_in_tampa_bought_in_orlando(odoo, proof)


@rule("locations.recorded_as", "location")
def test_a_job_hides_no_location(odoo: Seeder, proof: Proof) -> None:
    """Odoo writes a yard and a job, of two plans, as one share; the yard is told."""
    customer, mill, beam = yards(odoo, proof)
    job, two = create_job(odoo), line(beam, quantity=Decimal(2))
    invoice = odoo.post_invoice(customer, lines=[at("Tampa", two, job=job)])
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
    bill = odoo.post_bill(mill, lines=[at("Orlando", two, job=job)])
    proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))


@rule("locations.recorded_as", "location")
def test_a_document_of_two_locations_is_refused(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks takes one: an accountant has two invoices made."""
    invoice = of_both_yards(odoo, proof)
    proof.refused(invoice, "invoice")
    proof.never_left(invoice, "invoice")


@rule("locations.recorded_as", "class")
def test_a_line_has_its_location_as_a_class(odoo: Seeder, proof: Proof) -> None:
    """And an invoice may be of both yards."""
    sold_in_tampa_bought_in_orlando(odoo, proof)
    invoice = of_both_yards(odoo, proof)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@rule("locations.recorded_as", "not at all")
def test_no_location_leaves_odoo(odoo: Seeder, proof: Proof) -> None:
    """Reports by yard are Odoo's."""
    sold_in_tampa_bought_in_orlando(odoo, proof)
