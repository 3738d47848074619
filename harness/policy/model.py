"""The mapping rules as typed data; one class a section of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, PrivateAttr

ItemType = Literal["Inventory", "NonInventory", "Service"]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Customers(_Section):
    """How customers are mirrored."""

    why: str
    resale_number: Literal["tax id", "none"]
    exempt_positions: tuple[str, ...]


class Vendors(_Section):
    """How vendors are mirrored."""

    why: str
    account_number: Literal["reference", "none"]


class ItemTypes(_Section):
    """What each kind of Odoo product is among QuickBooks' items."""

    storable: ItemType
    consumable: ItemType
    service: ItemType


class CategoryAccounts(_Section):
    """The accounts of an Odoo product category, by QuickBooks' full name."""

    income: str
    expense: str
    asset: str | None = None


class Items(_Section):
    """How products are mirrored."""

    why: str
    inventory_start: date
    types: ItemTypes
    categories: dict[str, CategoryAccounts]


class Journal(_Section):
    """Where the money of an Odoo journal goes, and by which method it came."""

    deposit_to: str
    method: str


class Documents(_Section):
    """What invoices, bills and payments have in common; `memo` may hold `{number}`."""

    why: str
    memo: str
    sections_and_notes: Literal["description lines", "left out"]


class BookAccount(_Section):
    """An account that must exist; `new` when a new company lacks it."""

    type: str
    subtype: str
    new: bool = False


class BookTerm(_Section):
    """A term that must exist; days, and an early-payment discount in percent."""

    days: int
    discount_percent: Decimal = Decimal(0)
    discount_days: int = 0
    new: bool = False


class BookTaxCode(_Section):
    """A tax code that must exist; rates by name, in percent."""

    agency: str
    rates: dict[str, Decimal]


class BookMethod(_Section):
    """A payment method that must exist."""


class Books(_Section):
    """What QuickBooks must have before anything is mirrored."""

    document_numbers: Literal["ours", "quickbooks"]
    accounts: dict[str, BookAccount]
    terms: dict[str, BookTerm]
    tax_codes: dict[str, BookTaxCode]
    payment_methods: dict[str, BookMethod]


class Policy(_Section):
    """All mapping rules of one company."""

    company: str
    currency: str
    customers: Customers
    vendors: Vendors
    items: Items
    taxes: dict[str, str]
    terms: dict[str, str]
    journals: dict[str, Journal]
    documents: Documents
    accounts: dict[str, str]
    books: Books

    _path: Path | None = PrivateAttr(default=None)
    _line: Callable[[Sequence[str]], int] | None = PrivateAttr(default=None)

    def remember(self, path: Path, line: Callable[[Sequence[str]], int]) -> None:
        """Keep where the rules stand, so that a rule can be shown in its file."""
        self._path, self._line = path, line

    def where(self, *rule: str) -> str:
        """Say where a rule stands: its name, and the file and line if it came from one."""
        name = ".".join(rule)
        if self._path is None or self._line is None:
            return name
        return f"{name} in {self._path}, line {self._line(rule)}"

    def fingerprint(self) -> str:
        """Return a short hash of the rules' content: equal exactly when the rules are."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]

    def named(self) -> Iterator[tuple[tuple[str, ...], str, str]]:
        """Yield every QuickBooks list entry that a rule names: where, which list, the name."""
        for category, accounts in self.items.categories.items():
            for kind in ("income", "expense", "asset"):
                name = getattr(accounts, kind)
                if name is not None:
                    yield ("items", "categories", category, kind), "accounts", name
        for code, name in self.accounts.items():
            yield ("accounts", code), "accounts", name
        for tax, name in self.taxes.items():
            yield ("taxes", tax), "tax_codes", name
        for term, name in self.terms.items():
            yield ("terms", term), "terms", name
        for code, journal in self.journals.items():
            yield ("journals", code, "deposit_to"), "accounts", journal.deposit_to
            yield ("journals", code, "method"), "payment_methods", journal.method
