"""Exported payments that are edited in Odoo."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from harness.marks import rule
from harness.odoo.money import assign, confirm, receive, redate, reset_payment, take_through
from harness.odoo.rights import demoted
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work

RULE = "payments.edited"
ACCOUNTANTS, BILLING = "account.group_account_manager", "account.group_account_invoice"


def paid(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef, Mirrored]:
    """An invoice over 170.00, its payment of 120.00, and the payment's mirror."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    proof.carry(invoice, "invoice")
    payment = odoo.register_payment(invoice, amount=Decimal("120.00"), journal="Bank")
    return invoice, payment, proof.mirrored(payment, "payment")


def edit(odoo: Seeder, document: OdooRef, payment: OdooRef, amount: str = "90.00") -> None:
    """Correct the amount, and settle the invoice or bill with it again."""
    reset_payment(odoo, payment)
    confirm(odoo, payment, amount=Decimal(amount))
    assign(odoo, payment, document)


@rule(RULE, "update")
def test_an_edit_changes_the_same_payment(odoo: Seeder, proof: Proof) -> None:
    """Its amount and what it settles; the invoice owes more again."""
    invoice, payment, before = paid(odoo, proof)
    edit(odoo, invoice, payment)
    after = proof.mirrored(payment, "payment")
    assert after.id == before.id
    proof.repeatable(payment, "payment", after)
    proof.mirrored(invoice, "invoice")


@rule(RULE, "update")
def test_a_payment_of_another_day(odoo: Seeder, proof: Proof) -> None:
    """The bank statement shows when the money really came; Odoo leaves it applied."""
    _, payment, before = paid(odoo, proof)
    reset_payment(odoo, payment)
    redate(odoo, payment, odoo.today - timedelta(days=1))
    confirm(odoo, payment)
    with proof.nothing_written_back(payment):
        after = proof.mirrored(payment, "payment")
    assert after.id == before.id
    proof.repeatable(payment, "payment", after)


@rule(RULE, "update")
def test_a_payment_that_came_otherwise(odoo: Seeder, proof: Proof) -> None:
    """It was cash and no check, and lies in another account."""
    _, payment, before = paid(odoo, proof)
    reset_payment(odoo, payment)
    take_through(odoo, payment, "Cash")
    confirm(odoo, payment)
    after = proof.mirrored(payment, "payment")
    assert after.id == before.id
    proof.repeatable(payment, "payment", after)


@rule(RULE, "update")
def test_an_edit_changes_the_same_bill_payment(odoo: Seeder, proof: Proof) -> None:
    """The check was written over less; the bill owes more again."""
    vendor = odoo.create_vendor()
    proof.carry(vendor, "vendor")
    blades = expense("Saw blades", account="600100", amount=Decimal("96.00"))
    bill = odoo.post_bill(vendor, lines=[blades])
    proof.carry(bill, "bill")
    payment = odoo.register_payment(bill, amount=Decimal("60.00"), journal="Bank")
    before = proof.mirrored(payment, "bill_payment")
    edit(odoo, bill, payment, "45.00")
    after = proof.mirrored(payment, "bill_payment")
    assert after.id == before.id
    proof.repeatable(payment, "bill_payment", after)
    proof.mirrored(bill, "bill")


@rule(RULE, "accountants")
def test_an_accountants_edit_changes_the_same_payment(odoo: Seeder, proof: Proof) -> None:
    """A cashier's edit waits; what an accountant then saves is exported."""
    invoice, payment, before = paid(odoo, proof)
    with demoted(odoo, payment, group=ACCOUNTANTS, to=BILLING):
        edit(odoo, invoice, payment)
        proof.refused(payment, "payment")
        proof.untouched(before, f"{RULE}: no accountant edited it")
    edit(odoo, invoice, payment, "80.00")
    assert proof.mirrored(payment, "payment").id == before.id


@rule(RULE, "refuse")
def test_an_edited_payment_waits_for_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """The export fails, says so in the log, and changes nothing."""
    invoice, payment, before = paid(odoo, proof)
    edit(odoo, invoice, payment)
    proof.refused(payment, "payment")
    proof.untouched(before, f"{RULE}: the rules leave it to an accountant")


@rule(RULE, "refuse")
def test_settling_an_invoice_is_no_edit(odoo: Seeder, proof: Proof) -> None:
    """A prepayment that finds its invoice settles it in QuickBooks too."""
    customer, work = customer_and_work(odoo, proof)
    payment = receive(odoo, customer, journal="Bank", amount=Decimal("170.00"))
    proof.mirrored(payment, "payment")
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    proof.carry(invoice, "invoice")
    assign(odoo, payment, invoice)
    proof.mirrored(payment, "payment")
    proof.mirrored(invoice, "invoice")
