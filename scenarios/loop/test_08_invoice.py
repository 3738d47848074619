"""One invoice is mirrored."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import check
from harness.odoo.seed import Seeder, dragged, line, note, section
from harness.proof import Proof

LONG = (
    """I-beam 6" x 4 ½", <6061-T6> & "mill finish", cut to 12'-3"; both ends milled & deburred.\n"""
    "Bundled by the piece, each bundle strapped twice and wrapped, with heat numbers and the mill's"
    " certificates in the envelope on top. Café Niño's own drawing 4711-B, sheet 3, applies;"
    " where it differs from our catalogue, the drawing is right."
)
"""What a salesperson types: marks of inches and feet, and more of it than a short field takes."""


@check("One invoice is mirrored")
def test_one_invoice_is_mirrored(odoo: Seeder, proof: Proof) -> None:
    """A posted invoice arrives line by line as it is printed, with tax and day; drafts stay."""
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
        lines=dragged(
            line(installation, quantity=Decimal(2), taxes=()),
            section("Beams"),
            line(beam, quantity=Decimal("2.5"), discount=Decimal(10)),
            line(beam, quantity=Decimal(3), text=LONG),
            note("Deliver to the Tampa yard, gate 4."),
            order=(5, 1, 3, 2, 4),
        ),
        terms="Net 30",
        reference=f"PO 0815-{odoo.tag}",
    )
    draft = odoo.draft_invoice(customer, lines=[line(beam, quantity=Decimal(1))])
    quotation = odoo.create_quotation(customer, lines=[line(beam, quantity=Decimal(1))])
    with proof.nothing_written_back(invoice, draft, quotation, customer, beam, installation):
        mirrored = proof.mirrored(invoice, "invoice")
        proof.repeatable(invoice, "invoice", mirrored)
        proof.stays_in_odoo(draft, customer=customer)
    proof.only_invoice_of(customer, mirrored)
