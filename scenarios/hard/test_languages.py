"""Customers and products of two languages."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.goods import create_service
from harness.odoo.languages import speaking, spoken, translate
from harness.odoo.seed import Seeder, line
from harness.proof import Proof

SPANISH = "es_419"


@case("A product that is called otherwise in the customer's language")
def test_an_item_is_named_in_the_books_language(odoo: Seeder, proof: Proof) -> None:
    """It leaves along with an invoice to who speaks Spanish, and is one item for everybody."""
    work = create_service(odoo, name=f"Screen repair {odoo.tag}")
    customer = odoo.create_customer(company=True, terms="Net 30")
    proof.carry(customer, "customer")
    with spoken(odoo, SPANISH), speaking(odoo, customer, SPANISH):
        translate(
            odoo,
            work,
            SPANISH,
            name=f"Reparación de malla {odoo.tag}",
            description_sale="Por metro",
        )
        invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
        mirrored = proof.mirrored(invoice, "invoice", along=[(work, "product")])
        proof.arrived(work, "product")
        proof.repeatable(invoice, "invoice", mirrored)
        proof.mirrored(work, "product")
