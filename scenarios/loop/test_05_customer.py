"""One customer is mirrored."""

from __future__ import annotations

from harness.marks import check
from harness.odoo.seed import Seeder
from harness.proof import Proof


@check("One customer is mirrored")
def test_one_customer_is_mirrored(odoo: Seeder, proof: Proof) -> None:
    """A contractor with terms and an exempt one arrive once, whole, and leave Odoo as it was."""
    contractor = odoo.create_customer(company=True, terms="Net 30")
    exempt = odoo.create_customer(company=True, terms="Net 15", exempt=True)
    person = odoo.create_customer(company=False, terms="Immediate")
    bystander = odoo.create_customer(company=False)
    with proof.nothing_written_back(contractor, exempt, person, bystander):
        for customer in (contractor, exempt, person):
            mirrored = proof.mirrored(customer, "customer")
            proof.repeatable(customer, "customer", mirrored)
    proof.bystander(bystander, "customer")
