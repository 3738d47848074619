"""Vendor bills."""

from __future__ import annotations

from harness.oracle import purchases
from harness.oracle.documents import due, head, open_amount
from harness.oracle.expectation import Amount, Expectation, Field, Links, PolicyGap
from harness.policy import Policy
from harness.snapshot import Document


def bill_number(document: Document, policy: Policy) -> str:
    """Return a bill's number: the vendor's, or what the rules put in its place."""
    if not document.reference and policy.bills.without_reference == "refuse":
        raise PolicyGap("bills.without_reference", f"{document.number} has no vendor's number")
    return document.reference or document.number


def expect_bill(document: Document, policy: Policy, links: Links) -> Expectation:
    """Expect a Bill."""
    purchases.demand_mirrored(document, policy)
    return Expectation(
        entity="Bill",
        fields=(
            *head(document, policy, "bills", bill_number(document, policy)),
            *due(document, policy, "bills"),
            Field(path="Balance", rule="bills.balance", want=Amount(open_amount(document, policy))),
            purchases.vendor(document, "bills", links),
            purchases.owed_on(document.currency, policy, "bills"),
        ),
        lines=purchases.lines(document, policy, "bills", links),
        lines_rule="bills.lines",
    )
