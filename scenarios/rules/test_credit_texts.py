"""What becomes of the text below a credit note's lines."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import post, write_below
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work

RULE = "invoices.narration"


def credit_with_text(odoo: Seeder, proof: Proof) -> OdooRef:
    """A credit note that says in two paragraphs what it is for."""
    customer, work = customer_and_work(odoo, proof)
    returned = odoo.draft_document(
        "out_refund", customer, lines=[line(work, quantity=Decimal(1), taxes=())]
    )
    write_below(odoo, returned, "<p>One hour too many.</p><p>We are sorry &amp; thank you.</p>")
    post(odoo, returned)
    return returned


@rule(RULE, "customer message")
def test_the_text_of_a_credit_note_is_its_message(odoo: Seeder, proof: Proof) -> None:
    """As an invoice's is."""
    returned = credit_with_text(odoo, proof)
    proof.repeatable(returned, "credit_memo", proof.mirrored(returned, "credit_memo"))


@rule(RULE, "left out")
def test_the_text_of_a_credit_note_stays_in_odoo(odoo: Seeder, proof: Proof) -> None:
    """As an invoice's does."""
    returned = credit_with_text(odoo, proof)
    proof.repeatable(returned, "credit_memo", proof.mirrored(returned, "credit_memo"))
