"""Two products that Odoo calls alike, and QuickBooks can't."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.goods import create_together, rename
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef

RULE = "items.same_name"


def namesakes(odoo: Seeder) -> tuple[OdooRef, OdooRef]:
    """Two products of one name but for its case, each with a SKU and a price of its own."""
    prices = {f"End cap {odoo.tag}": Decimal(42), f"END CAP {odoo.tag}": Decimal(57)}
    first, second = create_together(odoo, category="Aluminum / Beams", prices=prices)
    return first, second


@rule(RULE, "refuse")
def test_the_second_product_of_a_name_is_refused(odoo: Seeder, proof: Proof) -> None:
    """Nothing is sold as what it is not."""
    first, second = namesakes(odoo)
    mirrored = proof.mirrored(first, "product")
    proof.refused(second, "product")
    proof.untouched(mirrored, f"{RULE}: it is another product")
    rename(odoo, second, f"End cap, wide {odoo.tag}")
    proof.mirrored(second, "product")


@rule(RULE, "sku")
def test_products_of_one_name_are_told_by_their_skus(odoo: Seeder, proof: Proof) -> None:
    """Each is an item of its own, and an invoice has both."""
    first, second = namesakes(odoo)
    for product in (first, second):
        proof.repeatable(product, "product", proof.mirrored(product, "product"))
    customer = odoo.create_customer()
    proof.carry(customer, "customer")
    lines = [line(product, quantity=Decimal(3)) for product in (first, second)]
    invoice = odoo.post_invoice(customer, lines=lines)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
