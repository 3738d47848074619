"""What happens in QuickBooks when a document is edited in Odoo after its export."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from harness.marks import rule
from harness.odoo.credits import post_credit
from harness.odoo.edits import (
    add_line,
    address_to,
    change_due_date,
    change_last_line,
    change_line_text,
    change_quantity,
    date_on,
    post,
    put_first_line_at,
    reset,
)
from harness.odoo.goods import create_service
from harness.odoo.money import assign
from harness.odoo.parties import live_at
from harness.odoo.rights import demoted
from harness.odoo.seed import Seeder, at, line
from harness.proof import Mirrored, Proof
from harness.snapshot import Address, OdooRef
from scenarios.rules.sales import customer_and_beam

RULE = "invoices.edited"
ACCOUNTANTS, BILLING = "account.group_account_manager", "account.group_account_invoice"


def exported(odoo: Seeder, proof: Proof) -> tuple[OdooRef, Mirrored]:
    """An invoice over three beams that reached QuickBooks."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    invoice = odoo.post_invoice(customer, lines=[line(beam, quantity=Decimal(3))])
    return invoice, proof.mirrored(invoice, "invoice")


def edit(odoo: Seeder, invoice: OdooRef, pieces: int = 4) -> None:
    """Sell another number of beams, and have them paid a week later."""
    reset(odoo, invoice)
    change_quantity(odoo, invoice, Decimal(pieces))
    change_due_date(odoo, invoice, odoo.today + timedelta(days=37))
    post(odoo, invoice)


@rule(RULE, "update")
def test_an_edit_changes_the_same_record(odoo: Seeder, proof: Proof) -> None:
    """Lines, total, term and due date follow; nothing is made twice."""
    invoice, mirrored = exported(odoo, proof)
    edit(odoo, invoice)
    with proof.nothing_written_back(invoice):
        changed = proof.mirrored(invoice, "invoice")
    assert changed.id == mirrored.id
    proof.repeatable(invoice, "invoice", changed)


@rule(RULE, "update")
def test_what_is_sold_instead_is_what_is_owed(odoo: Seeder, proof: Proof) -> None:
    """Another product and text on a line, one more line, another day."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    work = create_service(odoo)
    proof.carry(work, "product")
    two = line(beam, quantity=Decimal(2), text="As drawn")
    invoice = odoo.post_invoice(customer, lines=[at("Tampa", two), at("Tampa", two)])
    mirrored = proof.mirrored(invoice, "invoice")
    reset(odoo, invoice)
    instead = line(work, quantity=Decimal(3), price=Decimal("80.00"), text="Cut on site")
    change_last_line(odoo, invoice, at("Orlando", instead))
    change_line_text(odoo, invoice, "As drawn on sheet 4")
    add_line(odoo, invoice, at("Orlando", line(beam, quantity=Decimal(1))))
    put_first_line_at(odoo, invoice, "Orlando")
    date_on(odoo, invoice, odoo.today - timedelta(days=1))
    post(odoo, invoice)
    changed = proof.mirrored(invoice, "invoice")
    assert changed.id == mirrored.id
    proof.repeatable(invoice, "invoice", changed)


@rule(RULE, "update")
def test_an_invoice_to_another_customer(odoo: Seeder, proof: Proof) -> None:
    """It was made out to the wrong one, who owes nothing any more, and is not sent there either."""
    wrong, right = (odoo.create_customer(company=True, terms="Net 30") for _ in range(2))
    made_out_anew(odoo, proof, wrong, right)


@rule(RULE, "update")
def test_an_invoice_to_another_customer_without_an_address(odoo: Seeder, proof: Proof) -> None:
    """Nobody knows yet where the right one lives: the invoice says nothing of it."""
    wrong, right = (odoo.create_customer(company=True, terms="Net 30") for _ in range(2))
    live_at(odoo, right, Address())
    made_out_anew(odoo, proof, wrong, right)


def made_out_anew(odoo: Seeder, proof: Proof, wrong: OdooRef, right: OdooRef) -> None:
    """Export an invoice to one customer, make it out to the other, and demand the change."""
    work = create_service(odoo)
    for customer in (wrong, right):
        proof.carry(customer, "customer")
    proof.carry(work, "product")
    invoice = odoo.post_invoice(wrong, lines=[line(work, quantity=Decimal(3))])
    mirrored = proof.mirrored(invoice, "invoice")
    reset(odoo, invoice)
    address_to(odoo, invoice, right)
    post(odoo, invoice)
    changed = proof.mirrored(invoice, "invoice")
    assert changed.id == mirrored.id
    proof.repeatable(invoice, "invoice", changed)


@rule(RULE, "update")
def test_a_second_edit_changes_it_again(odoo: Seeder, proof: Proof) -> None:
    """Each edit makes a new version in QuickBooks, and the next knows it: a due day alone, too."""
    invoice, mirrored = exported(odoo, proof)
    for pieces in (4, 2):
        edit(odoo, invoice, pieces)
        assert proof.mirrored(invoice, "invoice").id == mirrored.id
    reset(odoo, invoice)
    change_due_date(odoo, invoice, odoo.today + timedelta(days=52))
    post(odoo, invoice)
    assert proof.mirrored(invoice, "invoice").id == mirrored.id


@rule(RULE, "update")
def test_an_edit_is_taken_back_and_made_again(odoo: Seeder, proof: Proof) -> None:
    """Four pieces, three as at first, four after all: what was sent once before counts again."""
    invoice, mirrored = exported(odoo, proof)
    for pieces in (4, 3, 4):
        reset(odoo, invoice)
        change_quantity(odoo, invoice, Decimal(pieces))
        post(odoo, invoice)
        assert proof.mirrored(invoice, "invoice").id == mirrored.id


@rule(RULE, "update")
def test_an_edit_after_a_payment_keeps_the_payment(odoo: Seeder, proof: Proof) -> None:
    """Odoo takes the payment off an invoice whose lines change; the bookkeeper adds it again."""
    invoice, mirrored = exported(odoo, proof)
    payment = odoo.register_payment(invoice, journal="Bank", amount=Decimal(100))
    proof.mirrored(payment, "payment")
    edit(odoo, invoice)
    assign(odoo, payment, invoice)
    changed = proof.mirrored(invoice, "invoice")
    assert changed.id == mirrored.id
    proof.mirrored(payment, "payment")


@rule(RULE, "update")
def test_an_edited_credit_note_is_changed(odoo: Seeder, proof: Proof) -> None:
    """A second piece came back after all, and QuickBooks credits both."""
    customer, beam = customer_and_beam(odoo, proof, terms="Net 30")
    bonus = post_credit(odoo, customer, lines=[line(beam, quantity=Decimal(1))])
    proof.mirrored(bonus, "credit_memo")
    reset(odoo, bonus)
    change_quantity(odoo, bonus, Decimal(2))
    post(odoo, bonus)
    proof.repeatable(bonus, "credit_memo", proof.mirrored(bonus, "credit_memo"))


@rule(RULE, "accountants")
def test_an_accountants_edit_changes_the_same_record(odoo: Seeder, proof: Proof) -> None:
    """A salesperson's edit waits; what an accountant then saves is exported."""
    invoice, mirrored = exported(odoo, proof)
    with demoted(odoo, invoice, group=ACCOUNTANTS, to=BILLING):
        edit(odoo, invoice)
        proof.refused(invoice, "invoice")
        proof.untouched(mirrored, f"{RULE}: no accountant edited it")
    edit(odoo, invoice, pieces=5)
    changed = proof.mirrored(invoice, "invoice")
    assert changed.id == mirrored.id


@rule(RULE, "refuse")
def test_an_edit_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and leaves the invoice as it was."""
    invoice, mirrored = exported(odoo, proof)
    edit(odoo, invoice)
    proof.refused(invoice, "invoice")
    proof.untouched(mirrored, f"{RULE}: the rules leave it to an accountant")
