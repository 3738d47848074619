"""Money that is paid to a vendor before there is a bill."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.money import assign, pay_ahead
from harness.odoo.seed import Seeder, expense
from harness.proof import Proof
from harness.snapshot import OdooRef


def paid_ahead(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef]:
    """A vendor in QuickBooks, and 80.00 paid to it for nothing yet."""
    vendor = odoo.create_vendor()
    proof.carry(vendor, "vendor")
    return vendor, pay_ahead(odoo, vendor, journal="Bank", amount=Decimal("80.00"))


def billed(odoo: Seeder, proof: Proof, vendor: OdooRef, payment: OdooRef) -> OdooRef:
    """The bill over 120.00 that it was paid for."""
    bill = odoo.post_bill(
        vendor, lines=[expense("Saw blades", account="600100", amount=Decimal("120.00"))]
    )
    proof.carry(bill, "bill")
    assign(odoo, payment, bill)
    return bill


@rule("bill_payments.prepaid", "wait")
def test_prepaid_money_waits_for_its_bill(odoo: Seeder, proof: Proof) -> None:
    """It stays in Odoo, without a failure, until it settles a bill."""
    vendor, payment = paid_ahead(odoo, proof)
    proof.waits(payment, "bill_payment", "the rules say: wait")
    bill = billed(odoo, proof, vendor, payment)
    proof.mirrored(payment, "bill_payment")
    proof.mirrored(bill, "bill")


@rule("bill_payments.prepaid", "refuse")
def test_prepaid_money_is_left_to_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails and says so; with a bill it does not."""
    vendor, payment = paid_ahead(odoo, proof)
    proof.refused(payment, "bill_payment")
    proof.never_left(payment, "bill_payment")
    bill = billed(odoo, proof, vendor, payment)
    proof.mirrored(payment, "bill_payment")
    proof.mirrored(bill, "bill")
