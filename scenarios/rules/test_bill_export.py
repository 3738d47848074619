"""When vendor bills leave Odoo."""

from __future__ import annotations

from harness.marks import cannot_arise, rule
from harness.odoo.purchasing import review
from harness.odoo.seed import Seeder
from harness.proof import Proof
from scenarios.rules.bills import forty, mill_and_beam


@rule("bills.export", "on post")
def test_a_posted_bill_leaves_at_once(odoo: Seeder, proof: Proof) -> None:
    """Though nobody has reviewed it yet."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = odoo.post_bill(mill, lines=forty(beam), terms="Net 30")
    review(odoo, bill, reviewed=False)
    with proof.nothing_written_back(bill):
        proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))


@cannot_arise(
    "exports by itself",
    "a bill counts as reviewed as soon as it is posted: Odoo's community edition lets everybody"
    " review",
    "bill",
)
@rule("bills.export", "once reviewed")
def test_a_bill_waits_for_its_review(odoo: Seeder, proof: Proof) -> None:
    """It stays in Odoo without a failure, and leaves when somebody has marked it."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = odoo.post_bill(mill, lines=forty(beam), terms="Net 30")
    review(odoo, bill, reviewed=False)
    proof.waits(bill, "bill", "nobody has reviewed it")
    review(odoo, bill, reviewed=True)
    with proof.nothing_written_back(bill):
        proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))
