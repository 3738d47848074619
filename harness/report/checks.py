"""The eleven checks of the validation loop, in their order."""

from __future__ import annotations

from dataclasses import dataclass

from harness.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the loop; `feature` groups the lines in the reports."""

    number: int
    title: str
    feature: str


CHECKS = (
    Check(1, "Odoo 19 staging runs", "The systems"),
    Check(2, "A QuickBooks sandbox is available and clean", "The systems"),
    Check(3, "The connector is installed without dependency errors", "The connector"),
    Check(4, "The OAuth connection works", "The connector"),
    Check(5, "One customer is mirrored", "The mirror"),
    Check(6, "One vendor is mirrored", "The mirror"),
    Check(7, "One product is mirrored", "The mirror"),
    Check(8, "One invoice is mirrored", "The mirror"),
    Check(9, "One payment is mirrored", "The mirror"),
    Check(10, "One vendor bill is mirrored", "The mirror"),
    Check(11, "The sync logs tell the truth", "The evidence"),
)


def number_of(title: str) -> int:
    """Find a check's number by its title; a misspelt title is an error, not a twelfth check."""
    for check in CHECKS:
        if check.title == title:
            return check.number
    raise SettingsError(
        f"There is no check called {title!r}.",
        expected="; ".join(check.title for check in CHECKS),
        found=title,
        next_step="use one of these titles",
    )
