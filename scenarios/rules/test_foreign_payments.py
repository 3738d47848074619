"""Customers' payments in another currency than the books', at a rate of their own day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harness.marks import company, rule
from harness.odoo.currencies import pricelist_in, use_currency
from harness.odoo.edits import post
from harness.odoo.money import receive
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef

RULE = "invoices.currencies"
DECEMBER, JANUARY = date(2025, 12, 15), date(2026, 1, 20)


def customer_in_euro(odoo: Seeder) -> OdooRef:
    """A customer whose prices are in euro, which were worth more in December than in January."""
    use_currency(odoo, "EUR", worth=Decimal("1.1052"), since=date(2025, 12, 1))
    use_currency(odoo, "EUR", worth=Decimal("1.0837"), since=date(2026, 1, 1))
    return odoo.create_customer(company=True, pricelist=pricelist_in(odoo, "EUR"))


@company(CurrencyPrefs={"MultiCurrencyEnabled": True})
@rule(RULE, "with the rate")
def test_a_payment_in_euro_has_the_rate_of_its_day(odoo: Seeder, proof: Proof) -> None:
    """It settles the invoice in euro; what the rates differ is a loss in both systems."""
    customer = customer_in_euro(odoo)
    work = odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(0)
    )
    proof.carry(customer, "customer")
    proof.carry(work, "product")
    sold = line(work, quantity=Decimal(3), price=Decimal("171.37"), taxes=())
    invoice = odoo.draft_document(
        "out_invoice", customer, lines=[sold], on=DECEMBER, currency="EUR"
    )
    post(odoo, invoice)
    proof.mirrored(invoice, "invoice")
    part = odoo.register_payment(invoice, journal="Bank", amount=Decimal("100.01"), on=JANUARY)
    with proof.nothing_written_back(part, invoice):
        proof.repeatable(part, "payment", proof.mirrored(part, "payment"))
    rest = odoo.register_payment(invoice, journal="Bank", on=JANUARY)
    proof.repeatable(rest, "payment", proof.mirrored(rest, "payment"))
    proof.mirrored(invoice, "invoice")


@rule(RULE, "refuse")
def test_a_payment_in_euro_is_refused(odoo: Seeder, proof: Proof) -> None:
    """The export fails and says so, rather than take euro for dollars."""
    customer = customer_in_euro(odoo)
    proof.carry(customer, "customer")
    payment = receive(odoo, customer, journal="Bank", amount=Decimal("250.00"), currency="EUR")
    proof.refused(payment, "payment")
    proof.never_left(payment, "payment")
