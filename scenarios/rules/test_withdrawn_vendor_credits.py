"""What happens in QuickBooks when an exported vendor's credit note is posted no more in Odoo."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.credits import credit
from harness.odoo.edits import post, reset
from harness.odoo.seed import Seeder
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef
from scenarios.rules.bills import forty, mill_and_beam

RULE = "vendor_credits.withdrawn"


def applied(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef, Mirrored]:
    """A bill, and the vendor's credit note over a part of it, both in QuickBooks."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = odoo.post_bill(mill, lines=forty(beam), terms="Net 30")
    proof.carry(bill, "bill")
    returned = credit(odoo, bill, quantity=Decimal(1))
    return bill, returned, proof.mirrored(returned, "vendor_credit")


@rule(RULE, "delete")
def test_a_cancelled_vendor_credit_leaves_nothing_behind(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks has it no more, and all of the bill is owed again."""
    bill, returned, mirrored = applied(odoo, proof)
    odoo.cancel(returned)
    proof.withdrawn(returned, mirrored, "delete", RULE, role="vendor_credit")
    proof.mirrored(bill, "bill")


@rule(RULE, "delete")
def test_a_vendor_credit_posted_again_is_a_new_record(odoo: Seeder, proof: Proof) -> None:
    """With the same content as the deleted one."""
    _, returned, mirrored = applied(odoo, proof)
    reset(odoo, returned)
    proof.withdrawn(returned, mirrored, "delete", RULE, role="vendor_credit")
    post(odoo, returned)
    again = proof.mirrored(returned, "vendor_credit")
    assert again.id != mirrored.id
    proof.repeatable(returned, "vendor_credit", again)


@rule(RULE, "refuse")
def test_a_cancelled_vendor_credit_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and leaves it as it was."""
    _, returned, mirrored = applied(odoo, proof)
    odoo.cancel(returned)
    proof.refused(returned, "vendor_credit")
    proof.untouched(mirrored, f"{RULE}: the rules leave it to an accountant")
