"""How QuickBooks knows which vendors get a 1099 form."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.parties import tag
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import OdooRef

TAG = "1099 Contractor"


def contractor(odoo: Seeder) -> OdooRef:
    """A vendor with the tag."""
    vendor = odoo.create_vendor(terms="Net 30")
    tag(odoo, vendor, TAG)
    return vendor


@rule("vendors.form_1099", "tag")
def test_a_tagged_vendor_is_tracked(odoo: Seeder, proof: Proof) -> None:
    """And another is not."""
    for vendor in (contractor(odoo), odoo.create_vendor()):
        proof.repeatable(vendor, "vendor", proof.mirrored(vendor, "vendor"))


@rule("vendors.form_1099", "none")
def test_no_vendor_is_tracked(odoo: Seeder, proof: Proof) -> None:
    """Whatever tags they have."""
    proof.mirrored(contractor(odoo), "vendor")
