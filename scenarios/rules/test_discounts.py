"""How QuickBooks shows the discounts on an invoice's lines."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.credits import credit
from harness.odoo.seed import Seeder, line, note
from harness.proof import Proof
from harness.snapshot import OdooRef

RULE = "invoices.discounts"


def discounted(odoo: Seeder, proof: Proof) -> OdooRef:
    """An invoice with discounts that don't come out even, a taxed line and an untaxed one."""
    customer = odoo.create_customer(company=True)
    beam = odoo.create_product(
        category="Aluminum / Beams", kind="storable", price=Decimal("184.55"), cost=Decimal(121)
    )
    work = odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(60)
    )
    proof.carry(customer, "customer")
    proof.carry(beam, "product")
    proof.carry(work, "product")
    return odoo.post_invoice(
        customer,
        lines=[
            line(beam, quantity=Decimal(3), discount=Decimal("12.5")),
            note("Thank you for your loyalty."),
            line(work, quantity=Decimal("1.75"), discount=Decimal(100), taxes=()),
            line(beam, quantity=Decimal(7)),
        ],
    )


@rule(RULE, "in the price")
def test_the_price_is_after_the_discount(odoo: Seeder, proof: Proof) -> None:
    """Each line's quantity times price comes to Odoo's amount, to the cent."""
    invoice = discounted(odoo, proof)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@rule(RULE, "discount line")
def test_one_line_discounts_all(odoo: Seeder, proof: Proof) -> None:
    """Prices are full; the line below takes off what Odoo's lines gave, before the tax."""
    invoice = discounted(odoo, proof)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
    returned = credit(odoo, invoice)
    proof.repeatable(returned, "credit_memo", proof.mirrored(returned, "credit_memo"))


@rule(RULE, "discount line")
def test_nothing_discounted_has_no_discount_line(odoo: Seeder, proof: Proof) -> None:
    """Where Odoo gives no discount, QuickBooks shows none."""
    customer = odoo.create_customer(company=True)
    beam = odoo.create_product(
        category="Aluminum / Beams", kind="storable", price=Decimal("184.55"), cost=Decimal(121)
    )
    proof.carry(customer, "customer")
    proof.carry(beam, "product")
    invoice = odoo.post_invoice(customer, lines=[line(beam, quantity=Decimal(3))])
    proof.mirrored(invoice, "invoice")
