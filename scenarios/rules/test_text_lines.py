"""What becomes of the section titles and notes among an invoice's lines."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.seed import Seeder, line, note, section
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work


def invoice_with_texts(odoo: Seeder, proof: Proof) -> OdooRef:
    """An invoice with a section title and a note around its one sold line."""
    customer, work = customer_and_work(odoo, proof)
    return odoo.post_invoice(
        customer,
        lines=[section("Pier 7"), line(work, quantity=Decimal(2)), note("Ask for the foreman.")],
    )


@rule("invoices.sections_and_notes", "description lines")
def test_texts_stand_on_the_invoice(odoo: Seeder, proof: Proof) -> None:
    """In their place among the lines."""
    invoice = invoice_with_texts(odoo, proof)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@rule("invoices.sections_and_notes", "left out")
def test_texts_are_left_out(odoo: Seeder, proof: Proof) -> None:
    """Only what is sold stands in QuickBooks."""
    invoice = invoice_with_texts(odoo, proof)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
