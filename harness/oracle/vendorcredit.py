"""Vendors' credit notes."""

from __future__ import annotations

from decimal import Decimal

from harness.oracle import purchases
from harness.oracle.applied import used
from harness.oracle.documents import head
from harness.oracle.expectation import Amount, Expectation, Field, Links
from harness.policy import Policy
from harness.snapshot import Document


def credit_number(document: Document, policy: Policy) -> str:
    """Say by which number people know a vendor credit."""
    theirs = policy.vendor_credits.number == "reference"
    return (theirs and document.reference) or document.number


def expect_vendor_credit(document: Document, policy: Policy, links: Links) -> Expectation:
    """Expect a VendorCredit, as positive as Odoo's credit note; nothing of it falls due."""
    purchases.demand_mirrored(document, policy)
    left = document.total - sum(used(document, policy, links).values(), Decimal(0))
    return Expectation(
        entity="VendorCredit",
        fields=(
            *head(document, policy, "vendor_credits", credit_number(document, policy)),
            purchases.vendor(document, "vendor_credits", links),
            purchases.owed_on(document.currency, policy, "vendor_credits"),
            Field(path="Balance", rule="vendor_credits.application", want=Amount(left)),
        ),
        lines=purchases.lines(document, policy, "vendor_credits", links),
        lines_rule="vendor_credits.lines",
    )
