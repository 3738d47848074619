"""Whether a bill may be deleted in QuickBooks when something has paid it there."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.seed import Seeder
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef
from scenarios.rules.bills import forty, mill_and_beam

RULE = "bills.withdrawn_paid"


def paid_and_cancelled(odoo: Seeder, proof: Proof) -> tuple[OdooRef, Mirrored, Mirrored]:
    """A bill that is paid in both systems and was then cancelled in Odoo, and its payment."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = odoo.post_bill(mill, lines=forty(beam), terms="Net 30")
    proof.carry(bill, "bill")
    payment = proof.mirrored(odoo.register_payment(bill, journal="Bank"), "bill_payment")
    mirrored = proof.mirrored(bill, "bill")
    odoo.cancel(bill)
    return bill, mirrored, payment


@rule(RULE, "payments stay")
def test_the_money_stays_and_pays_nothing(odoo: Seeder, proof: Proof) -> None:
    """The bill is deleted; what was paid is still there, with all of its amount."""
    bill, mirrored, payment = paid_and_cancelled(odoo, proof)
    proof.withdrawn(bill, mirrored, "delete", RULE, role="bill")
    left = proof.left(payment)
    assert left is not None, f"{RULE}: the payment went with its bill"
    assert left["TotalAmt"] == payment.record["TotalAmt"], f"{RULE}: the payment was changed"


@rule(RULE, "refuse")
def test_a_paid_bill_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and leaves bill and payment joined."""
    bill, mirrored, payment = paid_and_cancelled(odoo, proof)
    proof.refused(bill, "bill")
    proof.untouched(mirrored, f"{RULE}: the rules leave it to an accountant")
    proof.untouched(payment, f"{RULE}: it still pays the bill")
