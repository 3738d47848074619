"""Contacts for invoices and for deliveries, with addresses of their own."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.parties import create_contact
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import Role


@rule("customers.contacts", "not exported")
def test_a_company_has_its_own_address(odoo: Seeder, proof: Proof) -> None:
    """Its bookkeeper's and its yard's, and their e-mail addresses, stay in Odoo; a vendor's too."""
    roles: tuple[Role, Role] = ("customer", "vendor")
    for role in roles:
        company = odoo.create_customer() if role == "customer" else odoo.create_vendor()
        create_contact(odoo, company, name="Bookkeeper", kind="invoice")
        create_contact(odoo, company, name="Yard", kind="delivery")
        proof.repeatable(company, role, proof.mirrored(company, role))
