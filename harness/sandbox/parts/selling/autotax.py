"""
Automated sales tax: the code that applies where the goods go.

Intuit's engine knows every place; this one knows the states' own rates and a
few counties and cities. Which it uses, and that the place of delivery alone
decides, are assumed; that a code which is sent is replaced is Intuit's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.core import wire
from harness.sandbox.core.schema import Record
from harness.sandbox.parts.forms.linetypes import SOLD
from harness.sandbox.parts.selling.autotaxrates import LOCAL, STATES, Local

if TYPE_CHECKING:
    from harness.sandbox.company import Company

END = re.compile(r"([^,]*),?\s+([A-Za-z]{2})\s+(\d{5})(?:-\d{4})?\s*$")
"""How a free-form address ends: `Tampa, FL  33602`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is sold to."""

    state: str
    city: str
    postal: str


def code_for(company: Company, record: Record) -> str:
    """Return the id of the code for a document; it is made when a place first needs it."""
    company.choice("automated-tax-rates")
    place = _place(company, record)
    if place is None:
        return ""
    name, percent = STATES[place.state]
    local = next((found for found in LOCAL if _in(found, place)), None)
    code = company.find("TaxCode", Name=f"{name}, {local.name}" if local else name)
    if code is None:
        rates = [(f"{name} State", percent), *(local.rates if local else ())]
        code = _make(company, f"{name}, {local.name}" if local else name, name, rates)
    _show(company, record, code["Id"])
    return str(code["Id"])


def show_unclassified(record: Record, sold: Iterable[Record]) -> None:
    """
    Say of a form and of its lines that no exemption and no classification is known.

    So invoices are in companies whose tax is automated (a company's own of February
    2026, Intuit's sample of May 2024, where items are classified); that lines of the
    other forms are alike is assumed.
    """
    record["TaxExemptionRef"] = {}
    for line in sold:
        if SOLD in line:
            line[SOLD]["TaxClassificationRef"] = {}


def _place(company: Company, record: Record) -> Place | None:
    info = company.get("CompanyInfo", "1") or {}
    for address in (record.get("ShipAddr"), record.get("BillAddr"), info.get("CompanyAddr")):
        for place in _places(address or {}):
            return place
    return None


def _places(address: Mapping[str, str]) -> Iterator[Place]:
    city, state, postal = (
        address.get(key, "") for key in ("City", "CountrySubDivisionCode", "PostalCode")
    )
    if not state:
        written = next((line for n in "54321" if (line := address.get(f"Line{n}"))), "")
        ending = END.search(written)
        if ending:
            city, state, postal = ending.groups()
    for code, (name, _) in STATES.items():
        if state.strip().casefold() in {code.casefold(), name.casefold()}:
            yield Place(code, city.strip().casefold(), postal.strip())


def _in(local: Local, place: Place) -> bool:
    if local.state != place.state:
        return False
    if place.postal:
        return place.postal.startswith(local.postal)
    return place.city in local.cities


def _make(company: Company, code: str, state: str, rates: list[tuple[str, str]]) -> Record:
    """Make a code with its agency and its rates, as far as they are not there yet."""
    agency_name = f"{state} Department of Revenue"
    agency = company.find("TaxAgency", DisplayName=agency_name) or company.create(
        company.entities["TaxAgency"], {"DisplayName": agency_name}
    )
    details = []
    for name, percent in rates:
        rate = company.find("TaxRate", Name=name) or company.create(
            company.entities["TaxRate"],
            {
                "Name": name,
                "Description": name,
                "RateValue": wire.number(Decimal(percent)),
                "AgencyRef": {"value": agency["Id"]},
            },
        )
        details.append(
            {
                "TaxRateRef": {"value": rate["Id"], "name": name},
                "TaxTypeApplicable": "TaxOnAmount",
                "TaxOrder": 0,
            }
        )
    made = company.create(
        company.entities["TaxCode"],
        {"Name": code, "Description": code, "Taxable": True, "TaxGroup": True},
    )
    made["SalesTaxRateList"] = {"TaxRateDetail": details}
    made["PurchaseTaxRateList"] = {"TaxRateDetail": []}
    company.touch(company.entities["TaxCode"], made)
    return made


def _show(company: Company, record: Record, code_id: str) -> None:
    """Set the customer's default code, which is the system's to set (Intuit)."""
    customer = company.get("Customer", (record.get("CustomerRef") or {}).get("value", ""))
    if customer is not None and customer.get("DefaultTaxCodeRef") != {"value": code_id}:
        company.touch(
            company.entities["Customer"], {**customer, "DefaultTaxCodeRef": {"value": code_id}}
        )
