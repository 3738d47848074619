"""Vendors whom somebody entered in QuickBooks before the first export."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.quickbooks.books import Books, Record
from harness.quickbooks.clerk import make
from harness.snapshot import OdooRef

RULE = "ownership.existing"


def vendor_of_a_clerk(odoo: Seeder, books: Books) -> tuple[OdooRef, Record]:
    """A vendor, and what a clerk in QuickBooks made of the same name before."""
    name = f"Clerk Extrusions {odoo.tag}"
    made = make(books, "Vendor", {"DisplayName": name})
    return odoo.create_vendor(name=name, terms="Net 30"), made


@rule(RULE, "taken over")
def test_an_existing_vendor_is_taken_over(odoo: Seeder, quickbooks: Books, proof: Proof) -> None:
    """The same record gets what Odoo says, and whoever paid them there before still did."""
    mill, made = vendor_of_a_clerk(odoo, quickbooks)
    mirrored = proof.mirrored(mill, "vendor")
    assert mirrored.id == made["Id"], "the vendor that was there already was made again"
    proof.repeatable(mill, "vendor", mirrored)


@rule(RULE, "refuse")
def test_an_existing_vendor_is_left_to_an_accountant(
    odoo: Seeder, quickbooks: Books, proof: Proof
) -> None:
    """The export fails and says so."""
    mill, made = vendor_of_a_clerk(odoo, quickbooks)
    proof.refused(mill, "vendor")
    left = quickbooks.read("Vendor", made["Id"])
    assert made.items() <= left.items(), f"Vendor {made['Id']} was changed ({RULE})"
