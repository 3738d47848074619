"""Lines in another unit than their product's: what is kept by piece and traded by the pack."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import change_quantity, post, reset
from harness.odoo.seed import Line, Seeder, by, line
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.bills import mill_and_beam
from scenarios.rules.sales import customer_and_beam

RULE = "documents.units"


def packs(beam: OdooRef, price: str) -> list[Line]:
    """Two packs of six at a price that six do not divide, and two pieces."""
    return [
        by("Pack of 6", line(beam, quantity=Decimal(2), price=Decimal(price))),
        line(beam, quantity=Decimal(2)),
    ]


@rule(RULE, "unit of the product")
def test_packs_are_sold_as_pieces(odoo: Seeder, proof: Proof) -> None:
    """So many leave the stock; the sum is that of the packs, also when there are more of them."""
    customer, beam = customer_and_beam(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=packs(beam, "2000.00"))
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
    reset(odoo, invoice)
    change_quantity(odoo, invoice, Decimal(3))
    post(odoo, invoice)
    proof.mirrored(invoice, "invoice")


@rule(RULE, "unit of the product")
def test_packs_are_bought_as_pieces(odoo: Seeder, proof: Proof) -> None:
    """So many reach the stock, each at its cost."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = odoo.post_bill(mill, lines=packs(beam, "1400.00"))
    proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))


@rule(RULE, "unit of the line")
def test_packs_are_sold_as_packs(odoo: Seeder, proof: Proof) -> None:
    """As the customer reads it."""
    customer, beam = customer_and_beam(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=packs(beam, "2000.00"))
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@rule(RULE, "unit of the line")
def test_packs_are_bought_as_packs(odoo: Seeder, proof: Proof) -> None:
    """As the vendor wrote it."""
    mill, beam = mill_and_beam(odoo, proof)
    bill = odoo.post_bill(mill, lines=packs(beam, "1400.00"))
    proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))
