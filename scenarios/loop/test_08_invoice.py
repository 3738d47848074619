"""One invoice is mirrored."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import check
from harness.odoo.seed import Seeder, line, note, section
from harness.proof import Proof


@check("One invoice is mirrored")
def test_one_invoice_is_mirrored(odoo: Seeder, proof: Proof) -> None:
    """A posted invoice arrives line by line, with its tax and due date; drafts stay in Odoo."""
    customer = odoo.create_customer(company=True, terms="Net 30")
    beam = odoo.create_product(
        category="Aluminum / Beams",
        kind="storable",
        price=Decimal("184.50"),
        cost=Decimal("121.37"),
    )
    installation = odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(60)
    )
    proof.carry(customer, "customer")
    proof.carry(beam, "product")
    proof.carry(installation, "product")
    invoice = odoo.post_invoice(
        customer,
        lines=[
            section("Beams"),
            line(beam, quantity=Decimal(3)),
            line(beam, quantity=Decimal("2.5"), discount=Decimal(10)),
            note("Deliver to the Tampa yard, gate 4."),
            line(installation, quantity=Decimal(2), taxes=()),
        ],
        terms="Net 30",
    )
    draft = odoo.draft_invoice(customer, lines=[line(beam, quantity=Decimal(1))])
    quotation = odoo.create_quotation(customer, lines=[line(beam, quantity=Decimal(1))])
    with proof.nothing_written_back(invoice, draft, quotation, customer, beam, installation):
        mirrored = proof.mirrored(invoice, "invoice")
        proof.repeatable(invoice, "invoice", mirrored)
        proof.stays_in_odoo(draft, customer=customer)
    proof.only_invoice_of(customer, mirrored)
