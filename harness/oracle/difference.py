"""A difference, and the table of differences that a person reads."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from harness.snapshot import OdooRef

WIDTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field that is not as the rule says; `expected` and `found` are printed forms."""

    field: str
    rule: str
    expected: str
    found: str


def table(differences: Sequence[Difference], *, ref: OdooRef, qbo_id: str, title: str) -> str:
    """Print differences as a table of at most 80 columns, readable without colour."""
    rows = Table(show_lines=False, expand=True)
    for heading in ("field", "rule", "expected", "found"):
        rows.add_column(heading, overflow="fold")
    for difference in differences:
        rows.add_row(difference.field, difference.rule, difference.expected, difference.found)
    buffer = io.StringIO()
    console = Console(file=buffer, width=WIDTH, color_system=None, markup=False, highlight=False)
    count = len(differences)
    console.print(
        f"{title}: {count} difference{'s' if count != 1 else ''}\n"
        f"Odoo {ref}  QuickBooks id {qbo_id}"
    )
    console.print(rows)
    return buffer.getvalue()
