"""Variants of one product are sold and bought: each line is of the variant that it names."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from harness.marks import case
from harness.odoo.goods import create_variants
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef


def two_lengths(odoo: Seeder) -> Sequence[OdooRef]:
    """Make two variants of one product, the second one dearer."""
    extras = {"12 ft": Decimal(0), "16 ft": Decimal("15.80")}
    return create_variants(odoo, category="Aluminum / Beams", attribute="Length", values=extras)


@case("Two variants of one product on an invoice")
def test_each_variant_is_sold_as_itself(odoo: Seeder, proof: Proof) -> None:
    """Both are new in QuickBooks: the invoice brings them along, and none for the other."""
    short, long = two_lengths(odoo)
    customer = odoo.create_customer()
    proof.carry(customer, "customer")
    lines = [line(long, quantity=Decimal(2)), line(short, quantity=Decimal(3))]
    sold = odoo.post_invoice(customer, lines=lines)
    mirrored = proof.mirrored(sold, "invoice", along=[(short, "product"), (long, "product")])
    proof.repeatable(sold, "invoice", mirrored)


@case("A bill for the second variant of a product")
def test_a_variant_is_bought_as_itself(odoo: Seeder, proof: Proof) -> None:
    """Its siblings are in QuickBooks as well, and none of them was bought."""
    short, long = two_lengths(odoo)
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    for length in (short, long):
        proof.carry(length, "product")
    bought = [line(long, quantity=Decimal(4), price=Decimal("39.90"))]
    bill = odoo.post_bill(mill, lines=bought)
    proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))
