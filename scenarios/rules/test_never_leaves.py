"""What never leaves Odoo: drafts, quotations, orders, stock moves and price lists."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.orders import sell
from harness.odoo.purchasing import confirm, order, receive
from harness.odoo.seed import Seeder, line
from harness.odoo.stock import deliver, price_list
from harness.proof import Proof


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
