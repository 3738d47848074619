"""What happens in QuickBooks when a bill is edited in Odoo after its export."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import (
    add_line,
    address_to,
    agree_terms,
    change_last_line,
    change_quantity,
    post,
    remove_last_line,
    reset,
)
from harness.odoo.purchasing import change_reference
from harness.odoo.seed import Seeder, expense, line
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


@rule(RULE, "update")
def test_a_bill_that_was_typed_wrong_is_put_right(odoo: Seeder, proof: Proof) -> None:
    """The vendor's number, its day and terms, and the account of an expense."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = odoo.post_bill(mill, lines=forty(beam), terms="Net 30")
    before = proof.mirrored(bill, "bill")
    reset(odoo, bill)
    change_reference(odoo, bill, f"TYPED-{odoo.tag}")
    agree_terms(odoo, bill, "Net 15")
    rental = expense("Crane, a day", account="643000", amount=Decimal("86.20"))
    change_last_line(odoo, bill, rental)
    add_line(odoo, bill, expense("Tolls", account="600100", amount=Decimal("4.75")))
    post(odoo, bill)
    with proof.nothing_written_back(bill):
        after = proof.mirrored(bill, "bill")
    assert after.id == before.id
    proof.repeatable(bill, "bill", after)


@rule(RULE, "update")
def test_a_bill_is_of_another_vendor(odoo: Seeder, proof: Proof) -> None:
    """It was entered for the wrong mill, which is owed nothing."""
    wrong, beam = mill_and_beam(odoo, proof)
    right = odoo.create_vendor(terms="Net 30")
    proof.carry(right, "vendor")
    bill = odoo.post_bill(wrong, lines=forty(beam))
    before = proof.mirrored(bill, "bill")
    reset(odoo, bill)
    address_to(odoo, bill, right)
    post(odoo, bill)
    after = proof.mirrored(bill, "bill")
    assert after.id == before.id
    proof.repeatable(bill, "bill", after)


@rule(RULE, "update")
def test_an_edited_vendor_credit_is_changed(odoo: Seeder, proof: Proof) -> None:
    """The mill takes back more than it said first."""
    mill, beam = mill_and_beam(odoo, proof)
    lines = [line(beam, quantity=Decimal(1), price=Decimal("118.4375"))]
    returned = odoo.draft_document("in_refund", mill, lines=lines)
    post(odoo, returned)
    proof.mirrored(returned, "vendor_credit")
    reset(odoo, returned)
    change_quantity(odoo, returned, Decimal(2))
    post(odoo, returned)
    proof.repeatable(returned, "vendor_credit", proof.mirrored(returned, "vendor_credit"))


@rule(RULE, "refuse")
def test_an_edited_bill_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and leaves the bill as it was."""
    bill, before = edited(odoo, proof)
    proof.refused(bill, "bill")
    proof.untouched(before, f"{RULE}: the rules leave it to an accountant")
