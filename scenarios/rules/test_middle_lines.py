"""Lines that are taken out of the middle of an exported document; a bill of another yard."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.edits import post, put_first_line_at, reset
from harness.odoo.seed import Seeder, at, expense, line
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work


def take_off_second_line(odoo: Seeder, draft: OdooRef) -> None:
    """Delete the second line of a draft, as the bin at its end does."""
    typed = [["move_id", "=", draft.id], ["display_type", "=", "product"]]
    lines = odoo.port.call("account.move.line", "search", domain=typed, order="sequence, id")
    odoo.write(draft, invoice_line_ids=[[2, lines[1], 0]])


@rule("invoices.edited", "update")
def test_the_middle_line_of_an_invoice_is_taken_off(odoo: Seeder, proof: Proof) -> None:
    """What was typed before and behind it stays as it was."""
    customer, work = customer_and_work(odoo, proof)
    texts = ("Cut on site", "Drilled on site", "Mounted")
    hours = [
        line(work, quantity=Decimal(number), text=text) for number, text in enumerate(texts, 1)
    ]
    invoice = odoo.post_invoice(customer, lines=hours)
    before = proof.mirrored(invoice, "invoice")
    reset(odoo, invoice)
    take_off_second_line(odoo, invoice)
    post(odoo, invoice)
    after = proof.mirrored(invoice, "invoice")
    assert after.id == before.id
    proof.repeatable(invoice, "invoice", after)


@rule("bills.edited", "update")
def test_a_bill_loses_its_middle_line_and_is_of_another_yard(odoo: Seeder, proof: Proof) -> None:
    """The last of three is then the second, and the first alone was for Orlando."""
    mill = odoo.create_vendor(terms="Net 30")
    proof.carry(mill, "vendor")
    bought = [
        at("Tampa", expense(text, account="600100", amount=Decimal(amount)))
        for text, amount in (("Saw blades", "64.20"), ("Gloves", "18.00"), ("Oil", "31.75"))
    ]
    bill = odoo.post_bill(mill, lines=bought)
    before = proof.mirrored(bill, "bill")
    reset(odoo, bill)
    take_off_second_line(odoo, bill)
    post(odoo, bill)
    assert proof.mirrored(bill, "bill").id == before.id
    reset(odoo, bill)
    take_off_second_line(odoo, bill)
    put_first_line_at(odoo, bill, "Orlando")
    post(odoo, bill)
    after = proof.mirrored(bill, "bill")
    assert after.id == before.id
    proof.repeatable(bill, "bill", after)
