"""What happens in QuickBooks when an invoice is cancelled in Odoo after its export."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.seed import Seeder, line
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_beam


def cancelled_after_export(odoo: Seeder, proof: Proof) -> tuple[OdooRef, Mirrored]:
    """An invoice that reached QuickBooks and was cancelled in Odoo."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    invoice = odoo.post_invoice(customer, lines=[line(beam, quantity=Decimal(2))])
    mirrored = proof.mirrored(invoice, "invoice")
    odoo.cancel(invoice)
    return invoice, mirrored


@rule("invoices.cancelled", "void")
def test_a_cancelled_invoice_is_voided(odoo: Seeder, proof: Proof) -> None:
    """Number, day and customer stay; nothing is owed any more."""
    invoice, mirrored = cancelled_after_export(odoo, proof)
    with proof.nothing_written_back(invoice):
        proof.withdrawn(invoice, mirrored, "void")


@rule("invoices.cancelled", "delete")
def test_a_cancelled_invoice_is_deleted(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks has it no more."""
    invoice, mirrored = cancelled_after_export(odoo, proof)
    with proof.nothing_written_back(invoice):
        proof.withdrawn(invoice, mirrored, "delete")


@rule("invoices.cancelled", "refuse")
def test_a_cancelled_invoice_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and leaves the invoice as it was."""
    invoice, mirrored = cancelled_after_export(odoo, proof)
    proof.refused(invoice, "invoice")
    proof.untouched(mirrored, "the rules leave it to an accountant")
