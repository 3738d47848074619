"""One customer is mirrored."""

from __future__ import annotations

from harness.marks import check
from harness.odoo.seed import Seeder
from harness.proof import Proof


@check("One customer is mirrored")
def test_one_customer_is_mirrored(odoo: Seeder, proof: Proof) -> None:
    """A contractor with terms and an exempt one arrive once, whole, and leave Odoo as it was."""
    contractor = odoo.create_customer(
        company=True,
        terms="Net 30",
        website="https://suncoast-fence.example.com",
        comment="<p>Gate 4, ask for Ann &amp; Joe.</p><p>No deliveries on Fridays.</p>",
        vat="85-8000000000C-0",
        phone="+1 813-555-0100 ext. 12",
    )
    exempt = odoo.create_customer(company=True, terms="Net 15", exempt=True)
    person = odoo.create_customer(company=False, terms="Immediate")
    one_word = odoo.create_customer(company=False, name=f"Walk-in-{odoo.tag}")
    bystander = odoo.create_customer(company=False)
    with proof.nothing_written_back(contractor, exempt, person, one_word, bystander):
        for customer in (contractor, exempt, person, one_word):
            mirrored = proof.mirrored(customer, "customer")
            proof.repeatable(customer, "customer", mirrored)
    proof.bystander(bystander, "customer")
