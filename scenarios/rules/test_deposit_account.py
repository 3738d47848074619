"""Into which account of QuickBooks the money of a customer goes."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_work


def mirror_payments_by_bank_and_in_cash(odoo: Seeder, proof: Proof) -> None:
    """Carry an invoice paid in two parts, by check and in cash."""
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2), taxes=())])
    proof.carry(invoice, "invoice")
    for journal in ("Bank", "Cash"):
        payment = odoo.register_payment(invoice, amount=Decimal("50.00"), journal=journal)
        mirrored = proof.mirrored(payment, "payment")
        proof.repeatable(payment, "payment", mirrored)


@rule("payments.deposit_to", "journal")
def test_money_goes_into_its_journals_account(odoo: Seeder, proof: Proof) -> None:
    """Checks into the bank account, cash among the undeposited funds."""
    mirror_payments_by_bank_and_in_cash(odoo, proof)


@rule("payments.deposit_to", "undeposited funds")
def test_all_money_waits_to_be_deposited(odoo: Seeder, proof: Proof) -> None:
    """A deposit in QuickBooks then stands on the bank statement as one sum."""
    mirror_payments_by_bank_and_in_cash(odoo, proof)
