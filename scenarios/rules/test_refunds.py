"""Money that customers get back: for returned goods, in part, or for nothing that was credited."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from harness.marks import case, rule
from harness.odoo.credits import credit
from harness.odoo.money import cancel_payment, give_back
from harness.odoo.seed import Line, Seeder, at, line
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_beam

RULE = "refunds.form"


def returned_goods(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef]:
    """A paid invoice over three taxed beams, and the credit note for one that came back."""
    customer, beam = customer_and_beam(odoo, proof)
    return came_back(odoo, proof, customer, line(beam, quantity=Decimal(3)))


def came_back(odoo: Seeder, proof: Proof, customer: OdooRef, sold: Line) -> tuple[OdooRef, OdooRef]:
    """A paid invoice, and the credit note for one piece of it."""
    invoice = odoo.post_invoice(customer, lines=[sold])
    proof.carry(invoice, "invoice")
    proof.carry(odoo.register_payment(invoice, journal="Bank"), "payment")
    return invoice, credit(odoo, invoice, quantity=Decimal(1))


@rule(RULE, "refund receipt")
def test_a_refund_is_one_receipt(odoo: Seeder, proof: Proof) -> None:
    """What came back, its tax, and the account the money came from; no credit memo beside it."""
    invoice, note = returned_goods(odoo, proof)
    refund = odoo.register_payment(note, journal="Bank", on=odoo.today + timedelta(days=4))
    with proof.nothing_written_back(refund, note, invoice):
        mirrored = proof.mirrored(refund, "refund")
    proof.repeatable(refund, "refund", mirrored)
    proof.waits(note, "credit_memo", f"{RULE}: its refund stands for it")
    proof.mirrored(invoice, "invoice")


@rule(RULE, "refund receipt")
def test_the_receipt_takes_the_credit_memos_place(odoo: Seeder, proof: Proof) -> None:
    """The credit memo that was there before the money went is gone."""
    invoice, note = returned_goods(odoo, proof)
    credit_memo = proof.mirrored(note, "credit_memo")
    refund = odoo.register_payment(note, journal="Bank")
    proof.repeatable(refund, "refund", proof.mirrored(refund, "refund"))
    proof.withdrawn(note, credit_memo, "delete", RULE, role="credit_memo")
    proof.mirrored(invoice, "invoice")


@rule(RULE, "refund receipt")
def test_a_refund_is_of_its_location(odoo: Seeder, proof: Proof) -> None:
    """Or the yard that sold the beam keeps the profit of a sale that was undone."""
    customer, beam = customer_and_beam(odoo, proof)
    _, note = came_back(odoo, proof, customer, at("Tampa", line(beam, quantity=Decimal(3))))
    refund = odoo.register_payment(note, journal="Bank")
    proof.repeatable(refund, "refund", proof.mirrored(refund, "refund"))


@rule(RULE, "refuse")
def test_a_refund_is_left_to_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and the credit memo stays open."""
    _, note = returned_goods(odoo, proof)
    credit_memo = proof.mirrored(note, "credit_memo")
    refund = odoo.register_payment(note, journal="Bank")
    proof.refused(refund, "refund")
    proof.never_left(refund, "refund")
    proof.untouched(credit_memo, f"{RULE}: the rules leave it to an accountant")


@rule("payments.cancelled", "delete")
def test_a_cancelled_refund_is_a_credit_again(odoo: Seeder, proof: Proof) -> None:
    """The receipt is deleted, and the credit note is a credit memo."""
    _, note = returned_goods(odoo, proof)
    refund = odoo.register_payment(note, journal="Bank")
    mirrored = proof.mirrored(refund, "refund")
    cancel_payment(odoo, refund)
    proof.withdrawn(refund, mirrored, "delete", "payments.cancelled", role="refund")
    proof.mirrored(note, "credit_memo")


@case("A credit note is given back in part")
def test_a_part_of_a_credit_given_back_is_refused(odoo: Seeder, proof: Proof) -> None:
    """A receipt for the whole would be wrong, and QuickBooks has no receipt for a part."""
    _, note = returned_goods(odoo, proof)
    refund = odoo.register_payment(note, amount=Decimal("50.00"), journal="Bank")
    proof.refused(refund, "refund")
    proof.never_left(refund, "refund")
    proof.mirrored(note, "credit_memo")


@case("Money is given back without a credit note")
def test_a_deposit_given_back_is_refused(odoo: Seeder, proof: Proof) -> None:
    """What it is for is nothing that a connector can know."""
    customer = odoo.create_customer(company=True)
    proof.carry(customer, "customer")
    refund = give_back(odoo, customer, journal="Bank", amount=Decimal("75.00"))
    proof.refused(refund, "refund")
    proof.never_left(refund, "refund")
