"""What a vendor is called who has the name of a customer."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.goods import create_service
from harness.odoo.parties import move_to
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.session.run import Parts
from harness.snapshot import OdooRef, Role

ROLES: tuple[Role, ...] = ("customer", "vendor")


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


@rule("vendors.shared_name", "suffix")
def test_one_partner_is_customer_and_vendor(odoo: Seeder, proof: Proof) -> None:
    """What is sold to them is an invoice, what they bill is a bill, each with its own party."""
    fence, work = odoo.create_vendor(terms="Net 30"), create_service(odoo)
    sold = odoo.post_invoice(fence, lines=[line(work, quantity=Decimal(2))])
    bought = odoo.post_bill(fence, lines=[line(work, quantity=Decimal(3), price=Decimal(60))])
    proof.mirrored(sold, "invoice", along=[(fence, "customer"), (work, "product")])
    proof.mirrored(bought, "bill", along=[(fence, "vendor")])
    for role in ROLES:
        proof.mirrored(fence, role)


@rule("vendors.shared_name", "suffix")
def test_one_partner_is_changed_in_both_roles(parts: Parts, odoo: Seeder, proof: Proof) -> None:
    """Invoices and checks go to the new address, as far as the rules let edits leave."""
    fence = odoo.create_vendor(customer_rank="1")
    before = {role: proof.mirrored(fence, role) for role in ROLES}
    move_to(odoo, fence, street="1 Channelside Dr", phone="")
    decided = {"customer": parts.policy.customers.edited, "vendor": parts.policy.vendors.edited}
    for role in ROLES:
        if decided[role] == "left":
            proof.left_alone(fence, before[role], "edits stay in Odoo", role=role)
        else:
            assert proof.mirrored(fence, role).id == before[role].id


@rule("vendors.shared_name", "refuse")
def test_the_second_of_a_name_is_refused(odoo: Seeder, proof: Proof) -> None:
    """Nobody is mistaken for somebody else."""
    vendor = namesakes(odoo, proof)
    proof.refused(vendor, "vendor")
    proof.never_left(vendor, "vendor")
