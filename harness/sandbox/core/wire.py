"""JSON as Intuit writes it: decimals keep their digits, a money zero is a bare 0."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec

CENT = Decimal("0.01")
_encode = msgspec.json.Encoder(decimal_format="number").encode


def _refuse(constant: str) -> Decimal:
    raise ValueError(f"{constant} is not JSON")


# Made once: `json.loads` with arguments makes a decoder for every call.
_decode = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse).decode


def loads(text: str | bytes) -> Any:  # noqa: ANN401 - any JSON
    """Parse JSON; numbers with a fraction become `Decimal`, NaN and Infinity are refused."""
    if isinstance(text, bytes):
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    return _decode(text)


def dumps(value: object) -> str:
    """Write JSON without blanks, `Decimal` digit by digit."""
    return _encode(value).decode()


def money(value: Decimal) -> Decimal | int:
    """Round half up to cents; zero prints as `0`, all else with two digits (recorded)."""
    rounded = value.quantize(CENT, ROUND_HALF_UP)
    return rounded or 0


def cents(value: Decimal | int) -> int:
    """Return an amount in whole cents, rounded half up."""
    return int((Decimal(value) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def of_cents(value: int) -> Decimal | int:
    """Return whole cents as an amount."""
    return money(Decimal(value) / 100)


def number(value: Decimal) -> Decimal | int:
    """Drop trailing zeros, as quantities, prices and percents print (recorded)."""
    if value == value.to_integral_value():
        return int(value)
    return value.normalize()
