"""What a payment settles: one line for each document, in whatever order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from harness.oracle.documents import demand_currency, linked
from harness.oracle.expectation import Amount, Field, Links, PolicyGap, Text, UnitPrice
from harness.policy import Policy
from harness.snapshot import OdooRef, Payment

SETTLED = "LinkedTxn.0.TxnId"
"""The reference by which a line of a payment is known."""


def registered(payment: Payment, policy: Policy) -> Payment:
    """
    Return the payment with what it settles, as if Odoo had reconciled it.

    Only a payment without a journal entry is changed. A single document is paid as far
    as the money goes; several are each paid in full if their sum was paid, since Odoo
    records no other division. Money in a currency that the rules leave in Odoo is a gap.
    """
    if payment.currency != policy.currency:
        demand_currency(payment, policy, sold=payment.party == "customer")
    if payment.has_entry:
        return payment
    rule = "payments.without_entry"
    if policy.payments.without_entry == "wait":
        raise PolicyGap(rule, f"{payment.number} has no journal entry and stays in Odoo")
    whole = sum((item.amount for item in payment.registered), Decimal(0))
    if len(payment.registered) > 1 and whole != payment.amount:
        raise PolicyGap(rule, f"how is {payment.number} divided among its documents?")
    applied = tuple(
        replace(item, amount=min(item.amount, payment.amount)) for item in payment.registered
    )
    return replace(payment, applied=applied)


def currency(payment: Payment, policy: Policy, section: str) -> Iterator[Field]:
    """Expect a foreign payment in its currency, at the rate at which Odoo booked it."""
    if payment.currency == policy.currency:
        return
    rate = UnitPrice(payment.home_amount, payment.amount)
    yield Field(path="CurrencyRef.value", rule=f"{section}.currency", want=Text(payment.currency))
    yield Field(path="ExchangeRate", rule=f"{section}.exchange_rate", want=rate)


def settled(
    payment: Payment,
    section: str,
    entity: Literal["Invoice", "Bill"],
    role: Literal["invoice", "bill"],
    links: Links,
) -> tuple[tuple[Field, ...], ...]:
    """Expect a line for each document that Odoo reconciled the payment with."""
    amounts: dict[OdooRef, Decimal] = defaultdict(Decimal)
    for application in payment.applied:
        amounts[application.document] += application.amount
    to, amount_rule = f"{section}.applied_to", f"{section}.applied_amount"
    return tuple(
        (
            Field(path="LinkedTxn.0.TxnType", rule=to, want=Text(entity)),
            Field(path=SETTLED, rule=to, want=linked(entity, document, role, links)),
            Field(path="Amount", rule=amount_rule, want=Amount(amount)),
        )
        for document, amount in amounts.items()
    )
