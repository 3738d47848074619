"""Reading QuickBooks' lists that mapping rules name."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from harness.lists import BookLists
from harness.quickbooks.books import Books
from harness.quickbooks.closing import closing_date


def applies_by_itself(preferences: Mapping[str, Any]) -> bool:
    """Say whether a company settles invoices with open credits and payments by itself."""
    sales = preferences["SalesFormsPrefs"]
    return bool(sales.get("AutoApplyCredit") or sales.get("AutoApplyPayments"))


def read_lists(books: Books) -> BookLists:
    """Read the lists, one query each."""
    preferences = books.preferences()
    rates = {row["Id"]: Decimal(row["RateValue"]) for row in books.query("TaxRate")}
    return BookLists(
        accounts={
            str(row["FullyQualifiedName"]): str(row["AccountType"])
            for row in books.query("Account")
        },
        terms={str(row["Name"]): int(row.get("DueDays", 0)) for row in books.query("Term")},
        tax_codes={
            str(row["Name"]): sum(
                (
                    rates.get(detail["TaxRateRef"]["value"], Decimal(0))
                    for detail in (row.get("SalesTaxRateList") or {}).get("TaxRateDetail", [])
                ),
                Decimal(0),
            )
            for row in books.query("TaxCode")
        },
        payment_methods=tuple(str(row["Name"]) for row in books.query("PaymentMethod")),
        items=tuple(str(row["FullyQualifiedName"]) for row in books.query("Item")),
        departments=tuple(str(row["FullyQualifiedName"]) for row in books.query("Department")),
        classes=tuple(str(row["FullyQualifiedName"]) for row in books.query("Class")),
        inactive=tuple(
            str(row["Name"]).removesuffix(" (deleted)")
            for row in books.query("Account", "Active = false")
        ),
        closed=closing_date(books),
        automated_tax=bool(preferences["TaxPrefs"].get("PartnerTaxEnabled")),
        applies_by_itself=applies_by_itself(preferences),
    )
