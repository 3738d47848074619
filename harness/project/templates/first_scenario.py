"""Our own scenarios: what matters to us, and the packaged ones do not prove."""

from harness.marks import case
from harness.odoo.seed import Seeder
from harness.proof.proof import Proof


@case("A new contractor is mirrored")
def test_a_new_contractor_is_mirrored(odoo: Seeder, proof: Proof) -> None:
    """Replace this by a sentence of your business, and prove it."""
    proof.mirrored(odoo.create_customer(company=True), "customer")
