"""Payments to vendors: what they settle, from which account, and who prints the check."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case, rule
from harness.odoo.seed import Seeder, expense
from harness.proof import Proof
from harness.snapshot import OdooRef


def two_bills(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef]:
    """Two bills of one vendor, 120.00 and 310.50, both in QuickBooks."""
    vendor = odoo.create_vendor(terms="Net 30")
    proof.carry(vendor, "vendor")
    first, second = (
        odoo.post_bill(vendor, lines=[expense("Saw blades", account="600100", amount=amount)])
        for amount in (Decimal("120.00"), Decimal("310.50"))
    )
    proof.carry(first, "bill")
    proof.carry(second, "bill")
    return first, second


@case("Several payments settle one bill")
def test_several_payments_settle_one_bill(odoo: Seeder, proof: Proof) -> None:
    """Each is a payment of its own; the bill's balance falls to nothing."""
    bill, _ = two_bills(odoo, proof)
    part = odoo.register_payment(bill, amount=Decimal("20.00"), journal="Bank")
    with proof.nothing_written_back(part, bill):
        proof.mirrored(part, "bill_payment")
    proof.mirrored(bill, "bill")
    rest = odoo.register_payment(bill, journal="Bank")
    proof.repeatable(rest, "bill_payment", proof.mirrored(rest, "bill_payment"))
    proof.mirrored(part, "bill_payment")
    proof.mirrored(bill, "bill")


@case("One payment settles several bills")
def test_one_payment_settles_several_bills(odoo: Seeder, proof: Proof) -> None:
    """One payment with a line for each bill, one of them paid in part."""
    first, second = two_bills(odoo, proof)
    payment = odoo.register_payment(first, second, amount=Decimal("400.00"), journal="Bank")
    proof.repeatable(payment, "bill_payment", proof.mirrored(payment, "bill_payment"))
    proof.mirrored(first, "bill")
    proof.mirrored(second, "bill")


@case("One payment settles three bills, two of them over the same")
def test_a_payment_settles_three_bills(odoo: Seeder, proof: Proof) -> None:
    """A line for each, however alike they are."""
    vendor = odoo.create_vendor(terms="Net 30")
    proof.carry(vendor, "vendor")
    bills = [
        odoo.post_bill(vendor, lines=[expense("Saw blades", account="600100", amount=amount)])
        for amount in (Decimal("120.00"), Decimal("310.50"), Decimal("120.00"))
    ]
    for bill in bills:
        proof.carry(bill, "bill")
    payment = odoo.register_payment(*bills, journal="Bank")
    proof.repeatable(payment, "bill_payment", proof.mirrored(payment, "bill_payment"))
    for bill in bills:
        proof.mirrored(bill, "bill")


@case("More is paid than is billed")
def test_what_was_paid_too_much_stays_with_the_vendor(odoo: Seeder, proof: Proof) -> None:
    """The bill is settled, and the payment keeps its whole amount."""
    bill, _ = two_bills(odoo, proof)
    payment = odoo.register_payment(bill, amount=Decimal("150.00"), journal="Bank")
    proof.repeatable(payment, "bill_payment", proof.mirrored(payment, "bill_payment"))
    proof.mirrored(bill, "bill")


@case("A bill is paid with the company's card")
def test_a_bill_is_paid_by_card(odoo: Seeder, proof: Proof) -> None:
    """The card's account owes it then, not the bank account."""
    bill, _ = two_bills(odoo, proof)
    payment = odoo.register_payment(bill, journal="Company Card")
    proof.repeatable(payment, "bill_payment", proof.mirrored(payment, "bill_payment"))
    proof.mirrored(bill, "bill")


@rule("bill_payments.checks", "odoo")
def test_a_check_keeps_odoos_number(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks has nothing to print."""
    bill, _ = two_bills(odoo, proof)
    payment = odoo.register_payment(bill, journal="Bank")
    proof.repeatable(payment, "bill_payment", proof.mirrored(payment, "bill_payment"))


@rule("bill_payments.checks", "quickbooks")
def test_a_check_waits_to_be_printed(odoo: Seeder, proof: Proof) -> None:
    """It gets its number when QuickBooks prints it."""
    bill, _ = two_bills(odoo, proof)
    payment = odoo.register_payment(bill, journal="Bank")
    proof.repeatable(payment, "bill_payment", proof.mirrored(payment, "bill_payment"))
    proof.mirrored(bill, "bill")
