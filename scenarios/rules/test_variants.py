"""What the variants of a product are called."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.goods import create_variants
from harness.odoo.seed import Seeder
from harness.proof import Proof


def every_length_is_an_item(odoo: Seeder, proof: Proof) -> None:
    """Each variant is an item of its own, told from its siblings, at its own price and cost."""
    extras = {"12 ft": Decimal(0), "16 ft": Decimal("15.80"), "20 ft": Decimal("31.60")}
    lengths = create_variants(odoo, category="Aluminum / Beams", attribute="Length", values=extras)
    with proof.nothing_written_back(*lengths):
        items = {proof.mirrored(length, "product").id for length in lengths}
        assert len(items) == len(lengths)
        for length in lengths:
            proof.repeatable(length, "product", proof.mirrored(length, "product"))


@rule("items.variants", "attributes")
def test_a_variant_is_called_by_its_attributes(odoo: Seeder, proof: Proof) -> None:
    """As salespeople call it."""
    every_length_is_an_item(odoo, proof)


@rule("items.variants", "sku")
def test_a_variant_is_called_by_its_sku(odoo: Seeder, proof: Proof) -> None:
    """Which never changes when somebody renames an attribute."""
    every_length_is_an_item(odoo, proof)
