"""What happens in QuickBooks when a customer or vendor is edited in Odoo after its export."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.parties import agree_terms, empty, enter_email, exempt, move_to, rename, tag
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
    with proof.nothing_written_back(customer):
        after = proof.mirrored(customer, "customer")
    assert after.id == before.id


@rule("customers.edited", "update")
def test_what_is_emptied_of_a_customer_is_gone(odoo: Seeder, proof: Proof) -> None:
    """No second line of the street, no terms, no website and no note stay behind."""
    customer = odoo.create_customer(
        terms="Net 30", website="https://bay-fence.example.com", comment="<p>Gate 4.</p>"
    )
    before = proof.mirrored(customer, "customer")
    empty(odoo, customer, "street2", "website", "comment", "property_payment_term_id", "email")
    after = proof.mirrored(customer, "customer")
    assert after.id == before.id
    proof.repeatable(customer, "customer", after)


@rule("customers.edited", "update")
def test_a_person_marries(odoo: Seeder, proof: Proof) -> None:
    """The new name stands wherever the old one did."""
    person = odoo.create_customer(company=False)
    before = proof.mirrored(person, "customer")
    rename(odoo, person, f"Ann Mary Newman{odoo.tag}")
    assert proof.mirrored(person, "customer").id == before.id


@rule("customers.edited", "update")
def test_a_customer_becomes_exempt_and_taxed_again(odoo: Seeder, proof: Proof) -> None:
    """The certificate came later than the first invoice, and ends some day."""
    customer = odoo.create_customer()
    before = proof.mirrored(customer, "customer")
    for number in ("85-8000000002C-3", ""):
        exempt(odoo, customer, vat=number)
        assert proof.mirrored(customer, "customer").id == before.id


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
    with proof.nothing_written_back(vendor):
        after = proof.mirrored(vendor, "vendor")
    assert after.id == before.id


@rule("vendors.edited", "update")
def test_what_is_emptied_of_a_vendor_is_gone(odoo: Seeder, proof: Proof) -> None:
    """No second line of the street, no terms, no website and no account number stay behind."""
    vendor = odoo.create_vendor(terms="Net 30", website="https://bay-mill.example.com")
    before = proof.mirrored(vendor, "vendor")
    empty(odoo, vendor, "street2", "website", "ref", "property_supplier_payment_term_id", "email")
    after = proof.mirrored(vendor, "vendor")
    assert after.id == before.id
    proof.repeatable(vendor, "vendor", after)


@rule("vendors.edited", "update")
def test_a_renamed_vendor_is_paid_under_its_new_name(odoo: Seeder, proof: Proof) -> None:
    """The bank takes no check in the old one."""
    vendor = odoo.create_vendor(terms="Net 30")
    before = proof.mirrored(vendor, "vendor")
    rename(odoo, vendor, f"Gulf Metals {odoo.tag}")
    assert proof.mirrored(vendor, "vendor").id == before.id


@rule("vendors.edited", "update")
def test_a_vendor_is_tagged_for_1099_later(odoo: Seeder, proof: Proof) -> None:
    """The form W-9 came after the first bill; a tag that was a slip is taken off."""
    vendor = odoo.create_vendor(terms="Net 30")
    before = proof.mirrored(vendor, "vendor")
    for off in (False, True):
        tag(odoo, vendor, "1099 Contractor", off=off)
        assert proof.mirrored(vendor, "vendor").id == before.id


@rule("vendors.edited", "left")
def test_an_edited_vendor_is_left(odoo: Seeder, proof: Proof) -> None:
    """A changed address is how invoice fraud begins: somebody looks first."""
    vendor = odoo.create_vendor(terms="Net 30")
    before = edited(odoo, proof, vendor, "vendor")
    proof.left_alone(vendor, before, "edits stay in Odoo", role="vendor")
