"""Bills that were entered wrong, cancelled, and entered again."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.seed import Seeder, expense
from harness.proof import Proof


@rule("bills.cancelled", "delete")
def test_a_bill_is_entered_again_under_its_number(odoo: Seeder, proof: Proof) -> None:
    """The vendor's number stands on the paper; the wrong bill is gone and keeps no right out."""
    mill = odoo.create_vendor(terms="Net 30")
    proof.carry(mill, "vendor")
    number = f"MILL-{odoo.tag}"
    wrong, right = (
        [expense("Saw blades", account="600100", amount=Decimal(amount))]
        for amount in ("46.20", "64.20")
    )
    bill = odoo.post_bill(mill, lines=wrong, reference=number)
    mirrored = proof.mirrored(bill, "bill")
    odoo.cancel(bill)
    proof.withdrawn(bill, mirrored, "delete", "bills.cancelled", role="bill")
    again = odoo.post_bill(mill, lines=right, reference=number)
    proof.repeatable(again, "bill", proof.mirrored(again, "bill"))
