"""Payments for which Odoo makes no journal entry: their method has no outstanding account."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case, rule
from harness.odoo.money import receive_without_entry
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work

RULE = "payments.without_entry"
TERMINAL = "Card Terminal"


def two_invoices(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef, OdooRef]:
    """A customer and two of its invoices, 170.00 and 425.00, all in QuickBooks."""
    customer, work = customer_and_work(odoo, proof)
    first = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    second = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(5), taxes=())])
    proof.carry(first, "invoice")
    proof.carry(second, "invoice")
    return customer, first, second


@rule(RULE, "at once")
def test_a_card_payment_settles_what_it_was_registered_for(odoo: Seeder, proof: Proof) -> None:
    """Though Odoo's books know nothing of it before the bank statement."""
    customer, invoice, _ = two_invoices(odoo, proof)
    payment = receive_without_entry(
        odoo, customer, invoice, journal=TERMINAL, amount=Decimal("100.00")
    )
    with proof.nothing_written_back(payment, invoice):
        mirrored = proof.mirrored(payment, "payment")
    proof.repeatable(payment, "payment", mirrored)
    proof.mirrored(invoice, "invoice")


@rule(RULE, "at once")
def test_a_card_payment_settles_two_invoices_in_full(odoo: Seeder, proof: Proof) -> None:
    """All of both is the only way to divide it."""
    customer, first, second = two_invoices(odoo, proof)
    payment = receive_without_entry(
        odoo, customer, first, second, journal=TERMINAL, amount=Decimal("595.00")
    )
    proof.repeatable(payment, "payment", proof.mirrored(payment, "payment"))
    proof.mirrored(first, "invoice")
    proof.mirrored(second, "invoice")


@rule(RULE, "wait")
def test_a_card_payment_stays_in_odoo(odoo: Seeder, proof: Proof) -> None:
    """The invoice is owed in QuickBooks until people enter what the bank shows."""
    customer, invoice, _ = two_invoices(odoo, proof)
    payment = receive_without_entry(
        odoo, customer, invoice, journal=TERMINAL, amount=Decimal("170.00")
    )
    proof.waits(payment, "payment", f"{RULE}: the bank statement books it")
    proof.mirrored(invoice, "invoice")


@case("A payment without an entry for a part of two invoices")
def test_what_odoo_does_not_divide_is_refused(odoo: Seeder, proof: Proof) -> None:
    """Which invoice got how much stands nowhere."""
    customer, first, second = two_invoices(odoo, proof)
    payment = receive_without_entry(
        odoo, customer, first, second, journal=TERMINAL, amount=Decimal("300.00")
    )
    proof.refused(payment, "payment")
    proof.never_left(payment, "payment")
