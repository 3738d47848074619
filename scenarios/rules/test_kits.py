"""Kits: products that Odoo sells as one and takes from stock in parts."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.goods import kit, kits_of
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef


def parts(odoo: Seeder) -> dict[OdooRef, Decimal]:
    """What a pergola is made of, and how much of it."""
    post, beam = (
        odoo.create_product(
            category="Aluminum / Beams", kind="storable", price=price, cost=price / 2
        )
        for price in (Decimal(120), Decimal(84))
    )
    return {post: Decimal(4), beam: Decimal(6)}


@rule("items.kits", "one item")
def test_a_kit_is_an_item_that_is_not_counted(odoo: Seeder, proof: Proof) -> None:
    """The item of its own, and one line of it on the invoice; its parts are counted as ever."""
    with kit(odoo, category="Pergolas", parts=(made_of := parts(odoo))) as pergola:
        proof.repeatable(pergola, "product", proof.mirrored(pergola, "product"))
        for part in made_of:
            proof.mirrored(part, "product")
        customer = odoo.create_customer()
        proof.carry(customer, "customer")
        invoice = odoo.post_invoice(customer, lines=[line(pergola, quantity=Decimal(2))])
        proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@rule("items.kits", "refuse")
def test_a_kit_stays_in_odoo(odoo: Seeder, proof: Proof) -> None:
    """And so does an invoice with one; its parts leave as ever."""
    with kit(odoo, category="Pergolas", parts=(made_of := parts(odoo))) as pergola:
        proof.refused(pergola, "product")
        customer = odoo.create_customer()
        proof.carry(customer, "customer")
        invoice = odoo.post_invoice(customer, lines=[line(pergola, quantity=Decimal(2))])
        proof.refused(invoice, "invoice")
        proof.never_left(invoice, "invoice")
        for part in made_of:
            proof.mirrored(part, "product")


@rule("items.kits", "none")
def test_nothing_in_odoo_is_a_kit(odoo: Seeder) -> None:
    """A company without kits need not say what becomes of one."""
    found = kits_of(odoo)
    assert not found, f"the rules say that the company has no kits, but Odoo has {found}"
