"""What happens in QuickBooks when a product is edited in Odoo after its export."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.goods import (
    change_sku,
    create_service,
    create_variants,
    describe,
    refile,
    rename,
    reprice,
    reprice_all,
    untax,
)
from harness.odoo.seed import Seeder, line
from harness.proof import Mirrored, Proof
from harness.quickbooks.books import Books
from harness.snapshot import OdooRef

RULE = "items.edited"


def edited(odoo: Seeder, proof: Proof) -> tuple[OdooRef, Mirrored]:
    """A service with another name, price, SKU, text and cost; and its mirror from before."""
    work = create_service(odoo)
    mirrored = proof.mirrored(work, "product")
    rename(odoo, work, f"Assembly on site {odoo.tag}")
    reprice(odoo, work, Decimal("99.50"))
    change_sku(odoo, work, f"ASM-{odoo.tag}")
    describe(odoo, work, sold_as="Assembly by two people", cost=Decimal("71.25"))
    return work, mirrored


@rule(RULE, "update")
def test_an_edited_product_is_changed(odoo: Seeder, proof: Proof) -> None:
    """The same item has all that is new."""
    work, before = edited(odoo, proof)
    with proof.nothing_written_back(work):
        after = proof.mirrored(work, "product")
    assert after.id == before.id
    proof.repeatable(work, "product", after)


@rule(RULE, "update")
def test_an_edited_product_keeps_its_count(odoo: Seeder, proof: Proof, quickbooks: Books) -> None:
    """What QuickBooks counts of it is left alone: sent again as 0, it would undo what was sold."""
    customer = odoo.create_customer(company=True)
    beam = odoo.create_product(
        category="Aluminum / Beams", kind="storable", price=Decimal("184.50"), cost=Decimal(121)
    )
    proof.carry(customer, "customer")
    item = proof.carry(beam, "product")
    proof.carry(odoo.post_invoice(customer, lines=[line(beam, quantity=Decimal(4))]), "invoice")
    sold = quickbooks.read("Item", item)
    reprice(odoo, beam, Decimal("199.50"))
    proof.carry(beam, "product")
    again = quickbooks.read("Item", item)
    assert again["UnitPrice"] != sold["UnitPrice"], "the new price did not arrive"
    assert again["QtyOnHand"] == sold["QtyOnHand"], (
        f"items.stock: QuickBooks counted {sold['QtyOnHand']} of Item {item} once the invoice was"
        f" there, and {again['QtyOnHand']} after an edit of its price in Odoo. An update must not"
        " count the stock: leave QtyOnHand out, or send what QuickBooks holds."
    )


@rule(RULE, "update")
def test_a_refiled_product_has_its_new_accounts(odoo: Seeder, proof: Proof) -> None:
    """All accounts of its new category, no tax, no text and no cost any more."""
    post = odoo.create_product(
        category="Aluminum / Beams", kind="consumable", price=Decimal("18.40"), cost=Decimal(11)
    )
    before = proof.mirrored(post, "product")
    refile(odoo, post, "Installation")
    untax(odoo, post)
    describe(odoo, post, sold_as="", cost=Decimal(0))
    after = proof.mirrored(post, "product")
    assert after.id == before.id
    proof.repeatable(post, "product", after)


@rule(RULE, "update")
def test_every_variant_has_the_new_price(odoo: Seeder, proof: Proof) -> None:
    """It was changed once, on the product's form."""
    extras = {"12 ft": Decimal(0), "16 ft": Decimal("15.80"), "20 ft": Decimal("31.60")}
    lengths = create_variants(odoo, category="Aluminum / Beams", attribute="Length", values=extras)
    items = [proof.mirrored(length, "product").id for length in lengths]
    reprice_all(odoo, lengths[0], Decimal("51.90"))
    assert [proof.mirrored(length, "product").id for length in lengths] == items


@rule(RULE, "left")
def test_an_edited_product_is_left(odoo: Seeder, proof: Proof) -> None:
    """Accounting's own name and price of it stay."""
    work, before = edited(odoo, proof)
    proof.left_alone(work, before, "edits stay in Odoo", role="product")
