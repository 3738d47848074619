"""What happens in QuickBooks when an exported bill is cancelled or reset in Odoo."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import change_quantity, post, reset
from harness.odoo.seed import Seeder
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef
from scenarios.rules.bills import forty, mill_and_beam


def exported(odoo: Seeder, proof: Proof) -> tuple[OdooRef, Mirrored]:
    """A bill that reached QuickBooks."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = odoo.post_bill(mill, lines=forty(beam), terms="Net 30")
    return bill, proof.mirrored(bill, "bill")


@rule("bills.cancelled", "delete")
def test_a_cancelled_bill_is_deleted(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks has it no more: its API can't void one."""
    bill, mirrored = exported(odoo, proof)
    odoo.cancel(bill)
    with proof.nothing_written_back(bill):
        proof.withdrawn(bill, mirrored, "delete", "bills.cancelled", role="bill")


@rule("bills.cancelled", "refuse")
def test_a_cancelled_bill_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and leaves the bill as it was."""
    bill, mirrored = exported(odoo, proof)
    odoo.cancel(bill)
    proof.refused(bill, "bill")
    proof.untouched(mirrored, "the rules leave it to an accountant")


@rule("bills.reset", "stays")
def test_a_reset_bill_stays_until_it_is_posted_again(odoo: Seeder, proof: Proof) -> None:
    """Then what changed is changed there too, in the same record."""
    bill, mirrored = exported(odoo, proof)
    reset(odoo, bill)
    proof.left_alone(bill, mirrored, "it is only being corrected", role="bill")
    change_quantity(odoo, bill, Decimal(38))
    post(odoo, bill)
    again = proof.mirrored(bill, "bill")
    assert again.id == mirrored.id


@rule("bills.reset", "delete")
def test_a_reset_bill_is_deleted_and_made_anew(odoo: Seeder, proof: Proof) -> None:
    """Meanwhile nobody pays it from QuickBooks."""
    bill, mirrored = exported(odoo, proof)
    reset(odoo, bill)
    proof.withdrawn(bill, mirrored, "delete", "bills.reset", role="bill")
    post(odoo, bill)
    again = proof.mirrored(bill, "bill")
    assert again.id != mirrored.id


@rule("bills.reset", "refuse")
def test_a_reset_bill_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and leaves the bill as it was."""
    bill, mirrored = exported(odoo, proof)
    reset(odoo, bill)
    proof.refused(bill, "bill")
    proof.untouched(mirrored, "the rules leave it to an accountant")
