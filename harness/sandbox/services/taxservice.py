"""The tax service: makes a tax code and its rates by one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from harness.sandbox.core import faults, references, shape, wire
from harness.sandbox.core.schema import Field, Record, text
from harness.sandbox.parts.lists import names

if TYPE_CHECKING:
    from harness.sandbox.company import Company

NAME_LIMIT = 100
"""Of codes and rates; Intuit documents 10 for a rate's name, its SDKs' tests send longer ones."""

KNOWN = ("TaxCode", "TaxCodeId", "TaxRateDetails", "Id")
SIDES = ("Sales", "Purchase")
DETAIL: Mapping[str, Field] = {
    "TaxRateId": text(),
    "TaxRateName": text(),
    "RateValue": Field(kind="number"),
    "TaxAgencyId": text(),
    "TaxApplicableOn": Field(kind="text", choices=SIDES),
}
HIGHEST = Decimal(100)


@dataclass(frozen=True, slots=True)
class Share:
    """A rate of the new code, and the side it is for."""

    rate: Record
    side: str


def create(company: Company, body: Mapping[str, Any]) -> Record:
    """Make a tax code; its rates are given by id or made; a bare object answers."""
    for key in body:
        if key not in KNOWN:
            raise faults.unknown_property(key, "TaxService", KNOWN)
    name = _name("TaxCode", body.get("TaxCode"))
    if company.lookup("TaxCode", "Name", name):
        raise names.taken("TaxCode")
    details = shape.typed("TaxRateDetails", Field(kind="list"), body.get("TaxRateDetails") or [])
    if not details:
        raise faults.required("TaxRateDetails")
    shares = [
        _share(company, shape.parts("TaxRateDetails", "TaxRateDetails", each, DETAIL))
        for each in details
    ]
    if len({share.rate["Id"] for share in shares}) < len(shares):
        raise faults.business("A tax rate may be listed only once in a tax code.")
    code = company.create(
        company.entities["TaxCode"],
        {"Name": name, "Description": name, "Taxable": True, "TaxGroup": True},
    )
    for key, side in (("SalesTaxRateList", "Sales"), ("PurchaseTaxRateList", "Purchase")):
        code[key] = {
            "TaxRateDetail": [_listed(share.rate) for share in shares if share.side == side]
        }
    company.touch(company.entities["TaxCode"], code)
    _switch_on(company, code)
    return {
        "TaxCode": name,
        "TaxCodeId": code["Id"],
        "TaxRateDetails": [
            {
                "TaxRateName": share.rate["Name"],
                "TaxRateId": share.rate["Id"],
                "RateValue": share.rate["RateValue"],
                "TaxAgencyId": share.rate["AgencyRef"]["value"],
                "TaxApplicableOn": share.side,
            }
            for share in shares
        ],
    }


def _share(company: Company, detail: Record) -> Share:
    side = detail.get("TaxApplicableOn", SIDES[0])
    if detail.get("TaxRateId"):
        rate_id = detail["TaxRateId"]
        rate = company.get("TaxRate", rate_id)
        if rate is None:
            raise references.unknown("TaxRate", rate_id)
        return Share(rate, side)
    return Share(_rate(company, detail), side)


def _rate(company: Company, detail: Mapping[str, Any]) -> Record:
    """Make a rate for an agency; the agency's account exists from then on."""
    name = _name("TaxRateName", detail.get("TaxRateName"))
    if company.lookup("TaxRate", "Name", name):
        raise names.taken("TaxRate")
    if "RateValue" not in detail:
        raise faults.required("RateValue")
    percent = Decimal(detail["RateValue"])
    if not 0 <= percent <= HIGHEST:
        raise faults.invalid("2150", "Invalid Percent", "RateValue must be 0 to 100", "RateValue")
    if not detail.get("TaxAgencyId"):
        raise faults.required("TaxAgencyId")
    agency_id = detail["TaxAgencyId"]
    agency = company.get("TaxAgency", agency_id)
    if agency is None:
        raise references.unknown("TaxAgency", agency_id)
    _payable(company, agency)
    return company.create(
        company.entities["TaxRate"],
        {
            "Name": name,
            "Description": name,
            "RateValue": wire.number(percent),
            "AgencyRef": {"value": agency["Id"]},
        },
    )


def _payable(company: Company, agency: Record) -> None:
    name = f"{agency['DisplayName']} Payable"[:NAME_LIMIT]
    if not company.lookup("Account", "Name", name):
        company.create(
            company.entities["Account"],
            {
                "Name": name.replace('"', ""),
                "AccountType": "Other Current Liability",
                "AccountSubType": "GlobalTaxPayable",
            },
        )


def _name(field: str, value: object) -> str:
    name = str(shape.typed(field, Field(kind="text", limit=NAME_LIMIT), value or "")).strip()
    if not name:
        raise faults.required(field)
    return name


def _listed(rate: Record) -> Record:
    return {
        "TaxRateRef": {"value": rate["Id"], "name": rate["Name"]},
        "TaxTypeApplicable": "TaxOnAmount",
        "TaxOrder": 0,
    }


def _switch_on(company: Company, code: Record) -> None:
    """Sales tax is in use from the first code on, and that code is the company's default."""
    preferences = company.preferences()
    tax = dict(preferences["TaxPrefs"])
    tax["UsingSalesTax"] = True
    tax.setdefault("TaxGroupCodeRef", {"value": code["Id"]})
    preferences["TaxPrefs"] = tax
    company.touch(company.entities["Preferences"], preferences)
