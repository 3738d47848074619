"""Partners who move to another state."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.parties import live_at
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import Address

ATLANTA = Address(street="55 Trinity Ave SW", city="Atlanta", state="GA", zip="30303", country="US")


@rule("customers.edited", "update")
def test_a_customer_moves_to_another_state(odoo: Seeder, proof: Proof) -> None:
    """All of the address follows: a street of Atlanta is none of Tampa."""
    customer = odoo.create_customer()
    before = proof.mirrored(customer, "customer")
    live_at(odoo, customer, ATLANTA)
    after = proof.mirrored(customer, "customer")
    assert after.id == before.id
    proof.repeatable(customer, "customer", after)


@rule("vendors.edited", "update")
def test_a_vendor_moves_to_another_state(odoo: Seeder, proof: Proof) -> None:
    """Checks and the 1099 form go where it is now."""
    mill = odoo.create_vendor()
    before = proof.mirrored(mill, "vendor")
    live_at(odoo, mill, ATLANTA)
    after = proof.mirrored(mill, "vendor")
    assert after.id == before.id
    proof.repeatable(mill, "vendor", after)
