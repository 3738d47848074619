"""Payments of a period that is closed in QuickBooks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harness.marks import case
from harness.odoo.money import cancel_payment
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.quickbooks.closing import closed_until
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work

JANUARY, END, FEBRUARY = date(2026, 1, 20), date(2026, 1, 31), date(2026, 2, 3)


def invoice_of_january(odoo: Seeder, proof: Proof) -> OdooRef:
    """An invoice of January over 170.00 that is in QuickBooks."""
    customer, work = customer_and_work(odoo, proof)
    sold = line(work, quantity=Decimal(2), taxes=())
    invoice = odoo.post_invoice(customer, lines=[sold], on=JANUARY)
    proof.carry(invoice, "invoice")
    return invoice


@case("A payment into closed books")
def test_closed_books_take_no_payment(odoo: Seeder, proof: Proof, quickbooks: Books) -> None:
    """The export fails, the log says so, and it works once the books are open again."""
    invoice = invoice_of_january(odoo, proof)
    with closed_until(quickbooks, END):
        payment = odoo.register_payment(invoice, journal="Bank", on=JANUARY)
        proof.refused(payment, "payment")
        proof.never_left(payment, "payment")
    proof.mirrored(payment, "payment")


@case("A bill payment into closed books")
def test_closed_books_take_no_bill_payment(odoo: Seeder, proof: Proof, quickbooks: Books) -> None:
    """The export fails, the log says so, and it works once the books are open again."""
    vendor = odoo.create_vendor()
    proof.carry(vendor, "vendor")
    bought = expense("Saw blades", account="600100", amount=Decimal("96.00"))
    bill = odoo.post_bill(vendor, lines=[bought], on=JANUARY)
    proof.carry(bill, "bill")
    with closed_until(quickbooks, END):
        payment = odoo.register_payment(bill, journal="Bank", on=JANUARY)
        proof.refused(payment, "bill_payment")
        proof.never_left(payment, "bill_payment")
    proof.mirrored(payment, "bill_payment")


@case("A payment of an open month for an invoice of a closed one")
def test_an_old_invoice_is_paid_in_an_open_month(
    odoo: Seeder, proof: Proof, quickbooks: Books
) -> None:
    """The payment's own day counts: closed is what was posted before."""
    invoice = invoice_of_january(odoo, proof)
    payment = odoo.register_payment(invoice, journal="Bank", on=FEBRUARY)
    with closed_until(quickbooks, END):
        proof.repeatable(payment, "payment", proof.mirrored(payment, "payment"))
        proof.mirrored(invoice, "invoice")


@case("A payment in closed books is cancelled")
def test_a_payment_in_closed_books_stays(odoo: Seeder, proof: Proof, quickbooks: Books) -> None:
    """Whatever Odoo says: the export fails, and works once the books are open again."""
    invoice = invoice_of_january(odoo, proof)
    payment = odoo.register_payment(invoice, journal="Bank", on=JANUARY)
    mirrored = proof.mirrored(payment, "payment")
    with closed_until(quickbooks, END):
        cancel_payment(odoo, payment)
        proof.refused(payment, "payment")
        proof.untouched(mirrored, "its period is closed")
    proof.withdrawn(payment, mirrored, "void", "payments.cancelled", role="payment")
