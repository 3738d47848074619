"""A payment that is exported before the invoice or bill that it settles."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import cannot_arise, rule
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work


def paid_before_export(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef]:
    """An invoice that nobody exported, and its payment."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    return invoice, odoo.register_payment(invoice, journal="Bank")


@rule("payments.unmirrored", "carried along")
def test_the_invoice_is_carried_along(odoo: Seeder, proof: Proof) -> None:
    """The invoice arrives first, and the payment settles it."""
    invoice, payment = paid_before_export(odoo, proof)
    proof.mirrored(payment, "payment", along=[(invoice, "invoice")])
    proof.mirrored(invoice, "invoice")


@rule("payments.unmirrored", "refuse")
@cannot_arise("exports all that waits", "an invoice leaves with its payment", "invoice", "payment")
def test_the_payment_is_refused_before_its_invoice(odoo: Seeder, proof: Proof) -> None:
    """Neither arrives; once the invoice has, the payment does."""
    invoice, payment = paid_before_export(odoo, proof)
    proof.refused(payment, "payment")
    proof.never_left(payment, "payment")
    proof.never_left(invoice, "invoice")
    proof.carry(invoice, "invoice")
    proof.mirrored(payment, "payment")
    proof.mirrored(invoice, "invoice")


def bill_paid_before_export(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef]:
    """A bill that nobody exported, and its payment."""
    vendor = odoo.create_vendor()
    proof.carry(vendor, "vendor")
    bill = odoo.post_bill(
        vendor, lines=[expense("Saw blades", account="600100", amount=Decimal("64.20"))]
    )
    return bill, odoo.register_payment(bill, journal="Bank")


@rule("payments.unmirrored", "carried along")
def test_the_bill_is_carried_along(odoo: Seeder, proof: Proof) -> None:
    """The bill arrives first, and the payment settles it."""
    bill, payment = bill_paid_before_export(odoo, proof)
    proof.mirrored(payment, "bill_payment", along=[(bill, "bill")])
    proof.mirrored(bill, "bill")


@rule("payments.unmirrored", "refuse")
@cannot_arise("exports all that waits", "a bill leaves with its payment", "bill", "bill_payment")
def test_the_payment_is_refused_before_its_bill(odoo: Seeder, proof: Proof) -> None:
    """Neither arrives; once the bill has, the payment does."""
    bill, payment = bill_paid_before_export(odoo, proof)
    proof.refused(payment, "bill_payment")
    proof.never_left(payment, "bill_payment")
    proof.never_left(bill, "bill")
    proof.carry(bill, "bill")
    proof.mirrored(payment, "bill_payment")
    proof.mirrored(bill, "bill")
