"""A name in other capitals, one that turns out to be a company's, one that is free again."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.parties import become, rename
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


@rule("customers.edited", "update")
def test_a_name_that_was_given_up_is_free(odoo: Seeder, proof: Proof) -> None:
    """The firm was sold and renamed; who bears its old name now is another customer."""
    name = f"Bayside Screens {odoo.tag}"
    sold = odoo.create_customer(name=name)
    before = proof.mirrored(sold, "customer")
    rename(odoo, sold, f"Bayside Enclosures {odoo.tag}")
    after = proof.mirrored(sold, "customer")
    assert after.id == before.id
    founded = odoo.create_customer(name=name)
    proof.repeatable(founded, "customer", proof.mirrored(founded, "customer"))
    proof.untouched(after, "it mirrors another customer of Odoo")


@rule("customers.edited", "update")
def test_a_person_turns_out_to_be_a_company(odoo: Seeder, proof: Proof) -> None:
    """A person's names would print beside the company's."""
    customer = odoo.create_customer(name=f"Della Boardman {odoo.tag}", company=False)
    before = proof.mirrored(customer, "customer")
    become(odoo, customer, company=True)
    after = proof.mirrored(customer, "customer")
    assert after.id == before.id
    proof.repeatable(customer, "customer", after)


@rule("vendors.edited", "update")
def test_a_company_turns_out_to_be_a_person(odoo: Seeder, proof: Proof) -> None:
    """A vendor's 1099 form would be made out to a company that does not exist."""
    vendor = odoo.create_vendor(name=f"Marvin Teague {odoo.tag}")
    before = proof.mirrored(vendor, "vendor")
    become(odoo, vendor, company=False)
    after = proof.mirrored(vendor, "vendor")
    assert after.id == before.id
    proof.repeatable(vendor, "vendor", after)
