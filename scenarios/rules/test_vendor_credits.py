"""What vendors give back: vendor credits, their number, and the bills they are applied to."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from harness.marks import rule
from harness.odoo.credits import credit, unapply_credit
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.bills import forty, mill_and_beam


def billed(odoo: Seeder, proof: Proof, *, on: date | None = None) -> OdooRef:
    """A bill that is in QuickBooks."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = odoo.post_bill(mill, lines=forty(beam), terms="Net 30", on=on)
    proof.carry(bill, "bill")
    return bill


@rule("vendor_credits.number", "odoo number")
def test_a_vendor_credit_has_odoos_number(odoo: Seeder, proof: Proof) -> None:
    """Odoo writes a sentence where the vendor's number goes; nobody would find it by that."""
    note = credit(odoo, billed(odoo, proof, on=odoo.today - timedelta(days=4)))
    with proof.nothing_written_back(note):
        proof.repeatable(note, "vendor_credit", proof.mirrored(note, "vendor_credit"))


@rule("vendor_credits.number", "reference")
def test_a_vendor_credit_has_the_vendors_number(odoo: Seeder, proof: Proof) -> None:
    """As it stands on the vendor's paper."""
    note = credit(odoo, billed(odoo, proof), reference=f"CM-{odoo.tag}")
    proof.repeatable(note, "vendor_credit", proof.mirrored(note, "vendor_credit"))


@rule("vendor_credits.application", "applied")
def test_a_vendor_credit_is_applied_to_its_bill(odoo: Seeder, proof: Proof) -> None:
    """A part of the goods went back: the bill is open for the rest, in both systems."""
    bill = billed(odoo, proof)
    note = credit(odoo, bill, quantity=Decimal(1))
    proof.repeatable(note, "vendor_credit", proof.mirrored(note, "vendor_credit"))
    proof.mirrored(bill, "bill")


@rule("vendor_credits.application", "applied")
def test_a_vendor_credit_that_is_taken_back_is_open_again(odoo: Seeder, proof: Proof) -> None:
    """Unreconciled in Odoo, QuickBooks lowers the bill with it no longer either."""
    bill = billed(odoo, proof)
    note = credit(odoo, bill, quantity=Decimal(1))
    proof.mirrored(note, "vendor_credit")
    unapply_credit(odoo, note, "debit")
    proof.repeatable(note, "vendor_credit", proof.mirrored(note, "vendor_credit"))
    proof.mirrored(bill, "bill")


@rule("vendor_credits.application", "left unapplied")
def test_a_vendor_credit_stays_open(odoo: Seeder, proof: Proof) -> None:
    """Somebody applies it in QuickBooks when the bill is paid."""
    note = credit(odoo, billed(odoo, proof), quantity=Decimal(1))
    proof.repeatable(note, "vendor_credit", proof.mirrored(note, "vendor_credit"))
