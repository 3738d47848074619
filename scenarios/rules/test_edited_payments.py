"""Exported payments that are edited in Odoo."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.money import assign, confirm, receive, reset_payment
from harness.odoo.seed import Seeder, line
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work

RULE = "payments.edited"


def edited_payment(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef, Mirrored]:
    """An invoice over 170.00 and its payment, mirrored with 120.00 and now over 90.00."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    proof.carry(invoice, "invoice")
    payment = odoo.register_payment(invoice, amount=Decimal("120.00"), journal="Bank")
    mirrored = proof.mirrored(payment, "payment")
    reset_payment(odoo, payment)
    confirm(odoo, payment, amount=Decimal("90.00"))
    assign(odoo, payment, invoice)
    return invoice, payment, mirrored


@rule(RULE, "update")
def test_an_edit_changes_the_same_payment(odoo: Seeder, proof: Proof) -> None:
    """Its amount and what it settles; the invoice owes more again."""
    invoice, payment, before = edited_payment(odoo, proof)
    after = proof.mirrored(payment, "payment")
    assert after.id == before.id
    proof.repeatable(payment, "payment", after)
    proof.mirrored(invoice, "invoice")


@rule(RULE, "refuse")
def test_an_edited_payment_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and changes nothing."""
    _, payment, before = edited_payment(odoo, proof)
    proof.refused(payment, "payment")
    proof.untouched(before, f"{RULE}: the rules leave it to an accountant")


@rule(RULE, "refuse")
def test_settling_an_invoice_is_no_edit(odoo: Seeder, proof: Proof) -> None:
    """A prepayment that finds its invoice settles it in QuickBooks too."""
    customer, work = customer_and_work(odoo, proof)
    payment = receive(odoo, customer, journal="Bank", amount=Decimal("170.00"))
    proof.mirrored(payment, "payment")
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    proof.carry(invoice, "invoice")
    assign(odoo, payment, invoice)
    proof.mirrored(payment, "payment")
    proof.mirrored(invoice, "invoice")
