"""What QuickBooks must have before anything is mirrored."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from harness.policy.question import Section


class BookAccount(Section):
    """An account that must exist; `new` when a new company lacks it."""

    type: str
    subtype: str
    new: bool = False


class BookTerm(Section):
    """A term that must exist; days, and an early-payment discount in percent."""

    days: int
    discount_percent: Decimal = Decimal(0)
    discount_days: int = 0
    new: bool = False


class BookTaxCode(Section):
    """A tax code that must exist; rates by name, in percent."""

    agency: str
    rates: dict[str, Decimal]


class BookItem(Section):
    """A service item that must exist, for lines without a product; `income` is its account."""

    income: str


class BookMethod(Section):
    """A payment method that must exist."""


class BookLocation(Section):
    """A location that must exist, in QuickBooks' API a department."""


class BookClass(Section):
    """A class that must exist."""


class Books(Section):
    """The lists of QuickBooks that the rules name."""

    document_numbers: Literal["ours", "quickbooks"]
    payable: str
    """The account of what is owed to vendors, which QuickBooks makes by itself."""
    currencies: tuple[str, ...]
    accounts: dict[str, BookAccount]
    terms: dict[str, BookTerm]
    tax_codes: dict[str, BookTaxCode]
    payment_methods: dict[str, BookMethod]
    items: dict[str, BookItem]
    departments: dict[str, BookLocation]
    classes: dict[str, BookClass]
