"""Money that settles no invoice, or more than its invoices: prepayments and over-payments."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.money import assign, receive, unassign
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work

LATER = "the rules say: once reconciled"


def prepared(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef]:
    """A customer and a service, both in QuickBooks."""
    customer, work = customer_and_work(odoo, proof)
    return customer, work


def invoiced(odoo: Seeder, customer: OdooRef, work: OdooRef) -> OdooRef:
    """An invoice over 170.00."""
    return odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])


@rule("payments.unapplied", "at once")
def test_a_prepayment_is_the_customers_credit(odoo: Seeder, proof: Proof) -> None:
    """It settles its invoice in QuickBooks when it settles it in Odoo."""
    customer, work = prepared(odoo, proof)
    payment = receive(odoo, customer, journal="Bank", amount=Decimal("170.00"))
    proof.mirrored(payment, "payment")
    invoice = invoiced(odoo, customer, work)
    proof.carry(invoice, "invoice")
    assign(odoo, payment, invoice)
    mirrored = proof.mirrored(payment, "payment")
    proof.repeatable(payment, "payment", mirrored)
    proof.mirrored(invoice, "invoice")


@rule("payments.unapplied", "at once")
def test_what_was_paid_too_much_is_the_customers_credit(odoo: Seeder, proof: Proof) -> None:
    """The invoice is settled, and the rest stays with the customer."""
    customer, work = prepared(odoo, proof)
    invoice = invoiced(odoo, customer, work)
    proof.carry(invoice, "invoice")
    payment = odoo.register_payment(invoice, amount=Decimal("200.00"), journal="Bank")
    mirrored = proof.mirrored(payment, "payment")
    proof.repeatable(payment, "payment", mirrored)
    proof.mirrored(invoice, "invoice")


@rule("payments.unapplied", "at once")
def test_a_payment_that_is_taken_back_is_open_again(odoo: Seeder, proof: Proof) -> None:
    """It was for another invoice: QuickBooks takes it off the first, and settles the second."""
    customer, work = prepared(odoo, proof)
    wrong, right = invoiced(odoo, customer, work), invoiced(odoo, customer, work)
    proof.carry(wrong, "invoice")
    proof.carry(right, "invoice")
    payment = odoo.register_payment(wrong, journal="Bank")
    first = proof.mirrored(payment, "payment")
    unassign(odoo, payment, wrong)
    proof.repeatable(payment, "payment", proof.mirrored(payment, "payment"))
    proof.mirrored(wrong, "invoice")
    assign(odoo, payment, right)
    assert proof.mirrored(payment, "payment").id == first.id
    proof.mirrored(right, "invoice")


@rule("payments.unapplied", "once reconciled")
def test_a_prepayment_waits_for_its_invoice(odoo: Seeder, proof: Proof) -> None:
    """Not in QuickBooks before all of it is reconciled in Odoo."""
    customer, work = prepared(odoo, proof)
    payment = receive(odoo, customer, journal="Bank", amount=Decimal("170.00"))
    proof.waits(payment, "payment", LATER)
    invoice = invoiced(odoo, customer, work)
    proof.carry(invoice, "invoice")
    assign(odoo, payment, invoice)
    proof.mirrored(payment, "payment")
    proof.mirrored(invoice, "invoice")


@rule("payments.unapplied", "once reconciled")
def test_what_was_paid_too_much_waits(odoo: Seeder, proof: Proof) -> None:
    """The whole payment waits until its rest is reconciled too."""
    customer, work = prepared(odoo, proof)
    invoice = invoiced(odoo, customer, work)
    proof.carry(invoice, "invoice")
    payment = odoo.register_payment(invoice, amount=Decimal("200.00"), journal="Bank")
    proof.waits(payment, "payment", LATER)
    another = invoiced(odoo, customer, work)
    proof.carry(another, "invoice")
    assign(odoo, payment, another)
    proof.mirrored(payment, "payment")
    proof.mirrored(invoice, "invoice")
    proof.mirrored(another, "invoice")
