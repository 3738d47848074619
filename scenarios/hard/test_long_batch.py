"""More records than anybody would export one by one."""

from __future__ import annotations

from harness.marks import case
from harness.odoo.seed import Seeder
from harness.proof import Proof

MANY = 11
"""One more than the batches of ten in which some connectors export."""


@case("Eleven customers at once, and one that is refused")
def test_a_long_list_arrives_to_its_end(odoo: Seeder, proof: Proof) -> None:
    """No batch is so long that its last records stay behind without a word."""
    customers = [odoo.create_customer() for _ in range(MANY)]
    unnamed = odoo.create_customer(name=f"{'z' * 94} {odoo.tag}")  # 101 characters
    proof.together(unnamed, *customers, role="customer", refused=unnamed)
