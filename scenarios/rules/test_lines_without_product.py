"""What a line without a product becomes, a down payment above all."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.orders import down_payment, final_invoice, sell
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from harness.snapshot import OdooRef

RULE = "invoices.without_product"


def typed(odoo: Seeder, proof: Proof) -> OdooRef:
    """An invoice with a line that somebody typed instead of choosing a product."""
    customer = odoo.create_customer(company=True)
    proof.carry(customer, "customer")
    words = expense("Crane, half a day", account="400300", amount=Decimal("412.50"))
    return odoo.post_invoice(customer, lines=[words])


@rule(RULE, "item of its account")
def test_a_typed_line_is_the_item_of_its_account(odoo: Seeder, proof: Proof) -> None:
    """So that it posts where the rules send its account."""
    invoice = typed(odoo, proof)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@rule(RULE, "refuse")
def test_a_typed_line_is_refused(odoo: Seeder, proof: Proof) -> None:
    """The export fails and says so."""
    proof.refused(typed(odoo, proof), "invoice")


@rule(RULE, "item of its account")
def test_a_down_payment_is_invoiced_and_deducted(odoo: Seeder, proof: Proof) -> None:
    """30 % in advance by the wizard; the final invoice takes them off again, tax and all."""
    customer = odoo.create_customer(company=True)
    kit = odoo.create_product(
        category="Pergolas", kind="storable", price=Decimal("4899.99"), cost=Decimal(2100)
    )
    work = odoo.create_product(
        category="Installation", kind="service", price=Decimal("85.50"), cost=Decimal(60)
    )
    proof.carry(customer, "customer")
    proof.carry(kit, "product")
    proof.carry(work, "product")
    order = sell(
        odoo, customer, lines=[line(kit, quantity=Decimal(1)), line(work, quantity=Decimal(7))]
    )
    advance = down_payment(odoo, order, percent=Decimal(30))
    proof.repeatable(advance, "invoice", proof.mirrored(advance, "invoice"))
    rest = final_invoice(odoo, order)
    proof.repeatable(rest, "invoice", proof.mirrored(rest, "invoice"))
