"""JSON as Intuit writes it: decimals keep their digits, and an amount of zero is a bare 0."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
_encode = msgspec.json.Encoder(decimal_format="number").encode


_decode = msgspec.json.Decoder(float_hook=Decimal).decode


def loads(text: str | bytes) -> Any:  # noqa: ANN401 - any JSON
    """
    Parse JSON in UTF-8; numbers with a fraction become `Decimal`.

    Raises `ValueError` for anything else, NaN and Infinity and halves of
    surrogates among it.
    """
    try:
        return _decode(text)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None


def dumps(value: object) -> str:
    """Write JSON without blanks, `Decimal` digit by digit."""
    return _encode(value).decode()


def money(value: Decimal) -> Decimal | int:
    """Round half up to cents; zero prints as `0`, all else with two digits (recorded)."""
    rounded = value.quantize(CENT, ROUND_HALF_UP)
    return rounded or 0


def cents(value: Decimal | int) -> int:
    """Return an amount in whole cents, rounded half up."""
    return int((value * HUNDRED).to_integral_value(ROUND_HALF_UP))


def of_cents(value: int) -> Decimal | int:
    """Return whole cents as an amount."""
    return money(value / HUNDRED)


def number(value: Decimal) -> Decimal | int:
    """Drop trailing zeros, as quantities, prices and percents print (recorded)."""
    if value == value.to_integral_value():
        return int(value)
    return value.normalize()
