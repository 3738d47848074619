"""JSON laid out for reading, digit by digit as it came: a cassette is reviewed like code."""

from __future__ import annotations

import json
from typing import Any


class _Digits(str):
    """A number as it was written."""

    __slots__ = ()


def pretty(text: str) -> str:
    """Lay JSON text out over lines; anything else comes back as it is."""
    try:
        parsed = json.loads(text, parse_float=_Digits, parse_int=_Digits)
    except ValueError:
        return text
    return _layout(parsed, "")


def _layout(value: Any, margin: str) -> str:  # noqa: ANN401 - any JSON
    inner = margin + "  "
    match value:
        case _Digits():
            return str(value)
        case dict() if value:
            rows = (f"{inner}{json.dumps(key)}: {_layout(value[key], inner)}" for key in value)
            return "{\n" + ",\n".join(rows) + f"\n{margin}}}"
        case list() if value and any(isinstance(item, dict | list) for item in value):
            rows = (inner + _layout(item, inner) for item in value)
            return "[\n" + ",\n".join(rows) + f"\n{margin}]"
        case list():
            return f"[{', '.join(_layout(item, inner) for item in value)}]"
        case dict():
            return "{}"
        case _:
            return json.dumps(value, ensure_ascii=False)
