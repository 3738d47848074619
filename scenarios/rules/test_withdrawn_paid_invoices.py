"""Whether an invoice may be voided in QuickBooks when something has paid it there."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.seed import Seeder, line
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_beam

RULE = "invoices.withdrawn_paid"


def paid_and_cancelled(odoo: Seeder, proof: Proof) -> tuple[OdooRef, Mirrored, OdooRef]:
    """An invoice that is paid in both systems, and was then cancelled in Odoo."""
    customer, beam = customer_and_beam(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(beam, quantity=Decimal(2))])
    proof.carry(invoice, "invoice")
    payment = odoo.register_payment(invoice, journal="Bank")
    proof.mirrored(payment, "payment")
    mirrored = proof.mirrored(invoice, "invoice")
    odoo.cancel(invoice)
    return invoice, mirrored, payment


@rule(RULE, "payments stay")
def test_the_money_stays_and_is_applied_to_nothing(odoo: Seeder, proof: Proof) -> None:
    """The invoice is voided; the customer has the payment to its credit."""
    invoice, mirrored, payment = paid_and_cancelled(odoo, proof)
    proof.withdrawn(invoice, mirrored, "void", RULE)
    proof.repeatable(payment, "payment", proof.mirrored(payment, "payment"))


@rule(RULE, "refuse")
def test_a_paid_invoice_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and leaves invoice and payment joined."""
    invoice, mirrored, _ = paid_and_cancelled(odoo, proof)
    proof.refused(invoice, "invoice")
    proof.untouched(mirrored, f"{RULE}: the rules leave it to an accountant")
