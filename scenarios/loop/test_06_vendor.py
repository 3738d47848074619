"""One vendor is mirrored."""

from __future__ import annotations

from harness.marks import check
from harness.odoo.seed import Seeder
from harness.proof import Proof


@check("One vendor is mirrored")
def test_one_vendor_is_mirrored(odoo: Seeder, proof: Proof) -> None:
    """A mill with terms and an account number arrives once, as a vendor and not as a customer."""
    mill = odoo.create_vendor(
        terms="Net 30",
        website="https://gulf-mill.example.com",
        comment="<p>Late twice in spring: do not pay in advance.</p>",
        vat="85-8000000001C-1",
    )
    bystander = odoo.create_vendor()
    with proof.nothing_written_back(mill, bystander):
        mirrored = proof.mirrored(mill, "vendor")
        proof.repeatable(mill, "vendor", mirrored)
    proof.never_left(mill, "customer")
    proof.bystander(bystander, "vendor")
