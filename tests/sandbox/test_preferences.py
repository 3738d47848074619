"""Preferences and company info."""

from __future__ import annotations

from typing import Any

import pytest


def change(company: Any, **groups: Any) -> dict[str, Any]:
    """Build a sparse change of the preferences."""
    token = company.read("preferences")["SyncToken"]
    return {"Id": "1", "SyncToken": token, "sparse": True, **groups}


def test_the_sample_companys_preferences_have_the_recorded_groups(sample: Any) -> None:
    """In the recorded order, with its custom field."""
    preferences = sample.read("preferences")
    assert list(preferences) == [
        "AccountingInfoPrefs",
        "ProductAndServicesPrefs",
        "SalesFormsPrefs",
        "EmailMessagesPrefs",
        "VendorAndPurchasesPrefs",
        "TimeTrackingPrefs",
        "TaxPrefs",
        "CurrencyPrefs",
        "ReportPrefs",
        "OtherPrefs",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
    ]
    switches, names = preferences["SalesFormsPrefs"]["CustomField"]
    assert [field["BooleanValue"] for field in switches["CustomField"]] == [False, False, True]
    assert names["CustomField"] == [
        {"Name": "SalesFormsPrefs.SalesCustomName1", "Type": "StringType", "StringValue": "Crew #"}
    ]
    assert preferences["SalesFormsPrefs"]["DefaultTerms"] == {"value": "3"}
    assert preferences["TaxPrefs"] == {"UsingSalesTax": True, "TaxGroupCodeRef": {"value": "2"}}
    assert preferences["OtherPrefs"]["NameValue"][0]["Name"] == (
        "SalesFormsPrefs.DefaultCustomerMessage"
    )


def test_a_group_changes_only_what_is_sent(sample: Any) -> None:
    """One switch of one group; the answer is what is read from then on."""
    before = sample.read("preferences")
    body = change(sample, AccountingInfoPrefs={"TrackDepartments": True})
    after = sample.post("preferences", body)
    assert after == sample.read("preferences")
    assert after["AccountingInfoPrefs"] == {
        **before["AccountingInfoPrefs"],
        "TrackDepartments": True,
    }
    assert int(after["SyncToken"]) == int(before["SyncToken"]) + 1
    for group in ("SalesFormsPrefs", "TaxPrefs", "OtherPrefs"):
        assert after[group] == before[group]


def test_what_was_read_may_be_sent_back(sample: Any) -> None:
    """Whole, with a changed message in it (SDK)."""
    preferences = sample.read("preferences")
    preferences["EmailMessagesPrefs"]["EstimateMessage"]["Subject"] = "261125"
    after = sample.post("preferences", preferences)
    assert after["EmailMessagesPrefs"]["EstimateMessage"]["Subject"] == "261125"
    assert sample.post("preferences", after) == after


def test_a_stale_change_is_refused(sample: Any) -> None:
    """5010."""
    body = change(sample, AccountingInfoPrefs={"TrackDepartments": True})
    sample.post("preferences", body)
    body["AccountingInfoPrefs"] = {"TrackDepartments": False}
    assert sample.refused("preferences", body)["code"] == "5010"


def test_some_preferences_are_only_read(sample: Any) -> None:
    """What is sent for them is ignored; named values are changed one by one."""
    before = sample.read("preferences")
    body = change(
        sample,
        AccountingInfoPrefs={"TaxForm": "99"},
        CurrencyPrefs={"HomeCurrency": {"value": "EUR"}},
        OtherPrefs={"NameValue": [{"Name": "DTXCopyMemo", "Value": False}]},
    )
    after = sample.post("preferences", body)
    assert after["AccountingInfoPrefs"]["TaxForm"] == "6"
    assert after["CurrencyPrefs"] == before["CurrencyPrefs"]
    values = {pair["Name"]: pair["Value"] for pair in after["OtherPrefs"]["NameValue"]}
    assert values["DTXCopyMemo"] == "false"
    assert len(values) == len(before["OtherPrefs"]["NameValue"])


@pytest.mark.parametrize(
    ("groups", "code"),
    [
        ({"SalesPrefs": {}}, "2010"),
        ({"SalesFormsPrefs": {"AllowMagic": True}}, "2010"),
        ({"SalesFormsPrefs": {"CustomTxnNumbers": "perhaps"}}, "2010"),
        ({"SalesFormsPrefs": [1]}, "2010"),
        ({"SalesFormsPrefs": {"DefaultTerms": {"value": "99"}}}, "2500"),
        ({"SalesFormsPrefs": {"CustomField": ["Crew #"]}}, "2010"),
        ({"SalesFormsPrefs": {"CustomField": [{"Name": "Crew #"}]}}, "3000"),
        ({"AccountingInfoPrefs": {"FirstMonthOfFiscalYear": "Brumaire"}}, "2010"),
        ({"AccountingInfoPrefs": {"BookCloseDate": "soon"}}, "2070"),
        ({"ReportPrefs": {"ReportBasis": "Mood"}}, "2010"),
        ({"EmailMessagesPrefs": {"InvoiceMessage": {"Body": "x"}}}, "2010"),
        ({"OtherPrefs": {"NameValue": ["x"]}}, "2010"),
        ({"OtherPrefs": {"NameValue": [{"Value": "x"}]}}, "2020"),
    ],
)
def test_what_is_no_preference_is_refused(sample: Any, groups: dict[str, Any], code: str) -> None:
    """Each with its code."""
    assert sample.refused("preferences", change(sample, **groups))["code"] == code


def test_preferences_are_neither_made_nor_deleted(sample: Any) -> None:
    """500."""
    assert sample.refused("preferences", {"TaxPrefs": {}})["code"] == "500"
    gone = {"Id": "1", "SyncToken": "0"}
    assert sample.refused("preferences?operation=delete", gone)["code"] == "500"


def test_company_info_has_the_recorded_keys(company: Any) -> None:
    """Empty phone and web address are printed; its three addresses are one."""
    info = company.read(f"companyinfo/{company.realm}")
    assert list(info) == [
        "CompanyName",
        "LegalName",
        "CompanyAddr",
        "CustomerCommunicationAddr",
        "LegalAddr",
        "CustomerCommunicationEmailAddr",
        "PrimaryPhone",
        "CompanyStartDate",
        "FiscalYearStartMonth",
        "Country",
        "Email",
        "WebAddr",
        "SupportedLanguages",
        "DefaultTimeZone",
        "NameValue",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
    ]
    assert info["PrimaryPhone"] == info["WebAddr"] == {}
    assert info["CompanyAddr"]["Id"] == info["LegalAddr"]["Id"] == "1"
    assert company.query("select * from CompanyInfo")["CompanyInfo"] == [info]


def test_company_info_lacks_what_intuit_dropped(company: Any) -> None:
    """`NeoEnabled` went at the turn of 2025 (Intuit's notice)."""
    named = company.read(f"companyinfo/{company.realm}")["NameValue"]
    names = [each["Name"] for each in named]
    assert "NeoEnabled" not in names
    assert {"OfferingSku", "PayrollFeature", "ItemCategoriesFeature"} <= set(names)


def test_company_info_is_changed_where_it_can_be(company: Any) -> None:
    """Countries read back as codes; what belongs to QuickBooks stays."""
    info = company.read(f"companyinfo/{company.realm}")
    key = {"Id": "1", "SyncToken": info["SyncToken"], "sparse": True}
    address = {"Line1": "1 Main", "City": "Tampa", "Country": "United States", "Lat": "1"}
    after = company.post(
        "companyinfo",
        {**key, "LegalName": "New Inc.", "LegalAddr": address, "Country": "FR", "NameValue": []},
    )
    assert after["LegalName"] == "New Inc."
    assert after["LegalAddr"]["Country"] == "USA"
    assert "Lat" not in after["LegalAddr"]
    assert after["Country"] == info["Country"]
    assert after["NameValue"] == info["NameValue"]
    assert company.refused("companyinfo", {**key, "LegalName": "x"})["code"] == "5010"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"CompanyName": ""}, "2020"),
        ({"CompanyName": "x" * 1025}, "2050"),
        ({"CompanyAddr": {}}, "2020"),
        ({"Email": {"Address": "x" * 101}}, "2050"),
        ({"Mood": "good"}, "2010"),
    ],
)
def test_what_is_no_company_is_refused(company: Any, body: dict[str, Any], code: str) -> None:
    """Each with its code."""
    token = company.read(f"companyinfo/{company.realm}")["SyncToken"]
    key = {"Id": "1", "SyncToken": token, "sparse": True}
    assert company.refused("companyinfo", {**key, **body})["code"] == code


def test_automated_sales_tax_is_the_owners_switch(company: Any) -> None:
    """python-quickbooks sends it as true with whatever it saves; the API only shows it."""
    held = company.read("preferences")
    key = {"Id": held["Id"], "SyncToken": held["SyncToken"], "sparse": True}
    shown = company.post("preferences", {**key, "TaxPrefs": {"PartnerTaxEnabled": True}})
    assert not shown["TaxPrefs"].get("PartnerTaxEnabled")
    company.emulator.admin(
        "PATCH", f"realms/{company.realm}/preferences", TaxPrefs={"PartnerTaxEnabled": True}
    )
    assert company.read("preferences")["TaxPrefs"]["PartnerTaxEnabled"] is True
