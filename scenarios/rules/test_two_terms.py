"""One partner who pays us later than we pay them."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.parties import agree_both_terms
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import Role


@rule("vendors.shared_name", "suffix")
def test_terms_of_sales_and_purchases_are_two(odoo: Seeder, proof: Proof) -> None:
    """The customer has the one, the vendor the other."""
    roles: tuple[Role, Role] = ("customer", "vendor")
    fence = odoo.create_vendor(customer_rank="1")
    agree_both_terms(odoo, fence, sold="Net 30", bought="Net 15")
    for role in roles:
        proof.mirrored(fence, role)
