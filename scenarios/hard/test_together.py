"""Several records that people choose in a list, and export at one press of the button."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.goods import create_service
from harness.odoo.seed import Seeder, line
from harness.proof import Proof


@case("Several invoices at once, one of which is refused")
def test_one_that_is_refused_keeps_no_other_back(odoo: Seeder, proof: Proof) -> None:
    """Each of the others is as if it had been alone, and the log tells them from one another."""
    work = create_service(odoo)
    proof.carry(work, "product")
    first, last = odoo.create_customer(), odoo.create_customer()
    unnamed = odoo.create_customer(name=f"{'z' * 94} {odoo.tag}")  # 101 characters
    invoices = [
        odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(hours))])
        for hours, customer in enumerate((first, unnamed, last), start=2)
    ]
    proof.together(
        *invoices,
        role="invoice",
        refused=invoices[1],
        along=[(first, "customer"), (last, "customer")],
    )
