"""What happens in QuickBooks when a customer or vendor is edited in Odoo after its export."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.parties import agree_terms, enter_email, move_to
from harness.odoo.seed import Seeder
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef, Role


def edited(odoo: Seeder, proof: Proof, partner: OdooRef, role: Role) -> Mirrored:
    """The mirror of a partner before they moved to where they have no telephone yet."""
    mirrored = proof.mirrored(partner, role)
    move_to(odoo, partner, street="1 Channelside Dr", phone="")
    enter_email(odoo, partner, f"accounts-{odoo.tag.lower()}-99@example.com")
    agree_terms(odoo, partner, "Net 15")
    return mirrored


@rule("customers.edited", "update")
def test_an_edited_customer_is_changed(odoo: Seeder, proof: Proof) -> None:
    """The same record has the new addresses and terms, and the old number no more."""
    customer = odoo.create_customer(terms="Net 30")
    before = edited(odoo, proof, customer, "customer")
    after = proof.mirrored(customer, "customer")
    assert after.id == before.id


@rule("customers.edited", "left")
def test_an_edited_customer_is_left(odoo: Seeder, proof: Proof) -> None:
    """What accounting added there stands beside what was exported first."""
    customer = odoo.create_customer(terms="Net 30")
    before = edited(odoo, proof, customer, "customer")
    proof.left_alone(customer, before, "edits stay in Odoo", role="customer")


@rule("vendors.edited", "update")
def test_an_edited_vendor_is_changed(odoo: Seeder, proof: Proof) -> None:
    """The next check goes to the new address."""
    vendor = odoo.create_vendor(terms="Net 30")
    before = edited(odoo, proof, vendor, "vendor")
    after = proof.mirrored(vendor, "vendor")
    assert after.id == before.id


@rule("vendors.edited", "left")
def test_an_edited_vendor_is_left(odoo: Seeder, proof: Proof) -> None:
    """A changed address is how invoice fraud begins: somebody looks first."""
    vendor = odoo.create_vendor(terms="Net 30")
    before = edited(odoo, proof, vendor, "vendor")
    proof.left_alone(vendor, before, "edits stay in Odoo", role="vendor")
