"""Early-payment discounts (2/10 Net 30) and small balances that are written off with a payment."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from harness.marks import case, rule
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work

SMALL_BALANCES = "600200"
"""Odoo's account of what is not worth collecting."""


def invoice_of(odoo: Seeder, proof: Proof, *, terms: str, taxed: bool = False) -> OdooRef:
    """An invoice over 850.00 before tax that is in QuickBooks."""
    customer, work = customer_and_work(odoo, proof)
    sold = line(work, quantity=Decimal(10), taxes=None if taxed else ())
    invoice = odoo.post_invoice(customer, lines=[sold], terms=terms)
    proof.carry(invoice, "invoice")
    return invoice


def bill_of(odoo: Seeder, proof: Proof) -> OdooRef:
    """A bill over 400.00 with an early-payment discount that is in QuickBooks."""
    vendor = odoo.create_vendor()
    proof.carry(vendor, "vendor")
    bought = expense("Saw blades", account="600100", amount=Decimal("400.00"))
    bill = odoo.post_bill(vendor, lines=[bought], terms="2/10 Net 30")
    proof.carry(bill, "bill")
    return bill


@rule("payments.write_offs", "credit memo")
def test_an_early_payment_discount_is_a_credit_memo(odoo: Seeder, proof: Proof) -> None:
    """98 % are paid in time, a credit memo over 2 % is used up, and the invoice owes nothing."""
    invoice = invoice_of(odoo, proof, terms="2/10 Net 30")
    payment = odoo.register_payment(invoice, journal="Bank", on=odoo.today + timedelta(days=4))
    with proof.nothing_written_back(payment, invoice):
        mirrored = proof.mirrored(payment, "payment", along=[(payment, "write_off")])
    proof.mirrored(payment, "write_off")
    proof.repeatable(payment, "payment", mirrored)
    proof.mirrored(invoice, "invoice")


@rule("payments.write_offs", "credit memo")
def test_a_small_balance_is_written_off_by_a_credit_memo(odoo: Seeder, proof: Proof) -> None:
    """What the customer left out is not worth a letter."""
    invoice = invoice_of(odoo, proof, terms="Net 30")
    payment = odoo.register_payment(
        invoice, amount=Decimal("849.15"), journal="Bank", write_off=SMALL_BALANCES
    )
    mirrored = proof.mirrored(payment, "payment", along=[(payment, "write_off")])
    proof.mirrored(payment, "write_off")
    proof.repeatable(payment, "payment", mirrored)
    proof.mirrored(invoice, "invoice")


@rule("payments.write_offs", "refuse")
def test_a_discount_is_left_to_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """Neither the payment nor a credit memo arrives."""
    invoice = invoice_of(odoo, proof, terms="2/10 Net 30")
    payment = odoo.register_payment(invoice, journal="Bank")
    proof.refused(payment, "payment")
    proof.never_left(payment, "payment")
    proof.never_left(payment, "write_off")


@rule("bill_payments.write_offs", "vendor credit")
def test_a_vendors_discount_is_a_vendor_credit(odoo: Seeder, proof: Proof) -> None:
    """98 % are paid in time, a vendor credit over 2 % is used up, and the bill is settled."""
    bill = bill_of(odoo, proof)
    payment = odoo.register_payment(bill, journal="Bank", on=odoo.today + timedelta(days=4))
    mirrored = proof.mirrored(payment, "bill_payment", along=[(payment, "bill_write_off")])
    proof.mirrored(payment, "bill_write_off")
    proof.repeatable(payment, "bill_payment", mirrored)
    proof.mirrored(bill, "bill")


@rule("bill_payments.write_offs", "refuse")
def test_a_vendors_discount_is_left_to_an_accountant(odoo: Seeder, proof: Proof) -> None:
    """Neither the payment nor a vendor credit arrives."""
    payment = odoo.register_payment(bill_of(odoo, proof), journal="Bank")
    proof.refused(payment, "bill_payment")
    proof.never_left(payment, "bill_payment")
    proof.never_left(payment, "bill_write_off")


@case("A payment keeps more than it settles")
def test_a_surplus_that_is_kept_is_refused(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks would show it as the customer's credit, which it is not."""
    invoice = invoice_of(odoo, proof, terms="Net 30")
    payment = odoo.register_payment(
        invoice, amount=Decimal("850.40"), journal="Bank", write_off=SMALL_BALANCES
    )
    proof.refused(payment, "payment")
    proof.never_left(payment, "payment")


@rule("payments.taxed_discounts", "credit memo")
def test_a_discount_lowers_the_sales_tax(odoo: Seeder, proof: Proof) -> None:
    """98 % are paid, tax and all; the credit memo has the tax of the other 2 %."""
    invoice = invoice_of(odoo, proof, terms="2/10 Net 30", taxed=True)
    payment = odoo.register_payment(invoice, journal="Bank")
    mirrored = proof.mirrored(payment, "payment", along=[(payment, "write_off")])
    proof.mirrored(payment, "write_off")
    proof.repeatable(payment, "payment", mirrored)
    proof.mirrored(invoice, "invoice")


@rule("payments.taxed_discounts", "refuse")
def test_a_discount_on_sales_tax_is_refused(odoo: Seeder, proof: Proof) -> None:
    """How the tax return must show it is not for a connector to decide."""
    invoice = invoice_of(odoo, proof, terms="2/10 Net 30", taxed=True)
    payment = odoo.register_payment(invoice, journal="Bank")
    proof.refused(payment, "payment")
    proof.never_left(payment, "payment")
