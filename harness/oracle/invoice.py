"""Customer invoices."""

from __future__ import annotations

from decimal import Decimal

from harness.oracle import sales
from harness.oracle.documents import due, head, open_amount
from harness.oracle.expectation import Amount, Expectation, Field, Links
from harness.policy import Policy
from harness.snapshot import Document


def expect_invoice(document: Document, policy: Policy, links: Links) -> Expectation:
    """Expect an Invoice."""
    return Expectation(
        entity="Invoice",
        fields=sales.allowing(
            (
                *head(document, policy, "invoices", document.number),
                *due(document, policy, "invoices"),
                Field(
                    path="Balance", rule="invoices.balance", want=Amount(_open(document, policy))
                ),
                sales.customer(document, "invoices", links),
                *sales.addresses(document, "invoices"),
                *sales.tax(document, policy, "invoices"),
                *sales.texts(document, policy, "invoices"),
            ),
            document,
            policy,
        ),
        lines=sales.lines(document, policy, "invoices", links),
        subtotal=sales.subtotal(document, policy),
        lines_rule="invoices.lines",
    )


def _open(document: Document, policy: Policy) -> Decimal:
    """Return the balance in QuickBooks: higher than in Odoo if credits are not applied there."""
    if policy.credit_memos.application == "applied":
        return open_amount(document, policy)
    return open_amount(document, policy) + sum(
        (item.amount for item in document.settled if item.kind == "out_refund"), Decimal(0)
    )
