"""What becomes of the text below an invoice's lines."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import post, reset, write_below
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work

RULE = "invoices.narration"
TEXT = "<p>Returns within 30 days, uncut &amp; unscratched.</p><p>Thank you!</p>"


def invoice_with_terms(odoo: Seeder, proof: Proof) -> OdooRef:
    """An invoice with terms and conditions in two paragraphs."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.draft_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    write_below(odoo, invoice, TEXT)
    post(odoo, invoice)
    return invoice


@rule(RULE, "customer message")
def test_the_text_is_the_message_to_the_customer(odoo: Seeder, proof: Proof) -> None:
    """As plain words, a line for each paragraph."""
    invoice = invoice_with_terms(odoo, proof)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@rule(RULE, "customer message")
def test_an_edited_text_is_the_message(odoo: Seeder, proof: Proof) -> None:
    """The last that was written; taken off, the form has none."""
    invoice = invoice_with_terms(odoo, proof)
    before = proof.mirrored(invoice, "invoice")
    for text in ("<p>Replaces the one of yesterday.</p>", ""):
        reset(odoo, invoice)
        write_below(odoo, invoice, text)
        post(odoo, invoice)
        assert proof.mirrored(invoice, "invoice").id == before.id


@rule(RULE, "left out")
def test_the_text_stays_in_odoo(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks' form has no message."""
    proof.mirrored(invoice_with_terms(odoo, proof), "invoice")
