"""Names and SKUs that are free again, since who bore them is archived or renamed."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.goods import change_sku, create_service
from harness.odoo.parties import archive
from harness.odoo.seed import Seeder
from harness.proof import Proof


@rule("customers.archived", "deactivated")
def test_a_namesake_of_an_archived_customer_is_another(odoo: Seeder, proof: Proof) -> None:
    """The firm closed; who opens under its name does not inherit what it bought."""
    name = f"Bayside Gutters {odoo.tag}"
    closed = odoo.create_customer(name=name)
    proof.mirrored(closed, "customer")
    archive(odoo, closed)
    inactive = proof.mirrored(closed, "customer")
    opened = odoo.create_customer(name=name)
    proof.repeatable(opened, "customer", proof.mirrored(opened, "customer"))
    proof.untouched(inactive, "it mirrors another customer of Odoo, who is archived")


@rule("items.edited", "update")
def test_a_sku_that_was_given_up_is_free(odoo: Seeder, proof: Proof) -> None:
    """The product got another; what has the old one now is another item."""
    first = create_service(odoo)
    before = proof.mirrored(first, "product")
    sku = before.record["Sku"]
    change_sku(odoo, first, f"{sku}-OLD")
    after = proof.mirrored(first, "product")
    assert after.id == before.id
    second = create_service(odoo, name=f"Drilling {odoo.tag}")
    change_sku(odoo, second, sku)
    proof.repeatable(second, "product", proof.mirrored(second, "product"))
    proof.untouched(after, "it mirrors another product of Odoo")
