"""Days at which a connector takes another one: ends of years and months, leap days, other years."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from harness.marks import case
from harness.odoo.edits import post_in
from harness.odoo.goods import create_service
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.session.run import Parts
from scenarios.hard.records import customer_and_service

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


NOON = 11
"""Until this hour of UTC it is yesterday in the far west, after it tomorrow in the far east."""


def zone_of_another_day(now: datetime) -> ZoneInfo:
    """A zone in which it is another day than in UTC: as late at night for a bookkeeper at home."""
    return ZoneInfo("Etc/GMT+12" if now.astimezone(UTC).hour < NOON else "Pacific/Kiritimati")


@case("Posted late at night")
def test_an_invoice_posted_late_has_its_users_day(parts: Parts, odoo: Seeder, proof: Proof) -> None:
    """At 23:30 where the user is it is tomorrow in UTC already; the invoice is of today."""
    zone = zone_of_another_day(parts.moment.now)
    customer, work = customer_and_service(odoo, proof)
    invoice = odoo.draft_invoice(customer, lines=[line(work, quantity=Decimal(1), taxes=())])
    post_in(odoo, invoice, zone)
    mirrored = proof.mirrored(invoice, "invoice")
    day = parts.moment.now.astimezone(zone).date()
    assert mirrored.record["TxnDate"] == day.isoformat(), f"{mirrored.record['TxnDate']}, not {day}"
    assert day != parts.moment.now.astimezone(UTC).date(), "the zone was to have another day"


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
    mill, work = odoo.create_vendor(terms="Net 30"), create_service(odoo)
    proof.carry(mill, "vendor")
    proof.carry(work, "product")
    lines = [line(work, quantity=Decimal(1), price=Decimal(60))]
    bill = odoo.post_bill(mill, lines=lines, terms="Net 30", on=day)
    proof.mirrored(bill, "bill")
