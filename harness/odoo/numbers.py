"""Numbers on the way to and from Odoo: `Decimal` here, JSON numbers there."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any


def dumps(value: object) -> str:
    """Write JSON; a `Decimal` becomes the JSON number with the same digits."""
    return json.dumps(outward(value))


def outward(value: object) -> object:
    """
    Replace every `Decimal` in a JSON structure by a number JSON can carry.

    Odoo parses JSON numbers to binary floats itself. A `Decimal` that would
    not come out the same is refused rather than bent.
    """
    match value:
        case Decimal():
            number = float(value)
            if Decimal(repr(number)) != value:
                raise ValueError(f"{value} has more digits than Odoo's numbers can hold")
            return int(value) if value == value.to_integral_value() else number
        case dict():
            return {key: outward(item) for key, item in value.items()}
        case list() | tuple():
            return [outward(item) for item in value]
        case _:
            return value


def inward(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Replace floats that another library parsed by the `Decimal` of their shortest digits."""
    match value:
        case float():
            return Decimal(repr(value))
        case dict():
            return {key: inward(item) for key, item in value.items()}
        case list():
            return [inward(item) for item in value]
        case _:
            return value
