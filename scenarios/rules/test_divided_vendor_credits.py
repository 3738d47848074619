"""A vendor's credit that Odoo divides among several bills."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import post
from harness.odoo.seed import Seeder, expense
from harness.proof import Proof
from harness.snapshot import OdooRef


def use_credit(odoo: Seeder, note: OdooRef, bill: OdooRef) -> None:
    """Use what is left of a vendor's credit for a bill, as the button *Add* on the bill does."""
    owed = [["move_id", "=", note.id], ["account_type", "=", "liability_payable"]]
    line = odoo.port.call("account.move.line", "search", domain=owed)
    odoo.press(bill, "js_assign_outstanding_line", line_id=line[0])


@rule("vendor_credits.application", "applied")
def test_one_vendor_credit_for_two_bills(odoo: Seeder, proof: Proof) -> None:
    """Each bill uses what Odoo gave it of the credit, and no more."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    first, second = (
        odoo.post_bill(
            mill, lines=[expense("Saw blades", account="600100", amount=Decimal(amount))]
        )
        for amount in ("64.20", "118.00")
    )
    proof.carry(first, "bill")
    proof.carry(second, "bill")
    bonus = [expense("Bonus of the year", account="600100", amount=Decimal("100.00"))]
    credit = odoo.draft_document("in_refund", mill, lines=bonus)
    post(odoo, credit)
    use_credit(odoo, credit, first)
    use_credit(odoo, credit, second)
    proof.repeatable(credit, "vendor_credit", proof.mirrored(credit, "vendor_credit"))
    proof.mirrored(first, "bill")
    proof.mirrored(second, "bill")
