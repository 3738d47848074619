"""Days at which a connector takes another one: ends of years and months, leap days, other years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from harness.marks import case
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from scenarios.hard.records import customer_and_service, service

DAYS = [
    pytest.param(date(2026, 12, 31), id="new-years-eve"),
    pytest.param(date(2027, 1, 1), id="new-year"),
    pytest.param(date(2028, 2, 29), id="leap-day"),
    pytest.param(date(2026, 1, 31), id="month-end"),
    pytest.param(date(2026, 3, 8), id="summer-time"),
    pytest.param(date(2024, 2, 29), id="two-years-ago"),
    pytest.param(date(2030, 6, 30), id="years-ahead"),
]


@case("Hard days of invoices")
@pytest.mark.parametrize("day", DAYS)
def test_an_invoice_keeps_its_day(day: date, odoo: Seeder, proof: Proof) -> None:
    """And falls due thirty days later, not a month."""
    customer, work = customer_and_service(odoo, proof)
    lines = [line(work, quantity=Decimal(1), taxes=())]
    invoice = odoo.post_invoice(customer, lines=lines, terms="Net 30", on=day)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@case("Hard days of payments")
@pytest.mark.parametrize("day", DAYS)
def test_a_payment_keeps_its_day(day: date, odoo: Seeder, proof: Proof) -> None:
    """Whenever it is exported."""
    customer, work = customer_and_service(odoo, proof)
    lines = [line(work, quantity=Decimal(1), taxes=())]
    invoice = odoo.post_invoice(customer, lines=lines, on=day)
    proof.carry(invoice, "invoice")
    payment = odoo.register_payment(invoice, journal="Bank", on=day)
    proof.mirrored(payment, "payment")


@case("Hard days of bills")
@pytest.mark.parametrize("day", DAYS)
def test_a_bill_keeps_its_day(day: date, odoo: Seeder, proof: Proof) -> None:
    """And its due day."""
    mill, work = odoo.create_vendor(terms="Net 30"), service(odoo)
    proof.carry(mill, "vendor")
    proof.carry(work, "product")
    lines = [line(work, quantity=Decimal(1), price=Decimal(60))]
    bill = odoo.post_bill(mill, lines=lines, terms="Net 30", on=day)
    proof.mirrored(bill, "bill")
