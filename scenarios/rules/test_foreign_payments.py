"""Payments in another currency than the books'."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harness.marks import case
from harness.odoo.currencies import use_currency
from harness.odoo.money import receive
from harness.odoo.seed import Seeder
from harness.proof import Proof


@case("A payment in another currency")
def test_a_payment_in_euro_is_refused(odoo: Seeder, proof: Proof) -> None:
    """The export fails and says so, rather than take euro for dollars."""
    use_currency(odoo, "EUR", worth=Decimal("1.0837"), since=date(2026, 1, 1))
    customer = odoo.create_customer(company=True)
    proof.carry(customer, "customer")
    payment = receive(odoo, customer, journal="Bank", amount=Decimal("250.00"), currency="EUR")
    proof.refused(payment, "payment")
    proof.never_left(payment, "payment")
