"""Customer invoices."""

from __future__ import annotations

from harness.oracle import sales
from harness.oracle.documents import due, head
from harness.oracle.expectation import Amount, Expectation, Field, Links
from harness.policy import Policy
from harness.snapshot import Document


def expect_invoice(document: Document, policy: Policy, links: Links) -> Expectation:
    """Expect an Invoice."""
    return Expectation(
        entity="Invoice",
        fields=(
            *head(document, policy, "invoices", document.number),
            *due(document, policy, "invoices"),
            Field(path="Balance", rule="invoices.balance", want=Amount(document.residual)),
            sales.customer(document, "invoices", links),
            *sales.tax(document, policy, "invoices"),
        ),
        lines=sales.lines(document, policy, "invoices", links),
        subtotal=document.untaxed,
        lines_rule="invoices.lines",
    )
