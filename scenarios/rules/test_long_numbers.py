"""What happens to a document's number that is longer than QuickBooks' 21 characters."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case, rule
from harness.odoo.edits import number, post
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work

RULE = "documents.long_numbers"


def numbered(odoo: Seeder, proof: Proof, name: str) -> OdooRef:
    """An invoice with a number of its own, in a journal of its own."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.draft_invoice(customer, lines=[line(work, quantity=Decimal(1))])
    number(odoo, invoice, odoo.create_sales_journal(odoo.tag[:5]), name)
    post(odoo, invoice)
    return invoice


@rule(RULE, "refuse")
def test_a_long_number_is_refused(odoo: Seeder, proof: Proof) -> None:
    """22 characters: the export fails, says so in the log, and nothing arrives."""
    invoice = numbered(odoo, proof, f"{odoo.tag}-ORLAND/26/00001")
    proof.refused(invoice, "invoice")


@rule(RULE, "last 21")
def test_a_long_number_is_shortened(odoo: Seeder, proof: Proof) -> None:
    """Its end is kept, where the counter is; the memo still has the whole number."""
    invoice = numbered(odoo, proof, f"{odoo.tag}-ORLAND/26/00001")
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@case("A number of 21 characters")
def test_a_number_of_21_characters_is_kept(odoo: Seeder, proof: Proof) -> None:
    """The longest that QuickBooks takes."""
    proof.mirrored(numbered(odoo, proof, f"{odoo.tag}-ORLAN/26/00001"), "invoice")
