"""Credit notes that have a day, a rate or a hold of their own, apart from what they credit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harness.marks import company, rule
from harness.odoo.credits import credit
from harness.odoo.currencies import pricelist_in, use_currency
from harness.odoo.edits import book_on, post
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from harness.quickbooks.books import Books
from scenarios.rules.sales import customer_and_work

JANUARY, FEBRUARY = date(2026, 1, 15), date(2026, 2, 20)


@company(CurrencyPrefs={"MultiCurrencyEnabled": True})
@rule("invoices.currencies", "with the rate")
def test_a_credit_note_in_euro_has_the_rate_of_its_day(odoo: Seeder, proof: Proof) -> None:
    """The euro was worth less when the hours were credited than when they were sold."""
    use_currency(odoo, "EUR", worth=Decimal("1.0837"), since=date(2026, 1, 1))
    use_currency(odoo, "EUR", worth=Decimal("1.0714"), since=date(2026, 2, 1))
    customer = odoo.create_customer(company=True, pricelist=pricelist_in(odoo, "EUR"))
    work = odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(0)
    )
    proof.carry(customer, "customer")
    proof.carry(work, "product")
    sold = line(work, quantity=Decimal(3), price=Decimal("171.37"), taxes=())
    invoice = odoo.draft_document("out_invoice", customer, lines=[sold], on=JANUARY, currency="EUR")
    post(odoo, invoice)
    proof.mirrored(invoice, "invoice")
    returned = credit(odoo, invoice, quantity=Decimal(1), on=FEBRUARY)
    proof.repeatable(returned, "credit_memo", proof.mirrored(returned, "credit_memo"))
    proof.mirrored(invoice, "invoice")


@rule("documents.dated", "accounting date")
def test_a_late_vendor_credit_belongs_into_the_open_month(odoo: Seeder, proof: Proof) -> None:
    """It is of January and came in February, when January was closed."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    bonus = [expense("Bonus of the year", account="600100", amount=Decimal("100.00"))]
    late = odoo.draft_document("in_refund", mill, lines=bonus, on=JANUARY)
    book_on(odoo, late, FEBRUARY)
    post(odoo, late)
    proof.repeatable(late, "vendor_credit", proof.mirrored(late, "vendor_credit"))


@rule("invoices.withdrawn_paid", "refuse")
def test_a_credited_invoice_waits_for_an_accountant(
    odoo: Seeder, proof: Proof, quickbooks: Books
) -> None:
    """
    A credit note pays it as money does: cancelled in Odoo, it is not voided by itself.

    Odoo takes the credit note off it, and what exports all that waits does so there too.
    """
    customer, work = customer_and_work(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    proof.carry(invoice, "invoice")
    returned = credit(odoo, invoice, quantity=Decimal(1))
    proof.mirrored(returned, "credit_memo")
    mirrored = proof.mirrored(invoice, "invoice")
    odoo.cancel(invoice)
    proof.refused(invoice, "invoice")
    left = quickbooks.read("Invoice", mirrored.id)
    assert left["TotalAmt"] == mirrored.record["TotalAmt"], "the invoice was voided all the same"
