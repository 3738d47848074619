"""Lines and invoices that are zero or negative, and the discount of a whole order."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.orders import discount_order, final_invoice, sell
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_beam


@case("Zero lines")
def test_lines_over_nothing_stand_on_the_invoice(odoo: Seeder, proof: Proof) -> None:
    """A free piece, and a line with a price and no quantity."""
    customer, beam = customer_and_beam(odoo, proof)
    invoice = odoo.post_invoice(
        customer,
        lines=[
            line(beam, quantity=Decimal(2)),
            line(beam, quantity=Decimal(1), price=Decimal(0)),
            line(beam, quantity=Decimal(0)),
        ],
    )
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@case("A zero invoice")
def test_an_invoice_over_nothing_is_mirrored(odoo: Seeder, proof: Proof) -> None:
    """A warranty replacement: number, day and pieces are there, and nothing is owed."""
    customer, beam = customer_and_beam(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(beam, quantity=Decimal(1), price=Decimal(0))])
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@case("Negative lines")
def test_what_is_taken_back_stands_on_the_same_invoice(odoo: Seeder, proof: Proof) -> None:
    """By a negative quantity, and by a negative price."""
    customer, beam = customer_and_beam(odoo, proof)
    invoice = odoo.post_invoice(
        customer,
        lines=[
            line(beam, quantity=Decimal(5)),
            line(beam, quantity=Decimal(-1)),
            line(beam, quantity=Decimal(1), price=Decimal("-33.33")),
        ],
    )
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@case("The discount of a whole order")
def test_a_global_discount_is_a_negative_line(odoo: Seeder, proof: Proof) -> None:
    """Odoo's wizard adds a line with a product of its own; it is mirrored as any other."""
    customer, beam = customer_and_beam(odoo, proof)
    order = sell(odoo, customer, lines=[line(beam, quantity=Decimal(7))])
    reduction = discount_order(odoo, order, percent=Decimal("12.5"), category="Installation")
    proof.carry(reduction, "product")
    invoice = final_invoice(odoo, order)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
