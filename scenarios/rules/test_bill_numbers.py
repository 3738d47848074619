"""Which number a bill has that came without one, or with one that was there already."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.edits import post, reset
from harness.odoo.purchasing import bill_without_reference, change_reference
from harness.odoo.seed import Seeder
from harness.proof import Proof
from scenarios.rules.bills import forty, mill_and_beam


@rule("bills.without_reference", "odoo number")
def test_a_bill_without_a_number_has_odoos(odoo: Seeder, proof: Proof) -> None:
    """So that it can be found."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = bill_without_reference(odoo, mill, lines=forty(beam))
    proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))


@rule("bills.without_reference", "refuse")
def test_a_bill_without_a_number_waits_for_it(odoo: Seeder, proof: Proof) -> None:
    """The export fails and says so; with the number it succeeds."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = bill_without_reference(odoo, mill, lines=forty(beam))
    proof.refused(bill, "bill")
    proof.never_left(bill, "bill")
    reset(odoo, bill)
    change_reference(odoo, bill, f"MILL-{odoo.tag}")
    post(odoo, bill)
    proof.mirrored(bill, "bill")


@rule("bills.same_number", "refuse")
def test_a_second_bill_of_one_number_is_refused(odoo: Seeder, proof: Proof) -> None:
    """The first stays as it was: nobody owes twice by a slip."""
    mill, beam = mill_and_beam(odoo, proof)
    number = f"MILL-{odoo.tag}"
    first = odoo.post_bill(mill, lines=forty(beam), reference=number)
    mirrored = proof.mirrored(first, "bill")
    second = odoo.post_bill(mill, lines=forty(beam)[:1], reference=number)
    proof.refused(second, "bill")
    proof.untouched(mirrored, "the second bill is another one")
    proof.mirrored(first, "bill")


@rule("bills.same_number", "mirrored")
def test_a_second_bill_of_one_number_is_another(odoo: Seeder, proof: Proof) -> None:
    """Some vendors number their bills by the job; each is a record of its own."""
    mill, beam = mill_and_beam(odoo, proof)
    number = f"JOB-{odoo.tag}"
    first = odoo.post_bill(mill, lines=forty(beam), reference=number)
    mirrored = proof.mirrored(first, "bill")
    second = odoo.post_bill(mill, lines=forty(beam)[:1], reference=number)
    proof.repeatable(second, "bill", proof.mirrored(second, "bill"))
    proof.untouched(mirrored, "the second bill is another one")
