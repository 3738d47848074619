"""Amounts leave Odoo's floats behind, and unit prices fit their line."""

from __future__ import annotations

from decimal import Decimal
from types import ModuleType

import pytest


class TestAmounts:
    def test_float_noise_is_gone(self, amounts: ModuleType) -> None:
        assert amounts.decimal(33.300000000000004, 2) == Decimal("33.30")
        assert str(amounts.decimal(0.1 + 0.2, 2)) == "0.30"

    def test_half_a_cent_goes_up_as_it_is_written(self, amounts: ModuleType) -> None:
        assert amounts.decimal(2.675, 2) == Decimal("2.68")
        assert amounts.decimal(-2.675, 2) == Decimal("-2.68")

    @pytest.mark.parametrize(
        ("value", "expected"),
        [("100.00", "100"), ("33.3330", "33.333"), ("0.00", "0"), ("1200", "1200")],
    )
    def test_trimming_keeps_the_number_and_drops_zeros(
        self, amounts: ModuleType, value: str, expected: str
    ) -> None:
        assert str(amounts.trimmed(Decimal(value))) == expected

    def test_the_listed_price_stays_when_it_fits(self, amounts: ModuleType) -> None:
        price = amounts.unit_price(
            amount=Decimal("100.00"), quantity=Decimal(3), listed=Decimal("33.333")
        )
        assert price == Decimal("33.333")

    @pytest.mark.parametrize(
        ("amount", "quantity", "listed"),
        [
            ("100.00", "3", "50.00"),  # a discount of a third
            ("122.44", "7", "19.99"),
            ("999999.99", "7919", "126.28"),
            ("-45.10", "-3", "15.04"),
            ("0.01", "1000", "0.01"),
        ],
    )
    def test_a_discounted_line_gets_a_price_that_fits(
        self, amounts: ModuleType, amount: str, quantity: str, listed: str
    ) -> None:
        price = amounts.unit_price(
            amount=Decimal(amount), quantity=Decimal(quantity), listed=Decimal(listed)
        )
        assert (price * Decimal(quantity)).quantize(Decimal("0.01")) == Decimal(amount)
        assert -price.as_tuple().exponent <= amounts.UNIT_PRICE_DIGITS

    def test_two_digits_would_not_have_been_enough(self) -> None:
        """33.33 is what a naive division sends; QuickBooks refuses it with 6070."""
        assert (Decimal("33.33") * 3).quantize(Decimal("0.01")) != Decimal("100.00")

    def test_no_price_is_invented_where_none_fits(self, amounts: ModuleType) -> None:
        nothing = amounts.unit_price(amount=Decimal("5.00"), quantity=Decimal(0), listed=Decimal(1))
        too_many = amounts.unit_price(
            amount=Decimal("0.01"), quantity=Decimal(99999999), listed=Decimal(1)
        )
        assert nothing is None
        assert too_many is None
