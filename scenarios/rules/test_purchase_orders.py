"""From a purchase order that a manager approves to the bill in QuickBooks."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.purchasing import (
    approve,
    bill_order,
    confirm_as_buyer,
    double_validation,
    order,
    receive,
)
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from scenarios.rules.bills import mill_and_beam


@case("A purchase order with double validation leaves as its bill, and only as that")
def test_an_approved_order_leaves_as_its_bill(odoo: Seeder, proof: Proof) -> None:
    """Order, approval and receipt stay in Odoo; the bill for what came leaves."""
    mill, beam = mill_and_beam(odoo, proof)
    with double_validation(odoo, above=Decimal(1000)):
        purchase = order(
            odoo, mill, lines=[line(beam, quantity=Decimal(40), price=Decimal("121.37"))]
        )
        assert confirm_as_buyer(odoo, purchase) == "to approve"
        assert approve(odoo, purchase) == "purchase"
    transfer = receive(odoo, purchase)
    bill = bill_order(odoo, purchase, reference=f"MILL-{odoo.tag}")
    with proof.nothing_written_back(bill, purchase, transfer):
        mirrored = proof.mirrored(bill, "bill")
        proof.repeatable(bill, "bill", mirrored)
