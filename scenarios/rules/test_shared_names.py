"""What a vendor is called who has the name of a customer."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import OdooRef


def namesakes(odoo: Seeder, proof: Proof) -> OdooRef:
    """A vendor with the name of a customer who is in QuickBooks, but for its case."""
    name = f"Suncoast Fence {odoo.tag}"
    proof.carry(odoo.create_customer(name=name), "customer")
    return odoo.create_vendor(name=name.upper(), terms="Net 30")


@rule("vendors.shared_name", "suffix")
def test_the_vendor_is_told_from_the_customer(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks would refuse the same name; on checks it stands as it is."""
    vendor = namesakes(odoo, proof)
    with proof.nothing_written_back(vendor):
        proof.repeatable(vendor, "vendor", proof.mirrored(vendor, "vendor"))


@rule("vendors.shared_name", "refuse")
def test_the_second_of_a_name_is_refused(odoo: Seeder, proof: Proof) -> None:
    """Nobody is mistaken for somebody else."""
    vendor = namesakes(odoo, proof)
    proof.refused(vendor, "vendor")
    proof.never_left(vendor, "vendor")
