"""Tax agencies, rates and codes, and the service that makes them."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def agency(company: Any) -> str:
    """An agency's id."""
    made = company.post("taxagency", {"DisplayName": "Florida DOR"})
    return str(made["Id"])


def new(company: Any, agency: str, name: str, percent: str = "6", **more: Any) -> Any:
    """Make a code with one new rate; the whole answer, which has no envelope."""
    detail = {"TaxRateName": name, "RateValue": percent, "TaxAgencyId": agency, **more}
    answer = company.call(
        "POST", "taxservice/taxcode", json={"TaxCode": name, "TaxRateDetails": [detail]}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_agency_is_completed(company: Any) -> None:
    """As documented; a taken name is refused."""
    made = company.post("taxagency", {"DisplayName": "CityTaxAgency"})
    assert (made["TaxTrackedOnSales"], made["TaxTrackedOnPurchases"]) == (True, False)
    assert company.refused("taxagency", {"DisplayName": "citytaxagency"})["code"] == "6240"
    assert company.refused("taxagency", {"DisplayName": "x" * 101})["code"] == "2050"


def test_a_code_is_made_with_a_new_rate(company: Any, agency: str) -> None:
    """The agency's account exists from then on, and sales tax is in use."""
    answer = new(company, agency, "TaxCode 251126", percent="6.5")
    assert list(answer) == ["TaxCode", "TaxCodeId", "TaxRateDetails"]
    detail = answer["TaxRateDetails"][0]
    assert (detail["RateValue"], detail["TaxAgencyId"]) == (6.5, agency)
    rate = company.read(f"taxrate/{detail['TaxRateId']}")
    assert (rate["Name"], rate["RateValue"], rate["AgencyRef"]) == (
        "TaxCode 251126",
        6.5,
        {"value": agency},
    )
    code = company.read(f"taxcode/{answer['TaxCodeId']}")
    assert code["SalesTaxRateList"]["TaxRateDetail"][0]["TaxRateRef"] == {
        "value": rate["Id"],
        "name": rate["Name"],
    }
    assert code["PurchaseTaxRateList"] == {"TaxRateDetail": []}
    accounts = company.query("select * from Account where Name = 'Florida DOR Payable'")
    assert accounts["Account"][0]["AccountSubType"] == "GlobalTaxPayable"
    assert company.read("preferences")["TaxPrefs"]["UsingSalesTax"] is True


def test_each_agency_has_an_account_of_its_own(company: Any, agency: str) -> None:
    """Two agencies, two accounts."""
    other = company.post("taxagency", {"DisplayName": "Hillsborough"})["Id"]
    new(company, agency, "State")
    new(company, other, "County")
    found = company.query("select * from Account where AccountSubType = 'GlobalTaxPayable'")
    assert [row["Name"] for row in found["Account"]] == [
        "Florida DOR Payable",
        "Hillsborough Payable",
    ]


def test_a_code_may_use_rates_that_there_are(company: Any, agency: str) -> None:
    """Several, for sales and for purchases, each once."""
    first = new(company, agency, "State")["TaxRateDetails"][0]["TaxRateId"]
    second = new(company, agency, "County", percent="1")["TaxRateDetails"][0]["TaxRateId"]
    details = [
        {"TaxRateId": first},
        {"TaxRateId": second, "TaxApplicableOn": "Purchase"},
    ]
    body = {"TaxCode": "Both", "TaxRateDetails": details}
    answer = company.call("POST", "taxservice/taxcode", json=body).json()
    code = company.read(f"taxcode/{answer['TaxCodeId']}")
    for key, rate in (("SalesTaxRateList", first), ("PurchaseTaxRateList", second)):
        listed = [row["TaxRateRef"]["value"] for row in code[key]["TaxRateDetail"]]
        assert listed == [rate]
    twice = {"TaxCode": "Twice", "TaxRateDetails": [{"TaxRateId": first}, {"TaxRateId": first}]}
    assert company.refused("taxservice/taxcode", twice)["code"] == "6000"


@pytest.mark.parametrize(
    ("body", "detail", "code"),
    [
        ({"TaxCode": ""}, {}, "2020"),
        ({"TaxCode": "x" * 101}, {}, "2050"),
        ({"TaxCode": "State"}, {}, "6240"),
        ({"TaxCode": ["x"]}, {}, "2010"),
        ({"Name": "x"}, {}, "2010"),
        ({"TaxRateDetails": []}, {}, "2020"),
        ({"TaxRateDetails": "8%"}, {}, "2010"),
        ({"TaxRateDetails": ["8%"]}, {}, "2010"),
        ({}, {"TaxRateName": ""}, "2020"),
        ({}, {"TaxRateName": "State"}, "6240"),
        ({}, {"RateValue": ""}, "2020"),
        ({}, {"RateValue": "many"}, "2010"),
        ({}, {"RateValue": "101"}, "2150"),
        ({}, {"RateValue": "-1"}, "2150"),
        ({}, {"TaxAgencyId": ""}, "2020"),
        ({}, {"TaxAgencyId": "99"}, "2500"),
        ({}, {"TaxRateId": "99"}, "2500"),
        ({}, {"TaxApplicableOn": "Gifts"}, "2010"),
        ({}, {"Percent": 1}, "2010"),
    ],
)
def test_what_makes_no_code_is_refused(
    company: Any, agency: str, body: dict[str, Any], detail: dict[str, Any], code: str
) -> None:
    """Each with its code; a refused call makes nothing."""
    new(company, agency, "State")
    rate = {"TaxRateName": "New", "RateValue": "1", "TaxAgencyId": agency, **detail}
    sent = {"TaxCode": "New", "TaxRateDetails": [rate], **body}
    assert company.refused("taxservice/taxcode", sent)["code"] == code
    assert company.query("select count(*) from TaxRate") == {"totalCount": 1}


def test_a_taken_rate_is_refused_in_intuits_words(company: Any, agency: str) -> None:
    """Line break and all (SDK)."""
    new(company, agency, "State")
    detail = {"TaxRateName": "state", "RateValue": "1", "TaxAgencyId": agency}
    body = {"TaxCode": "Other", "TaxRateDetails": [detail]}
    assert company.refused("taxservice/taxcode", body)["Detail"] == (
        "The name supplied already exists. : Another tax rate is already using this \nname."
        " Please use a different name."
    )


def test_the_codes_of_lines_are_none_of_the_companys_own(company: Any) -> None:
    """They have no token, and can be read."""
    found = company.query("select * from TaxCode")["TaxCode"]
    assert [row["Id"] for row in found] == ["CustomSalesTax", "NON", "TAX"]
    assert list(found[2]) == ["Name", "Description", "Taxable", "TaxGroup", "Id", "MetaData"]
    assert company.read("taxcode/TAX") == found[2]


def test_codes_and_rates_are_made_by_the_service_only(company: Any) -> None:
    """500."""
    for path in ("taxcode", "taxrate"):
        assert company.refused(path, {"Name": "x"})["code"] == "500"
