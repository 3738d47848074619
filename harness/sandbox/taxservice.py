"""The tax service: makes a tax code and its rates by one call."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from harness.sandbox import faults, shape, wire
from harness.sandbox.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

NAME_LIMIT = 100
RATE_NAME_LIMIT = 100
"""Intuit's reference says 10 of a new rate's name; python-quickbooks' suite makes one of 14."""

KNOWN = ("TaxCode", "TaxRateDetails")
KNOWN_DETAIL = ("TaxRateId", "TaxRateName", "RateValue", "TaxAgencyId", "TaxApplicableOn")
HIGHEST = Decimal(100)


def create(company: Company, body: Mapping[str, Any]) -> Record:
    """Make a tax code; rates are given by id or made; a bare object answers."""
    for key in body:
        if key not in KNOWN:
            raise faults.unknown_property(key, "TaxService", KNOWN)
    name = str(body.get("TaxCode") or "")
    if not name:
        raise faults.required("TaxCode")
    if len(name) > NAME_LIMIT:
        raise faults.too_long("TaxCode", NAME_LIMIT, len(name))
    if company.find("TaxCode", Name=name):
        raise faults.duplicate_name("Another tax code is already using this name.")
    details = body.get("TaxRateDetails") or []
    if not details:
        raise faults.required("TaxRateDetails")
    rates = [_rate(company, detail) for detail in details]
    code = company.create(
        company.entities["TaxCode"],
        {"Name": name, "Description": name, "Taxable": True, "TaxGroup": True},
    )
    code["SalesTaxRateList"] = {
        "TaxRateDetail": [
            {
                "TaxRateRef": {"value": rate["Id"], "name": rate["Name"]},
                "TaxTypeApplicable": "TaxOnAmount",
                "TaxOrder": 0,
            }
            for rate in rates
        ]
    }
    code["PurchaseTaxRateList"] = {"TaxRateDetail": []}
    company.touch(company.entities["TaxCode"], code)
    _switch_on(company, code)
    return {
        "TaxCode": name,
        "TaxCodeId": code["Id"],
        "TaxRateDetails": [
            {
                "TaxRateName": rate["Name"],
                "TaxRateId": rate["Id"],
                "RateValue": rate["RateValue"],
                "TaxAgencyId": rate["AgencyRef"]["value"],
                "TaxApplicableOn": "Sales",
            }
            for rate in rates
        ],
    }


def _rate(company: Company, detail: Mapping[str, Any]) -> Record:
    for key in detail:
        if key not in KNOWN_DETAIL:
            raise faults.unknown_property(key, "TaxRateDetails", KNOWN_DETAIL)
    if detail.get("TaxRateId"):
        rate = company.get("TaxRate", str(detail["TaxRateId"]))
        if rate is None:
            raise faults.invalid_reference("TaxRates", str(detail["TaxRateId"]))
        return rate
    name = str(detail.get("TaxRateName") or "")
    if not name:
        raise faults.required("TaxRateName")
    if len(name) > RATE_NAME_LIMIT:
        raise faults.too_long("TaxRateName", RATE_NAME_LIMIT, len(name))
    if company.find("TaxRate", Name=name):
        raise faults.duplicate_name(
            "Another tax rate is already using this \nname. Please use a different name."
        )
    agency_id = str(detail.get("TaxAgencyId") or "")
    agency = company.get("TaxAgency", agency_id)
    if agency is None:
        raise faults.invalid_reference("TaxAgencies", agency_id)
    percent = shape.decimal("RateValue", detail.get("RateValue", ""))
    if not 0 <= percent <= HIGHEST:
        raise faults.invalid("2160", "Invalid Percent", "RateValue must be 0 to 100", "RateValue")
    company.ensure_account(
        f"{agency['DisplayName']} Payable", "Other Current Liability", "GlobalTaxPayable"
    )
    return company.create(
        company.entities["TaxRate"],
        {
            "Name": name,
            "Description": name,
            "RateValue": wire.number(percent),
            "AgencyRef": {"value": agency["Id"]},
        },
    )


def _switch_on(company: Company, code: Record) -> None:
    """Sales tax is in use from the first code on, and that code is the company's default."""
    preferences = company.preferences()
    tax = dict(preferences["TaxPrefs"])
    tax["UsingSalesTax"] = True
    tax.setdefault("TaxGroupCodeRef", {"value": code["Id"]})
    preferences["TaxPrefs"] = tax
    company.touch(company.entities["Preferences"], preferences)
