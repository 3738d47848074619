"""JSON as Intuit writes it: decimals keep their digits, a money zero is a bare 0."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")


def loads(text: str | bytes) -> Any:  # noqa: ANN401 - any JSON
    """Parse JSON; numbers with a fraction become `Decimal`."""
    return json.loads(text, parse_float=Decimal)


def dumps(value: object) -> str:
    """Write JSON without blanks, `Decimal` digit by digit."""
    match value:
        case dict():
            inner = ",".join(f"{json.dumps(key)}:{dumps(item)}" for key, item in value.items())
            return f"{{{inner}}}"
        case list() | tuple():
            return f"[{','.join(dumps(item) for item in value)}]"
        case Decimal():
            return format(value, "f")
        case _:
            return json.dumps(value, ensure_ascii=False)


def money(value: Decimal) -> Decimal | int:
    """Round half up to cents; zero prints as `0`, all else with two digits (recorded)."""
    rounded = value.quantize(CENT, ROUND_HALF_UP)
    return rounded or 0


def number(value: Decimal) -> Decimal | int:
    """Drop trailing zeros, as quantities, prices and percents print (recorded)."""
    if value == value.to_integral_value():
        return int(value)
    return value.normalize()
