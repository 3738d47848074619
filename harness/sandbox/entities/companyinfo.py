"""CompanyInfo: who the company is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from harness.sandbox.core import faults
from harness.sandbox.core.schema import META, Entity, Field, Record, text
from harness.sandbox.parts.parties.address import contacts

if TYPE_CHECKING:
    from harness.sandbox.company import Company

ADDRESSES = ("CompanyAddr", "CustomerCommunicationAddr", "LegalAddr")
FIXED = (
    "CompanyStartDate",
    "FiscalYearStartMonth",
    "Country",
    "SupportedLanguages",
    "DefaultTimeZone",
    "NameValue",
)
COUNTRIES: Mapping[str, str] = {
    "us": "USA",
    "united states": "USA",
    "united states of america": "USA",
    "u.s.a": "USA",
    "u.s.a.": "USA",
    "u.s.": "USA",
    "ca": "CAN",
    "canada": "CAN",
    "mx": "MEX",
    "mexico": "MEX",
    "gb": "GBR",
    "uk": "GBR",
    "united kingdom": "GBR",
    "au": "AUS",
    "australia": "AUS",
}
"""Countries as people write them; the address reads back with the code (Intuit's notice, 2025)."""


def country_codes(company: Company, record: Record, before: Record | None) -> None:
    """An address names its country by the three-letter code."""
    del company, before
    for name in ADDRESSES:
        address = record.get(name) or {}
        if isinstance(address.get("Country"), str):
            written = address["Country"].strip()
            record[name] = {**address, "Country": COUNTRIES.get(written.casefold(), written)}


def kept(company: Company, record: Record, before: Record | None) -> None:
    """Keep the fields that a client can't set as they are, whatever is sent."""
    del company
    if before is not None:
        for name in FIXED:
            record[name] = before.get(name)


def located(company: Company, record: Record, before: Record | None) -> None:
    """A company keeps its address."""
    del company, before
    if not record.get("CompanyAddr"):
        raise faults.required("CompanyAddr")


def alone(company: Company, parameters: Mapping[str, str]) -> Record:
    """Return the one record there is."""
    del parameters
    found = company.get("CompanyInfo", "1")
    assert found is not None  # noqa: S101 - every preset makes it
    return found


COMPANY_INFO = Entity(
    name="CompanyInfo",
    ids="companyinfo",
    operations=frozenset({"read", "update", "query"}),
    fields={
        "CompanyName": Field(kind="text", limit=1024, query=True, required=True),
        "LegalName": text(1024),
        "CompanyAddr": Field(kind="object"),
        "CustomerCommunicationAddr": Field(kind="object"),
        "LegalAddr": Field(kind="object"),
        "CustomerCommunicationEmailAddr": Field(kind="object"),
        "PrimaryPhone": Field(kind="object", hollow=True),
        "CompanyStartDate": Field(kind="date"),
        "EmployerId": text(20),
        "FiscalYearStartMonth": Field(kind="text"),
        "Country": Field(kind="text"),
        "Email": Field(kind="object"),
        "WebAddr": Field(kind="object", hollow=True),
        "SupportedLanguages": Field(kind="text"),
        "DefaultTimeZone": Field(kind="text"),
        "NameValue": Field(kind="list"),
        META: None,
    },
    rules=(kept, country_codes, contacts(), located),
    alone=alone,
)
