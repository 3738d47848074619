"""What happens in QuickBooks when a bill is edited in Odoo after its export."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import change_quantity, post, remove_last_line, reset
from harness.odoo.seed import Seeder
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef
from scenarios.rules.bills import forty, mill_and_beam

RULE = "bills.edited"


def edited(odoo: Seeder, proof: Proof) -> tuple[OdooRef, Mirrored]:
    """A bill over beams, of which two never came, and freight, which was free; and its mirror."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = odoo.post_bill(mill, lines=forty(beam))
    mirrored = proof.mirrored(bill, "bill")
    reset(odoo, bill)
    change_quantity(odoo, bill, Decimal(38))
    remove_last_line(odoo, bill)
    post(odoo, bill)
    return bill, mirrored


@rule(RULE, "update")
def test_an_edited_bill_is_changed(odoo: Seeder, proof: Proof) -> None:
    """The same record owes what Odoo owes; nothing is made twice."""
    bill, before = edited(odoo, proof)
    after = proof.mirrored(bill, "bill")
    assert after.id == before.id
    proof.repeatable(bill, "bill", after)


@rule(RULE, "refuse")
def test_an_edited_bill_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and leaves the bill as it was."""
    bill, before = edited(odoo, proof)
    proof.refused(bill, "bill")
    proof.untouched(before, f"{RULE}: the rules leave it to an accountant")
