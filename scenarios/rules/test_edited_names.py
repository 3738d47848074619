"""A name of which only the capitals were wrong."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.parties import rename
from harness.odoo.seed import Seeder
from harness.proof import Proof


@rule("customers.edited", "update")
def test_a_name_is_written_in_other_capitals(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks takes both for one name, and prints it as it was typed last."""
    customer = odoo.create_customer(name=f"SUNCOAST FENCE {odoo.tag}")
    before = proof.mirrored(customer, "customer")
    rename(odoo, customer, f"Suncoast Fence {odoo.tag}")
    after = proof.mirrored(customer, "customer")
    assert after.id == before.id
    proof.repeatable(customer, "customer", after)
