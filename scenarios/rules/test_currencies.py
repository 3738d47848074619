"""Invoices and credit notes in another currency than the books'."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harness.marks import company, rule
from harness.odoo.credits import credit
from harness.odoo.currencies import pricelist_in, use_currency
from harness.odoo.edits import post
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef

RULE = "invoices.currencies"


def invoice_in_euro(odoo: Seeder, proof: Proof) -> OdooRef:
    """An untaxed invoice in euro to a customer whose prices are in euro."""
    use_currency(odoo, "EUR", worth=Decimal("1.0837"), since=date(2026, 1, 1))
    customer = odoo.create_customer(company=True, pricelist=pricelist_in(odoo, "EUR"))
    beam = odoo.create_product(
        category="Aluminum / Beams", kind="storable", price=Decimal("184.50"), cost=Decimal(121)
    )
    proof.mirrored(customer, "customer")
    proof.carry(beam, "product")
    sold = line(beam, quantity=Decimal(3), price=Decimal("171.37"), discount=Decimal(5), taxes=())
    invoice = odoo.draft_document("out_invoice", customer, lines=[sold], currency="EUR")
    post(odoo, invoice)
    return invoice


@company(CurrencyPrefs={"MultiCurrencyEnabled": True})
@rule(RULE, "with the rate")
def test_an_invoice_in_euro_is_worth_the_same_at_home(odoo: Seeder, proof: Proof) -> None:
    """In its own currency, at Odoo's rate; its credit note is applied to it."""
    invoice = invoice_in_euro(odoo, proof)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
    returned = credit(odoo, invoice, quantity=Decimal(1))
    proof.repeatable(returned, "credit_memo", proof.mirrored(returned, "credit_memo"))
    proof.mirrored(invoice, "invoice")


@rule(RULE, "refuse")
def test_an_invoice_in_euro_is_refused(odoo: Seeder, proof: Proof) -> None:
    """The export fails and says so, rather than take euro for dollars."""
    proof.refused(invoice_in_euro(odoo, proof), "invoice")
