"""Amounts: Odoo's floats become decimals here, once, and leave as clean JSON numbers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from .faults import QboError

UNIT_PRICE_DIGITS = 7
"""Digits after the point that QuickBooks keeps of a unit price (Intuit's sandbox, recorded)."""


def decimal(value: float, digits: int) -> Decimal:
    """`value` rounded half up to `digits` after the point, free of float noise."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def trimmed(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    plain = value.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def unit_price(*, amount: Decimal, quantity: Decimal, listed: Decimal) -> Decimal | None:
    """
    A unit price with which quantity times price rounds to `amount` (QuickBooks' fault 6070).

    `listed` (the line's own price) is kept when it already does; otherwise the
    price with the fewest digits that does, at most seven. None if there is none.
    """
    digits = -int(amount.as_tuple().exponent)

    def gives(price: Decimal) -> bool:
        return (price * quantity).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) == amount

    if gives(listed) and -int(trimmed(listed).as_tuple().exponent) <= UNIT_PRICE_DIGITS:
        return trimmed(listed)
    if not quantity:
        return None
    for places in range(2, UNIT_PRICE_DIGITS + 1):
        price = (amount / quantity).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if gives(price):
            return trimmed(price)
    return None


def foreign(currency: str, *, amount: Decimal, worth: Decimal) -> dict:
    """
    Currency and rate of a form: what one unit is worth at home, so that all is worth Odoo's.

    The rate has the fewest digits with which `amount` comes to `worth`. QboError
    if there is none.
    """
    rate = unit_price(amount=worth, quantity=amount, listed=Decimal(1))
    if rate is None:
        raise QboError(f"no rate times {amount} {currency} comes to {worth}")
    return {"CurrencyRef": {"value": currency}, "ExchangeRate": rate}
