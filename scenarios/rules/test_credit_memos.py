"""What customers' credit notes become in QuickBooks, and which invoices they settle there."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from harness.marks import case, rule
from harness.odoo.credits import apply_credit, credit, post_credit, unapply_credit
from harness.odoo.seed import Seeder, line, note
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_beam


def invoice_of(
    odoo: Seeder,
    proof: Proof,
    customer: OdooRef,
    beam: OdooRef,
    pieces: int,
    *,
    on: date | None = None,
) -> OdooRef:
    """An invoice over so many beams that is in QuickBooks."""
    invoice = odoo.post_invoice(customer, lines=[line(beam, quantity=Decimal(pieces))], on=on)
    proof.carry(invoice, "invoice")
    return invoice


@rule("credit_memos.application", "applied")
def test_a_credited_invoice_owes_nothing(odoo: Seeder, proof: Proof) -> None:
    """The whole invoice was credited: QuickBooks shows neither debt nor credit."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    invoice = invoice_of(odoo, proof, customer, beam, 3)
    returned = credit(odoo, invoice)
    with proof.nothing_written_back(returned, invoice):
        mirrored = proof.mirrored(returned, "credit_memo")
    proof.repeatable(returned, "credit_memo", mirrored)
    proof.mirrored(invoice, "invoice")


@rule("credit_memos.application", "applied")
def test_a_partial_credit_lowers_what_is_owed(odoo: Seeder, proof: Proof) -> None:
    """One of three beams came back days later: two are still owed."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    days_ago = odoo.today - timedelta(days=4)
    invoice = invoice_of(odoo, proof, customer, beam, 3, on=days_ago)
    proof.mirrored(credit(odoo, invoice, quantity=Decimal(1)), "credit_memo")
    proof.mirrored(invoice, "invoice")


@rule("credit_memos.application", "applied")
def test_two_credits_for_one_invoice(odoo: Seeder, proof: Proof) -> None:
    """The second is applied as the first was, though both are the same to the cent."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    invoice = invoice_of(odoo, proof, customer, beam, 3)
    for _ in range(2):
        returned = credit(odoo, invoice, quantity=Decimal(1))
        proof.repeatable(returned, "credit_memo", proof.mirrored(returned, "credit_memo"))
    proof.mirrored(invoice, "invoice")


@rule("credit_memos.application", "applied")
def test_one_credit_for_two_invoices(odoo: Seeder, proof: Proof) -> None:
    """Each invoice uses what Odoo gave it of the credit, and no more."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    first = invoice_of(odoo, proof, customer, beam, 1)
    second = invoice_of(odoo, proof, customer, beam, 4)
    bonus = post_credit(odoo, customer, lines=[line(beam, quantity=Decimal(2)), note("Bonus")])
    apply_credit(odoo, bonus, first)
    proof.mirrored(bonus, "credit_memo")
    apply_credit(odoo, bonus, second)
    proof.repeatable(bonus, "credit_memo", proof.mirrored(bonus, "credit_memo"))
    proof.mirrored(first, "invoice")
    proof.mirrored(second, "invoice")


@rule("credit_memos.application", "applied")
def test_a_credit_that_is_taken_back_is_open_again(odoo: Seeder, proof: Proof) -> None:
    """Unreconciled in Odoo, QuickBooks applies it to nothing either."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    invoice = invoice_of(odoo, proof, customer, beam, 2)
    returned = credit(odoo, invoice)
    proof.mirrored(returned, "credit_memo")
    unapply_credit(odoo, returned)
    proof.repeatable(returned, "credit_memo", proof.mirrored(returned, "credit_memo"))
    proof.mirrored(invoice, "invoice")
    apply_credit(odoo, returned, invoice)
    proof.mirrored(returned, "credit_memo")


@rule("credit_memos.application", "applied")
def test_a_credit_that_was_for_another_invoice(odoo: Seeder, proof: Proof) -> None:
    """It was applied to the wrong one: QuickBooks takes it off, and settles the right one."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    wrong = invoice_of(odoo, proof, customer, beam, 2)
    right = invoice_of(odoo, proof, customer, beam, 3)
    bonus = post_credit(odoo, customer, lines=[line(beam, quantity=Decimal(1)), note("Bonus")])
    apply_credit(odoo, bonus, wrong)
    proof.mirrored(bonus, "credit_memo")
    unapply_credit(odoo, bonus)
    apply_credit(odoo, bonus, right)
    proof.repeatable(bonus, "credit_memo", proof.mirrored(bonus, "credit_memo"))
    proof.mirrored(wrong, "invoice")
    proof.mirrored(right, "invoice")


@rule("credit_memos.application", "left unapplied")
def test_a_credit_memo_waits_to_be_applied(odoo: Seeder, proof: Proof) -> None:
    """The invoice is owed and the credit is open, until somebody joins them."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    invoice = invoice_of(odoo, proof, customer, beam, 3)
    returned = credit(odoo, invoice)
    proof.repeatable(returned, "credit_memo", proof.mirrored(returned, "credit_memo"))
    proof.mirrored(invoice, "invoice")


@case("A free-standing credit memo")
def test_a_credit_without_an_invoice_stays_open(odoo: Seeder, proof: Proof) -> None:
    """It belongs to the customer, with its tax, and has no day on which it falls due."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    bonus = post_credit(
        odoo,
        customer,
        lines=[
            line(beam, quantity=Decimal("1.5"), discount=Decimal(10)),
            line(beam, quantity=Decimal(1), price=Decimal("61.4375")),
        ],
    )
    proof.repeatable(bonus, "credit_memo", proof.mirrored(bonus, "credit_memo"))
