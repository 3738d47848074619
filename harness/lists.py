"""
What there is to map: the lists of both systems that mapping rules name.

`harness.odoo` and `harness.quickbooks` read them, `harness.policy` compares them.
Money amounts and rates are `Decimal`; every entry is known by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OdooLists:
    """The configuration of an Odoo company."""

    company: str = ""
    currency: str = ""
    categories: tuple[str, ...] = ()
    """The product categories in use, by their complete names."""
    every_category: tuple[str, ...] = ()
    taxes: Mapping[str, Decimal] = field(default_factory=dict)
    """Sales taxes with their rate in percent; a group has the sum of its parts."""
    included_taxes: tuple[str, ...] = ()
    """The taxes that prices include."""
    terms: Mapping[str, int] = field(default_factory=dict)
    """Payment terms with the days until all is due."""
    journals: tuple[str, ...] = ()
    """The codes of bank, cash and credit card journals."""
    positions: tuple[str, ...] = ()
    """Fiscal positions."""
    plans: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The analytic accounts of each analytic plan."""
    tags: tuple[str, ...] = ()
    """The tags of contacts."""
    closed: date | None = None
    """The last day of the closed books; None when they are open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLists:
    """The lists of a QuickBooks company: its active entries."""

    accounts: Mapping[str, str]
    """Accounts by their full names, with their type."""
    terms: Mapping[str, int]
    """Terms with the days until all is due."""
    tax_codes: Mapping[str, Decimal]
    """Tax codes with the sum of their rates in percent."""
    payment_methods: tuple[str, ...]
    items: tuple[str, ...]
    departments: tuple[str, ...]
    classes: tuple[str, ...]
    inactive: tuple[str, ...] = ()
    """Inactive accounts, by the names that they had."""
    closed: date | None = None
    """The last day of the closed books; None when they are open."""
    automated_tax: bool = False
    """QuickBooks finds the sales tax by itself."""
    applies_by_itself: bool = False
    """QuickBooks settles a customer's invoices with open credits and payments by itself."""


TURN_OFF_AUTOMATION = (
    "switch off 'Automatically apply credits': Account and settings, Advanced, Automation"
)
"""How people keep QuickBooks from it."""
