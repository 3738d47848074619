"""One vendor bill is mirrored."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import check
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof


@check("One vendor bill is mirrored")
def test_one_vendor_bill_is_mirrored(odoo: Seeder, proof: Proof) -> None:
    """A bill for goods and an expense arrives with the mill's number, untaxed, on its accounts."""
    mill = odoo.create_vendor(terms="Net 30")
    beam = odoo.create_product(
        category="Aluminum / Beams",
        kind="storable",
        price=Decimal("184.50"),
        cost=Decimal("121.37"),
    )
    proof.carry(mill, "vendor")
    proof.carry(beam, "product")
    bill = odoo.post_bill(
        mill,
        lines=[
            line(beam, quantity=Decimal(40), price=Decimal("121.37")),
            expense("Freight and pallets", account="600100", amount=Decimal("86.20")),
        ],
        terms="Net 30",
    )
    with proof.nothing_written_back(bill, mill, beam):
        mirrored = proof.mirrored(bill, "bill")
        proof.repeatable(bill, "bill", mirrored)
