"""Which of Odoo's numbers of a partner QuickBooks holds."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.seed import Seeder
from harness.proof import Proof


@rule("customers.resale_number", "tax id")
def test_an_exempt_customers_certificate_is_its_tax_id(odoo: Seeder, proof: Proof) -> None:
    """The number stands where QuickBooks looks for it."""
    proof.mirrored(odoo.create_customer(company=True, exempt=True), "customer")


@rule("customers.resale_number", "none")
def test_no_certificate_number_leaves_odoo(odoo: Seeder, proof: Proof) -> None:
    """The customer is exempt all the same."""
    proof.mirrored(odoo.create_customer(company=True, exempt=True), "customer")


@rule("vendors.account_number", "reference")
def test_our_account_number_is_the_vendors_reference(odoo: Seeder, proof: Proof) -> None:
    """So that it stands on every check."""
    proof.mirrored(odoo.create_vendor(), "vendor")


@rule("vendors.account_number", "none")
def test_no_account_number_leaves_odoo(odoo: Seeder, proof: Proof) -> None:
    """Though Odoo has one."""
    proof.mirrored(odoo.create_vendor(), "vendor")
