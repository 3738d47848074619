"""What happens in QuickBooks when an exported credit note is posted no more in Odoo."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.credits import credit
from harness.odoo.edits import post, reset
from harness.odoo.seed import Seeder, line
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_beam

RULE = "credit_memos.withdrawn"


def applied(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef, Mirrored]:
    """An invoice, and the credit note over a part of it, both in QuickBooks."""
    customer, beam = customer_and_beam(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(beam, quantity=Decimal(3))])
    proof.carry(invoice, "invoice")
    returned = credit(odoo, invoice, quantity=Decimal(1))
    return invoice, returned, proof.mirrored(returned, "credit_memo")


@rule(RULE, "delete")
def test_a_cancelled_credit_note_leaves_nothing_behind(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks has it no more, and the invoice owes all of its amount again."""
    invoice, returned, mirrored = applied(odoo, proof)
    odoo.cancel(returned)
    proof.withdrawn(returned, mirrored, "delete", RULE, role="credit_memo")
    proof.mirrored(invoice, "invoice")


@rule(RULE, "delete")
def test_a_credit_note_posted_again_is_a_new_record(odoo: Seeder, proof: Proof) -> None:
    """With the same content as the deleted one."""
    _, returned, mirrored = applied(odoo, proof)
    reset(odoo, returned)
    proof.withdrawn(returned, mirrored, "delete", RULE, role="credit_memo")
    post(odoo, returned)
    again = proof.mirrored(returned, "credit_memo")
    assert again.id != mirrored.id
    proof.repeatable(returned, "credit_memo", again)


@rule(RULE, "refuse")
def test_a_cancelled_credit_note_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and leaves it as it was."""
    _, returned, mirrored = applied(odoo, proof)
    odoo.cancel(returned)
    proof.refused(returned, "credit_memo")
    proof.untouched(mirrored, f"{RULE}: the rules leave it to an accountant")
