"""The location, such as a yard, that a document belongs to."""

from __future__ import annotations

from typing import Annotated, Literal

from harness.policy.question import Question, Section


class Locations(Section):
    """
    How the location of documents is mirrored.

    Odoo's community edition holds it as analytic accounts of one `plan`, on the
    lines of invoices and bills alike. `names` are what QuickBooks calls them,
    as locations and as classes.
    """

    recorded_as: Annotated[
        Literal["location", "class", "not at all"],
        Question(
            "How does QuickBooks know for which of our locations a document is?",
            {
                "location": "Each document has one location; lines of two are refused.",
                "class": "Each line of an invoice or bill has the location as its class.",
                "not at all": "It does not: reports by location are Odoo's.",
            },
        ),
    ]
    plan: str
    names: dict[str, str]
