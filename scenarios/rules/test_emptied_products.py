"""A product whose texts are changed and then emptied after its export."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.goods import create_service, say
from harness.odoo.seed import Seeder
from harness.proof import Proof


@rule("items.edited", "update")
def test_texts_of_a_product_are_changed_and_emptied(odoo: Seeder, proof: Proof) -> None:
    """What it was called when sold or bought is printed no more."""
    work = create_service(odoo)
    before = proof.mirrored(work, "product")
    for text in ("Two people, four hours", ""):
        say(odoo, work, sold=text, bought=text and f"{text}, hired")
        after = proof.mirrored(work, "product")
        assert after.id == before.id
    proof.repeatable(work, "product", after)
