"""Customers' credit notes."""

from __future__ import annotations

from decimal import Decimal

from harness.oracle import sales
from harness.oracle.applied import used
from harness.oracle.documents import head
from harness.oracle.expectation import Amount, Expectation, Field, Links
from harness.policy import Policy
from harness.snapshot import Document

APPLICATION = "credit_memos.application"


def expect_credit_memo(document: Document, policy: Policy, links: Links) -> Expectation:
    """Expect a CreditMemo, as positive as Odoo's credit note; nothing of it falls due."""
    left = Amount(document.total - sum(used(document, policy, links).values(), Decimal(0)))
    return Expectation(
        entity="CreditMemo",
        fields=sales.allowing(
            (
                *head(document, policy, "credit_memos", document.number),
                sales.customer(document, "credit_memos", links),
                *sales.addresses(document, "credit_memos"),
                *sales.tax(document, policy, "credit_memos"),
                *sales.texts(document, policy, "credit_memos"),
                Field(path="Balance", rule=APPLICATION, want=left),
                Field(path="RemainingCredit", rule=APPLICATION, want=left),
            ),
            document,
            policy,
        ),
        lines=sales.lines(document, policy, "credit_memos", links),
        subtotal=sales.subtotal(document, policy),
        lines_rule="credit_memos.lines",
    )
