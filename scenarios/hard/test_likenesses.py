"""Names and numbers that a connector takes for others'."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.seed import Seeder, expense
from harness.proof import Proof


@case("A percent sign in a name")
def test_a_percent_sign_stands_for_itself(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks' queries take it for any characters: another customer would be found by it."""
    other = odoo.create_customer(name=f"Rebar 50 Percent {odoo.tag}")
    customer = odoo.create_customer(name=f"Rebar 5% {odoo.tag}")
    mirrored = proof.mirrored(other, "customer")
    proof.repeatable(customer, "customer", proof.mirrored(customer, "customer"))
    proof.untouched(mirrored, "it mirrors another customer of Odoo")


@case("One number of two vendors")
def test_two_vendors_number_alike(odoo: Seeder, proof: Proof) -> None:
    """Many begin with 1 each year: the number is a vendor's own."""
    number = f"1-{odoo.tag}"
    for amount in ("64.20", "18.75"):
        mill = odoo.create_vendor()
        proof.carry(mill, "vendor")
        blades = expense("Saw blades", account="600100", amount=Decimal(amount))
        bill = odoo.post_bill(mill, lines=[blades], reference=number)
        proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))
