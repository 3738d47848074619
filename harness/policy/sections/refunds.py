"""Money given back to customers."""

from __future__ import annotations

from typing import Annotated, Literal

from harness.policy.question import Question, Section


class Refunds(Section):
    """How money that a customer gets back is mirrored."""

    form: Annotated[
        Literal["refund receipt", "refuse"],
        Question(
            "How does QuickBooks receive money that a customer gets back for a credit note?",
            {
                "refund receipt": "As a refund receipt, which takes the place of the credit memo.",
                "refuse": "Not at all: the credit memo stays open, and an accountant enters the"
                " refund.",
            },
        ),
    ]
