"""What happens in QuickBooks while an exported invoice is a draft again in Odoo."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import change_quantity, post, reset
from harness.odoo.seed import Seeder, line
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_beam

RULE = "invoices.reset"


def reset_after_export(odoo: Seeder, proof: Proof) -> tuple[OdooRef, Mirrored]:
    """An invoice that reached QuickBooks and is a draft again, with another quantity."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    invoice = odoo.post_invoice(customer, lines=[line(beam, quantity=Decimal(2))])
    mirrored = proof.mirrored(invoice, "invoice")
    reset(odoo, invoice)
    change_quantity(odoo, invoice, Decimal(5))
    return invoice, mirrored


def posted_again(odoo: Seeder, proof: Proof, invoice: OdooRef) -> Mirrored:
    """The invoice, posted again with what was changed, is mirrored once and right."""
    post(odoo, invoice)
    mirrored = proof.mirrored(invoice, "invoice")
    proof.repeatable(invoice, "invoice", mirrored)
    return mirrored


@rule(RULE, "stays")
def test_quickbooks_keeps_what_was_posted(odoo: Seeder, proof: Proof) -> None:
    """Nothing of the draft leaves Odoo; posted again, the same record is changed."""
    invoice, mirrored = reset_after_export(odoo, proof)
    with proof.nothing_written_back(invoice):
        proof.left_alone(invoice, mirrored, f"{RULE}: it is a draft in Odoo")
    assert posted_again(odoo, proof, invoice).id == mirrored.id


@rule(RULE, "void")
def test_it_is_voided_until_it_is_posted_again(odoo: Seeder, proof: Proof) -> None:
    """Nothing is owed meanwhile; then the same record holds what Odoo says."""
    invoice, mirrored = reset_after_export(odoo, proof)
    proof.withdrawn(invoice, mirrored, "void", RULE)
    assert posted_again(odoo, proof, invoice).id == mirrored.id


@rule(RULE, "delete")
def test_it_is_deleted_and_made_anew(odoo: Seeder, proof: Proof) -> None:
    """Posted again, a new record holds it."""
    invoice, mirrored = reset_after_export(odoo, proof)
    proof.withdrawn(invoice, mirrored, "delete", RULE)
    assert posted_again(odoo, proof, invoice).id != mirrored.id


@rule(RULE, "delete")
def test_it_is_made_anew_though_nothing_was_changed(odoo: Seeder, proof: Proof) -> None:
    """The same content as before is no repetition of what was deleted."""
    invoice, mirrored = reset_after_export(odoo, proof)
    change_quantity(odoo, invoice, Decimal(2))
    proof.withdrawn(invoice, mirrored, "delete", RULE)
    assert posted_again(odoo, proof, invoice).id != mirrored.id


@rule(RULE, "refuse")
def test_a_reset_invoice_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export of the draft fails, says so in the log, and changes nothing."""
    invoice, mirrored = reset_after_export(odoo, proof)
    proof.refused(invoice, "invoice")
    proof.untouched(mirrored, f"{RULE}: the rules leave it to an accountant")
