"""
Currencies: which exist, and which a company and its customers and vendors use.

A company has several only once the preference is on, which can't be undone
(Intuit). What documents make of them is in `exchange.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox.books.exchange import home, several
from harness.sandbox.core import faults
from harness.sandbox.core.schema import Record
from harness.sandbox.parts.lists.currencies import NAMES

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def demand_several(company: Company) -> None:
    """Refuse what only a company with several currencies can do (client reports)."""
    if not several(company):
        raise faults.business("Multi Currency should be enabled to perform this operation")


def reference(code: str) -> Record:
    """Return a reference to a currency, with the name that Intuit gives it."""
    return {"value": code, "name": NAMES[code]}


def known(code: str, element: str) -> str:
    """Return the code as it is written, or refuse one that there is not (2220)."""
    written = code.strip().upper()
    if written not in NAMES:
        raise faults.invalid(
            "2220",
            "Invalid Currency Type",
            f"Invalid currency type. Supplied value:{code}",
            element,
        )
    return written


def fixed(company: Company, record: Record, before: Record | None) -> None:
    """
    A customer, vendor or account has one currency for good, else the home currency.

    One that the company does not use yet joins its list (Intuit).
    """
    if before is not None:
        record["CurrencyRef"] = before["CurrencyRef"]
        return
    given = (record.get("CurrencyRef") or {}).get("value") or home(company)
    code = known(given, "CurrencyRef")
    if code != home(company):
        demand_several(company)
        use(company, code)
    record["CurrencyRef"] = reference(code)


def use(company: Company, code: str) -> None:
    """Put a currency on the company's list, with a rate to change."""
    entity = company.entities["CompanyCurrency"]
    found = company.find("CompanyCurrency", Code=code)
    if found is None:
        company.create(entity, {"Code": code})
    elif not found["Active"]:
        body = {"Id": found["Id"], "SyncToken": found["SyncToken"], "sparse": True, "Active": True}
        company.update(entity, body)


def latest(company: Company, code: str, day: str) -> Record | None:
    """Return the rate of a currency that holds on a day."""
    rates = [
        record
        for record in company.lookup("ExchangeRate", "SourceCurrencyCode", code)
        if record["AsOfDate"] <= day
    ]
    return max(rates, key=lambda record: str(record["AsOfDate"]), default=None)
