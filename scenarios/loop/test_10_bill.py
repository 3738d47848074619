"""One vendor bill is mirrored."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import check
from harness.odoo.seed import Seeder, expense, line, note, section
from harness.proof import Proof


@check("One vendor bill is mirrored")
def test_one_vendor_bill_is_mirrored(odoo: Seeder, proof: Proof) -> None:
    """A bill for goods and expenses arrives with the mill's number, untaxed, on its accounts."""
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
            section("Bundle 7"),
            line(beam, quantity=Decimal(40), price=Decimal("121.37")),
            line(beam, quantity=Decimal("12.5"), price=Decimal("118.4375")),
            line(beam, quantity=Decimal(3), price=Decimal("121.37"), discount=Decimal(5)),
            expense("Freight and pallets", account="600100", amount=Decimal("86.20")),
            *[expense("Crane, an hour", account="600100", amount=Decimal("95.00"))] * 2,
            expense("Pallets returned", account="600100", amount=Decimal("-24.50")),
            note("Two bundles follow on Friday."),
        ],
        terms="Net 30",
        reference=f"00{int(odoo.tag, 16)}",  # numbers of some mills begin with zeros
    )
    with proof.nothing_written_back(bill, mill, beam):
        mirrored = proof.mirrored(bill, "bill")
        proof.repeatable(bill, "bill", mirrored)
