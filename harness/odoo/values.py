"""Parsing the values of Odoo's answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]
"""A record as Odoo answers it: its fields by name."""


def text(value: object) -> str:
    """Read a text; Odoo's `False` is an empty one."""
    return value if isinstance(value, str) else ""


def record_id(value: Any) -> int:  # noqa: ANN401 - Odoo's many2one: False, or [id, name]
    """Read the id of a many2one; 0 when it is empty."""
    return int(value[0]) if value else 0


def name(value: Any) -> str:  # noqa: ANN401 - as above
    """Read the name of a many2one; an empty text when it is empty."""
    return str(value[1]) if value else ""


def day(value: object) -> date | None:
    """Read a date; None when it is empty."""
    return date.fromisoformat(value) if isinstance(value, str) else None


def decimal(value: int | Decimal) -> Decimal:
    """Read an amount."""
    return Decimal(value)
