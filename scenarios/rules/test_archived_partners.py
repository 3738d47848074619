"""What happens in QuickBooks when a customer or vendor is archived in Odoo."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.parties import archive
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import OdooRef, Role


def archived(proof: Proof, odoo: Seeder, partner: OdooRef, role: Role) -> None:
    """Exported, archived and exported again, a partner is as the rules say; twice the same."""
    first = proof.mirrored(partner, role)
    archive(odoo, partner)
    with proof.nothing_written_back(partner):
        again = proof.mirrored(partner, role)
        assert again.id == first.id
        proof.repeatable(partner, role, again)


@rule("customers.archived", "deactivated")
def test_an_archived_customer_is_inactive(odoo: Seeder, proof: Proof) -> None:
    """And active again when Odoo takes it back; one that was archived before stays in Odoo."""
    customer = odoo.create_customer(terms="Net 30")
    archived(proof, odoo, customer, "customer")
    archive(odoo, customer, back=True)
    proof.mirrored(customer, "customer")
    stranger = odoo.create_customer(archived=True)
    proof.declined(stranger, "customer", "it was archived before it was ever exported")


@rule("customers.archived", "left active")
def test_an_archived_customer_stays_active(odoo: Seeder, proof: Proof) -> None:
    """An accountant decides when nothing more will come."""
    archived(proof, odoo, odoo.create_customer(terms="Net 30"), "customer")


@rule("vendors.archived", "deactivated")
def test_an_archived_vendor_is_inactive(odoo: Seeder, proof: Proof) -> None:
    """Nobody enters another bill of theirs."""
    archived(proof, odoo, odoo.create_vendor(terms="Net 30"), "vendor")


@rule("vendors.archived", "left active")
def test_an_archived_vendor_stays_active(odoo: Seeder, proof: Proof) -> None:
    """An accountant decides when nothing more will come."""
    archived(proof, odoo, odoo.create_vendor(terms="Net 30"), "vendor")
