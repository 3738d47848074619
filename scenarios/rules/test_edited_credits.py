"""
Credit notes that are edited after their export, in more than what they credit.

Whether the record is the same is not asked: what exports by itself takes the draft for
withdrawn, and makes another of what is posted again.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from harness.marks import rule
from harness.odoo.credits import post_credit
from harness.odoo.edits import date_on, post, put_first_line_at, reset
from harness.odoo.seed import Seeder, at, expense, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_beam


@rule("invoices.edited", "update")
def test_a_credit_note_is_of_another_day_and_yard(odoo: Seeder, proof: Proof) -> None:
    """The beam came back to Orlando, the day before."""
    customer, beam = customer_and_beam(odoo, proof)
    returned = post_credit(odoo, customer, lines=[at("Tampa", line(beam, quantity=Decimal(1)))])
    proof.mirrored(returned, "credit_memo")
    reset(odoo, returned)
    date_on(odoo, returned, odoo.today - timedelta(days=1))
    put_first_line_at(odoo, returned, "Orlando")
    post(odoo, returned)
    proof.repeatable(returned, "credit_memo", proof.mirrored(returned, "credit_memo"))


@rule("bills.edited", "update")
def test_a_vendor_credit_is_of_another_day_and_yard(odoo: Seeder, proof: Proof) -> None:
    """So stands on the mill's paper."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    bonus = expense("Bonus of the year", account="600100", amount=Decimal("100.00"))
    credit = odoo.draft_document("in_refund", mill, lines=[at("Tampa", bonus)])
    post(odoo, credit)
    proof.mirrored(credit, "vendor_credit")
    reset(odoo, credit)
    date_on(odoo, credit, odoo.today - timedelta(days=1))
    put_first_line_at(odoo, credit, "Orlando")
    post(odoo, credit)
    proof.repeatable(credit, "vendor_credit", proof.mirrored(credit, "vendor_credit"))
