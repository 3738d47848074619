"""Invoices and bills that have a due date but no payment terms."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import change_due_date, post
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.bills import forty, mill_and_beam
from scenarios.rules.sales import customer_and_beam

RULE = "documents.without_terms"


def agreed_invoice(odoo: Seeder, proof: Proof) -> OdooRef:
    """An invoice whose due date was agreed on, and nothing else."""
    customer, beam = customer_and_beam(odoo, proof)
    invoice = odoo.draft_document("out_invoice", customer, lines=[line(beam, quantity=Decimal(2))])
    return due_in_45_days(odoo, invoice)


def agreed_bill(odoo: Seeder, proof: Proof) -> OdooRef:
    """A bill whose due date was agreed on; its vendor's terms were taken off."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = odoo.draft_document("in_invoice", mill, lines=forty(beam))
    odoo.port.call(bill.model, "write", ids=[bill.id], vals={"ref": f"MILL-{odoo.tag}-45"})
    return due_in_45_days(odoo, bill)


def due_in_45_days(odoo: Seeder, document: OdooRef) -> OdooRef:
    """The draft, posted without terms."""
    change_due_date(odoo, document, odoo.today + timedelta(days=45))
    post(odoo, document)
    return document


@rule(RULE, "due date only")
def test_an_invoice_falls_due_without_terms(odoo: Seeder, proof: Proof) -> None:
    """On the very day, though QuickBooks would count by the company's own terms."""
    invoice = agreed_invoice(odoo, proof)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@rule(RULE, "due date only")
def test_a_bill_falls_due_without_terms(odoo: Seeder, proof: Proof) -> None:
    """On the very day, though QuickBooks would count by its vendor's terms."""
    bill = agreed_bill(odoo, proof)
    proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))


@rule(RULE, "refuse")
def test_an_invoice_waits_for_its_terms(odoo: Seeder, proof: Proof) -> None:
    """The export fails and says so; nothing reaches QuickBooks."""
    invoice = agreed_invoice(odoo, proof)
    proof.refused(invoice, "invoice")
    proof.never_left(invoice, "invoice")


@rule(RULE, "refuse")
def test_a_bill_waits_for_its_terms(odoo: Seeder, proof: Proof) -> None:
    """The export fails and says so; nothing reaches QuickBooks."""
    bill = agreed_bill(odoo, proof)
    proof.refused(bill, "bill")
    proof.never_left(bill, "bill")
