"""What a payment settles: one line for each document, in whatever order."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Literal

from harness.oracle.documents import linked
from harness.oracle.expectation import Amount, Field, Links, Text
from harness.snapshot import OdooRef, Payment

SETTLED = "LinkedTxn.0.TxnId"
"""The reference by which a line of a payment is known."""


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
