"""What becomes of changes that somebody makes in QuickBooks by hand."""

from __future__ import annotations

from typing import Annotated, Literal

from harness.policy.question import Question, Section


class Ownership(Section):
    """Odoo is the source of truth: nothing that is done in QuickBooks ever changes Odoo."""

    existing: Annotated[
        Literal["taken over", "refuse"],
        Question(
            "What happens to a customer, vendor or product whose name somebody entered in"
            " QuickBooks before its first export?",
            {
                "taken over": "It is the same one, and gets what Odoo says.",
                "refuse": "Nothing: the export fails and says so, for an accountant to decide"
                " whether it is the same.",
            },
        ),
    ]
    edited: Annotated[
        Literal["restore", "report"],
        Question(
            "What happens at its next export to a record that somebody edited in QuickBooks?",
            {
                "restore": "QuickBooks holds again what Odoo says.",
                "report": "Nothing: the export fails and says what was edited, for an accountant.",
            },
        ),
    ]
    removed: Annotated[
        Literal["restore", "report"],
        Question(
            "What happens at its next export to a record that somebody deleted, voided or made"
            " inactive in QuickBooks?",
            {
                "restore": "It is there again: made anew, filled again, or made active.",
                "report": "Nothing: the export fails and says so, for an accountant to decide.",
            },
        ),
    ]
