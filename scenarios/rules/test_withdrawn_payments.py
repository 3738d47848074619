"""Exported payments that Odoo takes back: cancelled, bounced, or a draft again."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import cannot_arise, case, rule
from harness.odoo.money import (
    bounce,
    cancel_draft,
    cancel_payment,
    confirm,
    drafted,
    reset_payment,
)
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work

CANCELLED, RESET = "payments.cancelled", "payments.reset"
UNEXPORTED = "A cancelled payment that was never exported"


def paid_invoice(
    odoo: Seeder, proof: Proof, *, amount: Decimal | None = None
) -> tuple[OdooRef, OdooRef, Mirrored]:
    """An invoice over 170.00 and its payment, both in QuickBooks."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    proof.carry(invoice, "invoice")
    payment = odoo.register_payment(invoice, amount=amount, journal="Bank")
    return invoice, payment, proof.mirrored(payment, "payment")


def paid_bill(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef, Mirrored]:
    """A bill over 96.00 and its payment, both in QuickBooks."""
    vendor = odoo.create_vendor()
    proof.carry(vendor, "vendor")
    bought = expense("Saw blades", account="600100", amount=Decimal("96.00"))
    bill = odoo.post_bill(vendor, lines=[bought])
    proof.carry(bill, "bill")
    payment = odoo.register_payment(bill, journal="Bank")
    return bill, payment, proof.mirrored(payment, "bill_payment")


@rule(CANCELLED, "void")
def test_a_cancelled_payment_is_voided(odoo: Seeder, proof: Proof) -> None:
    """Its number and day stay, and the invoice is owed again."""
    invoice, payment, mirrored = paid_invoice(odoo, proof)
    cancel_payment(odoo, payment)
    with proof.nothing_written_back(payment, invoice):
        proof.withdrawn(payment, mirrored, "void", CANCELLED, role="payment")
    proof.mirrored(invoice, "invoice")


@rule(CANCELLED, "void")
def test_a_cancelled_bill_payment_is_voided(odoo: Seeder, proof: Proof) -> None:
    """The check's number stays, and the bill is owed again."""
    bill, payment, mirrored = paid_bill(odoo, proof)
    cancel_payment(odoo, payment)
    proof.withdrawn(payment, mirrored, "void", CANCELLED, role="bill_payment")
    proof.mirrored(bill, "bill")


@rule(CANCELLED, "delete")
def test_a_cancelled_payment_is_deleted(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks has it no more, and the invoice is owed again."""
    invoice, payment, mirrored = paid_invoice(odoo, proof)
    cancel_payment(odoo, payment)
    proof.withdrawn(payment, mirrored, "delete", CANCELLED, role="payment")
    proof.mirrored(invoice, "invoice")


@rule(CANCELLED, "delete")
def test_a_cancelled_bill_payment_is_deleted(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks has it no more, and the bill is owed again."""
    bill, payment, mirrored = paid_bill(odoo, proof)
    cancel_payment(odoo, payment)
    proof.withdrawn(payment, mirrored, "delete", CANCELLED, role="bill_payment")
    proof.mirrored(bill, "bill")


@rule(CANCELLED, "refuse")
def test_a_cancelled_payment_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and changes nothing."""
    _, payment, mirrored = paid_invoice(odoo, proof)
    cancel_payment(odoo, payment)
    proof.refused(payment, "payment")
    proof.untouched(mirrored, f"{CANCELLED}: the rules leave it to an accountant")


@rule(CANCELLED, "void")
def test_the_discount_of_a_cancelled_payment_is_gone(odoo: Seeder, proof: Proof) -> None:
    """Without the payment nothing was granted: the whole invoice is owed."""
    customer, work = customer_and_work(odoo, proof)
    sold = line(work, quantity=Decimal(10), taxes=())
    invoice = odoo.post_invoice(customer, lines=[sold], terms="2/10 Net 30")
    proof.carry(invoice, "invoice")
    payment = odoo.register_payment(invoice, journal="Bank")
    mirrored = proof.mirrored(payment, "payment", along=[(payment, "write_off")])
    credit = proof.mirrored(payment, "write_off")
    cancel_payment(odoo, payment)
    proof.withdrawn(payment, mirrored, "void", CANCELLED, role="payment")
    proof.withdrawn(payment, credit, "delete", CANCELLED, role="payment")
    proof.mirrored(invoice, "invoice")


@rule(CANCELLED, "void")
def test_a_vendors_discount_is_gone_with_its_payment(odoo: Seeder, proof: Proof) -> None:
    """Without the payment the vendor granted nothing: the whole bill is owed."""
    vendor = odoo.create_vendor()
    proof.carry(vendor, "vendor")
    bought = expense("Saw blades", account="600100", amount=Decimal("400.00"))
    bill = odoo.post_bill(vendor, lines=[bought], terms="2/10 Net 30")
    proof.carry(bill, "bill")
    payment = odoo.register_payment(bill, journal="Bank")
    mirrored = proof.mirrored(payment, "bill_payment", along=[(payment, "bill_write_off")])
    rebate = proof.mirrored(payment, "bill_write_off")
    cancel_payment(odoo, payment)
    proof.withdrawn(payment, mirrored, "void", CANCELLED, role="bill_payment")
    proof.withdrawn(payment, rebate, "delete", CANCELLED, role="bill_payment")
    proof.mirrored(bill, "bill")


@rule(RESET, "stays")
def test_quickbooks_keeps_what_was_paid(odoo: Seeder, proof: Proof) -> None:
    """Nothing of the draft leaves Odoo; confirmed again, it is the same record."""
    invoice, payment, mirrored = paid_invoice(odoo, proof)
    reset_payment(odoo, payment)
    proof.left_alone(payment, mirrored, f"{RESET}: it is a draft in Odoo", role="payment")
    proof.mirrored(invoice, "invoice")
    confirm(odoo, payment)
    assert proof.mirrored(payment, "payment").id == mirrored.id
    proof.mirrored(invoice, "invoice")


@rule(RESET, "as cancelled")
def test_a_draft_counts_as_cancelled(odoo: Seeder, proof: Proof) -> None:
    """The invoice is owed meanwhile; confirmed again, the same record holds the payment."""
    invoice, payment, mirrored = paid_invoice(odoo, proof)
    reset_payment(odoo, payment)
    proof.withdrawn(payment, mirrored, "void", RESET, role="payment")
    proof.mirrored(invoice, "invoice")
    confirm(odoo, payment)
    again = proof.mirrored(payment, "payment")
    assert again.id == mirrored.id
    proof.repeatable(payment, "payment", again)
    proof.mirrored(invoice, "invoice")


@rule(CANCELLED, "void")
def test_a_bounced_check_is_voided_once_it_pays_nothing(odoo: Seeder, proof: Proof) -> None:
    """Rejected, its entry still settles the invoice in Odoo: only taken back it is void."""
    invoice, payment, mirrored = paid_invoice(odoo, proof, amount=Decimal("100.00"))
    bounce(odoo, payment)
    proof.refused(payment, "payment")
    proof.untouched(mirrored, "its journal entry still settles the invoice")
    cancel_payment(odoo, payment)
    proof.withdrawn(payment, mirrored, "void", CANCELLED, role="payment")
    proof.mirrored(invoice, "invoice")


@cannot_arise("exports by itself", "a confirmed payment has left already", "payment")
@case(UNEXPORTED)
def test_a_payment_cancelled_before_its_export_never_leaves(odoo: Seeder, proof: Proof) -> None:
    """There is nothing to take back."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    proof.carry(invoice, "invoice")
    payment = odoo.register_payment(invoice, journal="Bank")
    cancel_payment(odoo, payment)
    proof.declined(payment, "payment", "it was cancelled")


@case(UNEXPORTED)
def test_a_payment_cancelled_as_a_draft_never_leaves(odoo: Seeder, proof: Proof) -> None:
    """It was never confirmed, so no connector has seen it."""
    customer = odoo.create_customer()
    proof.carry(customer, "customer")
    payment = drafted(odoo, customer, journal="Bank", amount=Decimal("75.00"))
    cancel_draft(odoo, payment)
    proof.declined(payment, "payment", "it was cancelled")
