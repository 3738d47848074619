"""Vendor bills, vendors' credit notes and their payments in another currency than the books'."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harness.marks import company, rule
from harness.odoo.credits import credit
from harness.odoo.currencies import use_currency
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import OdooRef
from scenarios.rules.bills import forty, mill_and_beam

RULE = "bills.currencies"
JANUARY, FEBRUARY = date(2026, 1, 15), date(2026, 2, 20)
"""Not before the stock begins: QuickBooks takes no earlier bill of what it counts (6270)."""


def bill_in_euro(odoo: Seeder, proof: Proof) -> OdooRef:
    """A bill in euro, which were worth more in January than in February."""
    use_currency(odoo, "EUR", worth=Decimal("1.0837"), since=date(2026, 1, 1))
    use_currency(odoo, "EUR", worth=Decimal("1.0714"), since=date(2026, 2, 1))
    mill, beam = mill_and_beam(odoo, proof, currency="EUR")
    return odoo.post_bill(mill, lines=forty(beam), on=JANUARY, currency="EUR")


@company(CurrencyPrefs={"MultiCurrencyEnabled": True})
@rule(RULE, "with the rate")
def test_a_bill_in_euro_is_worth_the_same_at_home(odoo: Seeder, proof: Proof) -> None:
    """In its own currency, at Odoo's rate; the vendor's credit note is applied to it."""
    bill = bill_in_euro(odoo, proof)
    proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))
    returned = credit(odoo, bill, quantity=Decimal(1), on=JANUARY)
    proof.repeatable(returned, "vendor_credit", proof.mirrored(returned, "vendor_credit"))
    proof.mirrored(bill, "bill")


@company(CurrencyPrefs={"MultiCurrencyEnabled": True})
@rule(RULE, "with the rate")
def test_a_bill_in_euro_is_paid_at_the_rate_of_that_day(odoo: Seeder, proof: Proof) -> None:
    """It is settled in euro; what the rates differ is a gain in both systems."""
    bill = bill_in_euro(odoo, proof)
    proof.carry(bill, "bill")
    part = odoo.register_payment(bill, journal="Bank", amount=Decimal("100.01"), on=FEBRUARY)
    with proof.nothing_written_back(part, bill):
        proof.repeatable(part, "bill_payment", proof.mirrored(part, "bill_payment"))
    rest = odoo.register_payment(bill, journal="Bank", on=FEBRUARY)
    proof.repeatable(rest, "bill_payment", proof.mirrored(rest, "bill_payment"))
    proof.mirrored(bill, "bill")


@rule(RULE, "refuse")
def test_a_bill_in_euro_is_refused(odoo: Seeder, proof: Proof) -> None:
    """The export fails and says so, rather than take euro for dollars."""
    bill = bill_in_euro(odoo, proof)
    proof.refused(bill, "bill")
    proof.never_left(bill, "bill")
