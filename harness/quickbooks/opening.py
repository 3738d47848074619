"""
Opening the books: what must exist in QuickBooks before anything is mirrored.

Creates what is missing, as an accountant would by hand; changes and deletes
nothing but the one preference named.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from harness.quickbooks.books import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountNeeded:
    """An account by name, with Intuit's type and subtype."""

    name: str
    type: str
    subtype: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermNeeded:
    """A payment term: days, and an early-payment discount in percent."""

    name: str
    due_days: int
    discount_percent: Decimal = Decimal(0)
    discount_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxCodeNeeded:
    """A tax code with its rates by name, in percent, all of one agency."""

    name: str
    agency: str
    rates: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemNeeded:
    """A service item by name, and the name of its income account."""

    name: str
    income: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements:
    """All that must exist."""

    accounts: tuple[AccountNeeded, ...]
    terms: tuple[TermNeeded, ...]
    tax_codes: tuple[TaxCodeNeeded, ...]
    payment_methods: tuple[str, ...]
    items: tuple[ItemNeeded, ...]
    custom_document_numbers: bool
    currencies: tuple[str, ...]
    departments: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


def open_books(books: Books, needed: Requirements) -> None:
    """Create what is missing; a second run creates nothing."""
    for account in needed.accounts:
        _ensure(
            books,
            "Account",
            account.name,
            {"Name": account.name, "AccountType": account.type, "AccountSubType": account.subtype},
        )
    for term in needed.terms:
        _ensure(
            books,
            "Term",
            term.name,
            {
                "Name": term.name,
                "DueDays": term.due_days,
                "DiscountPercent": str(term.discount_percent),
                "DiscountDays": term.discount_days,
            },
        )
    for method in needed.payment_methods:
        _ensure(books, "PaymentMethod", method, {"Name": method})
    for code in needed.tax_codes:
        _ensure_tax_code(books, code)
    for item in needed.items:
        (income,) = books.find("Account", Name=item.income)
        body = {"Name": item.name, "Type": "Service", "IncomeAccountRef": {"value": income["Id"]}}
        _ensure(books, "Item", item.name, body)
    if books.preferences()["CurrencyPrefs"].get("MultiCurrencyEnabled"):
        for currency in needed.currencies:
            if not books.find("CompanyCurrency", Code=currency):
                books.session.write("companycurrency", json.dumps({"Code": currency}))
    _track(books, "TrackDepartments", "Department", needed.departments)
    _track(books, "ClassTrackingPerTxnLine", "Class", needed.classes)
    if needed.custom_document_numbers:
        _keep_our_document_numbers(books)


def _track(books: Books, preference: str, entity: str, names: tuple[str, ...]) -> None:
    """Switch on locations and classes where they are needed, and create their entries."""
    preferences = books.preferences()
    if names and not preferences["AccountingInfoPrefs"].get(preference):
        body = {
            "Id": preferences["Id"],
            "SyncToken": preferences["SyncToken"],
            "sparse": True,
            "AccountingInfoPrefs": {preference: True},
        }
        books.session.write("preferences", json.dumps(body))
    for name in names:
        _ensure(books, entity, name, {"Name": name})


def _ensure(books: Books, entity: str, name: str, body: Mapping[str, Any]) -> None:
    if not books.find(entity, Name=name):
        books.session.write(entity.lower(), json.dumps(body))


def _ensure_tax_code(books: Books, code: TaxCodeNeeded) -> None:
    """Create a tax code with its rates by Intuit's tax service, unless it exists."""
    if books.find("TaxCode", Name=code.name):
        return
    agency = _agency(books, code.agency)
    known = {row["Name"]: row["Id"] for row in books.query("TaxRate")}
    details = [
        {"TaxRateId": known[name]}
        if name in known
        else {
            "TaxRateName": name,
            "RateValue": str(rate),
            "TaxAgencyId": agency,
            "TaxApplicableOn": "Sales",
        }
        for name, rate in code.rates.items()
    ]
    books.session.write(
        "taxservice/taxcode", json.dumps({"TaxCode": code.name, "TaxRateDetails": details})
    )


def _agency(books: Books, name: str) -> str:
    for row in books.query("TaxAgency"):
        if row["DisplayName"] == name:
            return str(row["Id"])
    made = books.session.write("taxagency", json.dumps({"DisplayName": name}))
    return str(made["TaxAgency"]["Id"])


def _keep_our_document_numbers(books: Books) -> None:
    """Set the preference for custom numbers, without which QuickBooks numbers documents itself."""
    preferences = books.preferences()
    if preferences["SalesFormsPrefs"]["CustomTxnNumbers"]:
        return
    books.session.write(
        "preferences",
        json.dumps(
            {
                "Id": preferences["Id"],
                "SyncToken": preferences["SyncToken"],
                "sparse": True,
                "SalesFormsPrefs": {"CustomTxnNumbers": True},
            }
        ),
    )
