"""An exported invoice whose lines change places, tax, county and yard, and whose number changes."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from harness.marks import rule
from harness.odoo.edits import (
    change_last_line,
    number,
    post,
    put_last_line_first,
    renumber,
    reset,
    take_off_location,
    untax_first_line,
)
from harness.odoo.seed import Seeder, at, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_beam, customer_and_work

RULE = "invoices.edited"


@rule(RULE, "update")
def test_lines_change_places_tax_yard_and_number(odoo: Seeder, proof: Proof) -> None:
    """The same lines in another order, one of them exempt after all, of no yard; another number."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    sold = [
        at("Tampa", line(beam, quantity=Decimal(2), text="As drawn on sheet 4")),
        at("Tampa", line(beam, quantity=Decimal(5), text="As drawn on sheet 5")),
        at("Tampa", line(beam, quantity=Decimal(1), text="Spare")),
    ]
    series = f"{odoo.tag[:5]}/{odoo.today.year}"
    invoice = odoo.draft_invoice(customer, lines=sold)
    number(odoo, invoice, odoo.create_sales_journal(odoo.tag[:5]), f"{series}/0001")
    post(odoo, invoice)
    mirrored = proof.mirrored(invoice, "invoice")
    edits = (
        put_last_line_first,
        untax_first_line,
        take_off_location,
        partial(renumber, name=f"{series}/0007"),
    )
    for edit in edits:
        reset(odoo, invoice)
        edit(odoo, invoice)
        post(odoo, invoice)
        changed = proof.mirrored(invoice, "invoice")
        assert changed.id == mirrored.id
    proof.repeatable(invoice, "invoice", changed)


@rule(RULE, "update")
def test_what_is_sold_is_taxed_in_another_county(odoo: Seeder, proof: Proof) -> None:
    """It was delivered elsewhere; in the end the customer brings a certificate and pays no tax."""
    customer, work = customer_and_work(odoo, proof, terms="Net 30")
    hours = partial(line, work, quantity=Decimal(3))
    invoice = odoo.post_invoice(customer, lines=[hours()])
    mirrored = proof.mirrored(invoice, "invoice")
    for taxes in (("FL Orange 6.5%",), ()):
        reset(odoo, invoice)
        change_last_line(odoo, invoice, hours(taxes=taxes))
        post(odoo, invoice)
        changed = proof.mirrored(invoice, "invoice")
        assert changed.id == mirrored.id
    proof.repeatable(invoice, "invoice", changed)
