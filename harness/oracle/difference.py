"""A difference, and the table of differences that a person reads."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from harness.snapshot import OdooRef

WIDTH = 80
LINE = re.compile(r"\[\d+\]")
RULE_WIDTH = 30
"""No rule's name is longer, so none is ever broken over lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """
    One field compared by its rule; `expected` and `found` are printed forms.

    A field that `agrees` is no difference, and is shown only where all fields are.
    """

    field: str
    rule: str
    expected: str
    found: str
    agrees: bool = False

    @property
    def place(self) -> str:
        """The rule and the field, whichever line of a document it is in."""
        return f"{self.rule} ({LINE.sub('', self.field)})"


class Differs(AssertionError):
    """A record in QuickBooks that is not as the rules say; its message is the table."""

    def __init__(
        self, differences: Sequence[Difference], *, ref: OdooRef, qbo_id: str, title: str
    ) -> None:
        super().__init__(table(differences, ref=ref, qbo_id=qbo_id, title=title))
        self.differences = tuple(differences)


def table(differences: Sequence[Difference], *, ref: OdooRef, qbo_id: str, title: str) -> str:
    """Print differences as a table of at most 80 columns, readable without colour."""
    rows = Table(show_lines=True, expand=True)
    rows.add_column("rule, field", overflow="fold", min_width=RULE_WIDTH)
    rows.add_column("expected", overflow="fold")
    rows.add_column("found", overflow="fold")
    for difference in differences:
        name = f"{difference.rule}\n{difference.field}"
        rows.add_row(name, difference.expected, difference.found)
    buffer = io.StringIO()
    console = Console(file=buffer, width=WIDTH, color_system=None, markup=False, highlight=False)
    count = len(differences)
    console.print(
        f"{title}: {count} difference{'s' if count != 1 else ''}, in {_rules(differences)}\n"
        f"Odoo {ref}  QuickBooks id {qbo_id}"
    )
    console.print(rows)
    return buffer.getvalue()


def _rules(differences: Sequence[Difference]) -> str:
    """Name the first rule that was broken, for summaries that show no table."""
    first, *others = dict.fromkeys(difference.rule for difference in differences)
    return f"{first} and {len(others)} more" if others else first
