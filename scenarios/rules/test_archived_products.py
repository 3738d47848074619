"""What happens in QuickBooks when a product is archived in Odoo, with invoices still to come."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import post
from harness.odoo.parties import archive
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef


def beam_with_draft(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef]:
    """A product in QuickBooks, archived while a draft invoice sells it."""
    customer = odoo.create_customer(terms="Net 30")
    proof.carry(customer, "customer")
    beam = odoo.create_product(
        category="Aluminum / Beams", kind="storable", price=Decimal("184.50"), cost=Decimal(121)
    )
    first = proof.mirrored(beam, "product")
    invoice = odoo.draft_invoice(customer, lines=[line(beam, quantity=Decimal(2))])
    archive(odoo, beam)
    again = proof.mirrored(beam, "product")
    assert again.id == first.id
    proof.repeatable(beam, "product", again)
    return beam, invoice


@rule("items.archived", "deactivated")
def test_an_archived_product_is_inactive(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks takes no invoice with it; back from the archive, it does."""
    beam, invoice = beam_with_draft(odoo, proof)
    post(odoo, invoice)
    proof.refused(invoice, "invoice")
    proof.never_left(invoice, "invoice")
    archive(odoo, beam, back=True)
    proof.mirrored(beam, "product")
    proof.mirrored(invoice, "invoice")


@rule("items.archived", "left active")
def test_an_archived_product_stays_active(odoo: Seeder, proof: Proof) -> None:
    """The invoice that was still open in Odoo arrives."""
    _, invoice = beam_with_draft(odoo, proof)
    post(odoo, invoice)
    proof.mirrored(invoice, "invoice")
