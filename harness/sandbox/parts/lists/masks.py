"""Numbers that are never answered in full: they are stored masked, so that nothing can leak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox.core.schema import Record, Rule

if TYPE_CHECKING:
    from harness.sandbox.company import Company

SOCIAL_SECURITY = "XXX-XX-XXXX"
"""Intuit's own mask, letter by letter: no placeholder of ours."""
VENDOR_SHOWN, CUSTOMER_SHOWN = 4, 5


def social_security(company: Company, record: Record, before: Record | None) -> None:
    """A social security number shows as `XXX-XX-XXXX`; the mask sent back changes nothing."""
    del company, before
    if record.get("SSN"):
        record["SSN"] = SOCIAL_SECURITY


def masked(field: str, shown: int) -> Rule:
    """Make the rule that shows only the last digits of a tax number (recorded, Intuit)."""

    def rule(company: Company, record: Record, before: Record | None) -> None:
        del company
        given = record.get(field)
        if given and given != (before or {}).get(field):
            last = "".join(mark for mark in given if mark.isalnum())[-shown:]
            record[field] = "X" * (len(given) - len(last)) + last

    return rule
