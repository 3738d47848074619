"""Documents of a period that is closed, and the day that a document has in QuickBooks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harness.marks import case, rule
from harness.odoo.edits import book_on, change_quantity, post, reset
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.quickbooks.closing import closed_until
from harness.snapshot import OdooRef
from scenarios.rules.sales import customer_and_work

RULE = "documents.dated"
JANUARY, END, FEBRUARY = date(2026, 1, 20), date(2026, 1, 31), date(2026, 2, 3)


def invoice_of_january(odoo: Seeder, customer: OdooRef, work: OdooRef) -> OdooRef:
    """An invoice with a date in January."""
    return odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))], on=JANUARY)


def late_bill(odoo: Seeder, proof: Proof) -> OdooRef:
    """A bill of January that came when January was closed, and is booked in February."""
    vendor = odoo.create_vendor()
    proof.carry(vendor, "vendor")
    paper = expense("Paper", account="600100", amount=Decimal("86.20"))
    number = f"OFFICE-{odoo.tag}"
    bill = odoo.draft_document("in_invoice", vendor, lines=[paper], on=JANUARY, reference=number)
    book_on(odoo, bill, FEBRUARY)
    post(odoo, bill)
    return bill


@case("An invoice into closed books")
def test_closed_books_refuse_loudly(odoo: Seeder, proof: Proof, quickbooks: Books) -> None:
    """The export fails, the log says so, and it works once the books are open again."""
    customer, work = customer_and_work(odoo, proof)
    with closed_until(quickbooks, END):
        invoice = invoice_of_january(odoo, customer, work)
        proof.refused(invoice, "invoice")
    proof.mirrored(invoice, "invoice")


@case("An edit in closed books")
def test_closed_books_keep_what_they_have(odoo: Seeder, proof: Proof, quickbooks: Books) -> None:
    """An invoice that was exported before stays as it was."""
    invoice = invoice_of_january(odoo, *customer_and_work(odoo, proof))
    mirrored = proof.mirrored(invoice, "invoice")
    with closed_until(quickbooks, END):
        reset(odoo, invoice)
        change_quantity(odoo, invoice, Decimal(3))
        post(odoo, invoice)
        proof.refused(invoice, "invoice")
        proof.untouched(mirrored, "its period is closed")
    proof.mirrored(invoice, "invoice")


@rule(RULE, "accounting date")
def test_a_late_bill_belongs_into_the_open_month(
    odoo: Seeder, proof: Proof, quickbooks: Books
) -> None:
    """Closed books take it, since its accounting date is open."""
    bill = late_bill(odoo, proof)
    with closed_until(quickbooks, END):
        proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))


@rule(RULE, "document date")
def test_a_late_bill_has_the_day_that_stands_on_it(odoo: Seeder, proof: Proof) -> None:
    """Whatever day Odoo's books have it on."""
    bill = late_bill(odoo, proof)
    proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))
