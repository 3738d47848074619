"""Partial, repeated and joint payments: each settles what Odoo says it settles, and no more."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work


def two_invoices(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef]:
    """Two invoices of one customer, 170.00 and 425.00 untaxed, both in QuickBooks."""
    customer, work = customer_and_work(odoo, proof)
    first = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    second = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(5), taxes=())])
    proof.carry(first, "invoice")
    proof.carry(second, "invoice")
    return first, second


@case("Several payments settle one invoice")
def test_several_payments_settle_one_invoice(odoo: Seeder, proof: Proof) -> None:
    """Each is a payment of its own; the invoice's balance falls to nothing."""
    invoice, _ = two_invoices(odoo, proof)
    deposit = odoo.register_payment(invoice, amount=Decimal("50.25"), journal="Cash")
    proof.mirrored(deposit, "payment")
    rest = odoo.register_payment(invoice, journal="Bank")
    paid = proof.mirrored(rest, "payment")
    proof.repeatable(rest, "payment", paid)
    proof.mirrored(deposit, "payment")
    proof.mirrored(invoice, "invoice")


@case("One payment settles several invoices")
def test_one_payment_settles_several_invoices(odoo: Seeder, proof: Proof) -> None:
    """One payment with a line for each invoice."""
    first, second = two_invoices(odoo, proof)
    payment = odoo.register_payment(first, second, journal="Bank")
    mirrored = proof.mirrored(payment, "payment")
    proof.repeatable(payment, "payment", mirrored)
    proof.mirrored(first, "invoice")
    proof.mirrored(second, "invoice")


@case("One part payment settles one invoice and a part of the next")
def test_a_joint_payment_may_be_partial(odoo: Seeder, proof: Proof) -> None:
    """What Odoo reconciled counts, not what a division by invoices would give."""
    first, second = two_invoices(odoo, proof)
    payment = odoo.register_payment(first, second, amount=Decimal("300.00"), journal="Bank")
    mirrored = proof.mirrored(payment, "payment")
    proof.repeatable(payment, "payment", mirrored)
    proof.mirrored(first, "invoice")
    proof.mirrored(second, "invoice")


@case("One payment settles three invoices, two of them over the same")
def test_a_payment_settles_three_invoices(odoo: Seeder, proof: Proof) -> None:
    """A line for each, however alike they are."""
    customer, work = customer_and_work(odoo, proof)
    invoices = [
        odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(pieces), taxes=())])
        for pieces in (2, 5, 2)
    ]
    for invoice in invoices:
        proof.carry(invoice, "invoice")
    payment = odoo.register_payment(*invoices, journal="Bank")
    proof.repeatable(payment, "payment", proof.mirrored(payment, "payment"))
    for invoice in invoices:
        proof.mirrored(invoice, "invoice")
