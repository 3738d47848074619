"""What never leaves Odoo: drafts, quotations, orders, stock moves, price lists and payroll."""

from __future__ import annotations

import contextlib
from decimal import Decimal

from harness.connector.driver import Connector
from harness.connector.exporting import SyncFailed
from harness.marks import case
from harness.odoo.orders import sell
from harness.odoo.purchasing import confirm, order, receive
from harness.odoo.salaries import post_salaries
from harness.odoo.seed import Seeder, line
from harness.odoo.stock import deliver, price_list
from harness.proof import Proof
from harness.quickbooks.books import Books

BOOKED_AS = ("JournalEntry", "Purchase", "Bill", "Deposit")
"""What an entry of Odoo's ledger could become."""


@case("Orders, receipts and deliveries never leave Odoo")
def test_orders_and_stock_stay_in_odoo(odoo: Seeder, proof: Proof) -> None:
    """Bought, received, sold and delivered, and nothing of it billed: QuickBooks hears nothing."""
    customer, mill = odoo.create_customer(terms="Net 30"), odoo.create_vendor(terms="Net 30")
    beam = odoo.create_product(
        category="Aluminum / Beams", kind="storable", price=Decimal("184.50"), cost=Decimal(121)
    )
    purchase = order(odoo, mill, lines=[line(beam, quantity=Decimal(40), price=Decimal(121))])
    confirm(odoo, purchase)
    received = receive(odoo, purchase)
    sale = sell(odoo, customer, lines=[line(beam, quantity=Decimal(3))])
    delivered = deliver(odoo, sale)
    with proof.nothing_written_back(customer, mill, beam, purchase, received, sale, delivered):
        proof.mirrored(customer, "customer")
        proof.mirrored(mill, "vendor")
        proof.mirrored(beam, "product")
        proof.nothing_more("orders and stock moves")


@case("Drafts, quotations and price lists never leave Odoo")
def test_drafts_and_prices_stay_in_odoo(odoo: Seeder, proof: Proof) -> None:
    """What is only meant, offered or agreed is no accounting."""
    customer, mill = odoo.create_customer(terms="Net 30"), odoo.create_vendor(terms="Net 30")
    beam = odoo.create_product(
        category="Aluminum / Beams", kind="storable", price=Decimal("184.50"), cost=Decimal(121)
    )
    one = [line(beam, quantity=Decimal(1))]
    prices = price_list(odoo, beam, Decimal("170.10"))
    quotation = odoo.create_quotation(customer, lines=one)
    wish = order(odoo, mill, lines=one)
    draft = odoo.draft_document("in_invoice", mill, lines=one)
    unsent = odoo.draft_invoice(customer, lines=one)
    with proof.nothing_written_back(customer, mill, beam, prices, quotation, wish, draft, unsent):
        proof.mirrored(customer, "customer")
        proof.mirrored(mill, "vendor")
        proof.mirrored(beam, "product")
        proof.declined(draft, "bill", "it is a draft")
        proof.stays_in_odoo(unsent, customer=customer)
        proof.nothing_more("drafts, quotations and price lists")


@case("Payroll never leaves Odoo")
def test_salaries_stay_in_odoo(
    odoo: Seeder, connector: Connector, quickbooks: Books, proof: Proof
) -> None:
    """What people earn is one entry of the ledger, and nobody's document."""
    customer = odoo.create_customer()
    salaries = post_salaries(odoo, Decimal("18450.30"))
    before = {kind: quickbooks.count(kind) for kind in BOOKED_AS}
    with proof.nothing_written_back(customer, salaries):
        with contextlib.suppress(SyncFailed):  # refusing is the honest answer
            connector.sync(salaries, "invoice")
        proof.mirrored(customer, "customer")
    assert connector.external_id(salaries, "invoice") is None
    made = [kind for kind in BOOKED_AS if quickbooks.count(kind) != before[kind]]
    assert not made, f"the salaries {salaries} must not leave Odoo, but became a {', '.join(made)}"
