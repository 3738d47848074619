"""Customers and vendors."""

from __future__ import annotations

from typing import Annotated, Literal

from harness.policy.question import Question, Section


class Customers(Section):
    """How customers are mirrored."""

    resale_number: Annotated[
        Literal["tax id", "none"],
        Question(
            "Where does an exempt customer's resale certificate number come from?",
            {
                "tax id": "Odoo's Tax ID becomes the resale number in QuickBooks.",
                "none": "QuickBooks holds no resale number.",
            },
        ),
    ]
    exempt_positions: tuple[str, ...]
    """Odoo's fiscal positions of customers who are not charged sales tax."""


class Vendors(Section):
    """How vendors are mirrored."""

    account_number: Annotated[
        Literal["reference", "none"],
        Question(
            "Where does our account number with a vendor come from?",
            {
                "reference": "Odoo's Reference becomes the account number in QuickBooks.",
                "none": "QuickBooks holds no account number.",
            },
        ),
    ]
