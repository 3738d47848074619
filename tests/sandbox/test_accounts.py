"""The chart of accounts: types, numbers, parents."""

from __future__ import annotations

from typing import Any

import pytest


def make(company: Any, **values: Any) -> Any:
    """Make an account, an expense unless told otherwise."""
    if not {"AccountType", "AccountSubType"} & set(values):
        values["AccountType"] = "Expense"
    return company.post("account", values)


def test_an_account_is_completed(company: Any) -> None:
    """Class, subtype, full name and balances are the server's; keys in Intuit's order."""
    account = make(company, Name="Freight", AccountType="Bank")
    assert list(account) == [
        "Name",
        "SubAccount",
        "FullyQualifiedName",
        "Active",
        "Classification",
        "AccountType",
        "AccountSubType",
        "CurrentBalance",
        "CurrentBalanceWithSubAccounts",
        "CurrencyRef",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
    ]
    assert account["Classification"] == "Asset"
    assert account["AccountSubType"] == "CashOnHand"
    assert account["CurrencyRef"] == {"value": "USD", "name": "United States Dollar"}


@pytest.mark.parametrize(
    ("given", "kind", "subtype"),
    [
        ({"AccountSubType": "CashOnHand"}, "Bank", "CashOnHand"),
        ({"AccountSubType": "Vehicles"}, "Fixed Asset", "Vehicles"),
        ({"AccountType": "Credit Card"}, "Credit Card", "CreditCard"),
        ({"AccountType": "Equity", "AccountSubType": "CommonStock"}, "Equity", "CommonStock"),
        ({"AccountType": "Expense", "AccountSubType": "StaffCosts"}, "Expense", "StaffCosts"),
    ],
)
def test_type_and_subtype_tell_one_another(
    company: Any, given: dict[str, str], kind: str, subtype: str
) -> None:
    """One of them is enough; a subtype of other countries goes with any type."""
    account = make(company, Name="x", **given)
    assert (account["AccountType"], account["AccountSubType"]) == (kind, subtype)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "6010"),
        ({"AccountType": "Bnak"}, "2010"),
        ({"AccountType": "Non-Posting"}, "2170"),
        ({"AccountSubType": "Nothing"}, "2170"),
        ({"AccountSubType": "StaffCosts"}, "2020"),
        ({"AccountType": "Bank", "AccountSubType": "Travel"}, "2170"),
        ({"AccountType": "Fixed Asset", "AccountSubType": "AccumulatedDepreciation"}, "6000"),
        ({"AccountType": "Expense", "AcctNum": "12345678"}, "2050"),
        ({"AccountType": "Expense", "AcctNum": "1:2"}, "2180"),
        ({"AccountType": "Expense", "Name": 'a "b"'}, "2180"),
        ({"AccountType": "Expense", "Description": "x" * 101}, "2050"),
        ({"AccountType": "Expense", "ParentRef": {"value": "9999"}}, "2500"),
    ],
)
def test_what_is_no_account_is_refused(company: Any, given: dict[str, Any], code: str) -> None:
    """Each with its code."""
    assert company.refused("account", {"Name": "x", **given})["code"] == code


def test_a_number_is_used_once_and_freed_by_deactivation(company: Any) -> None:
    """Among active accounts; the text is the captured one, two blanks and all."""
    first = make(company, Name="a", AcctNum="100")
    refused = company.refused("account", {"Name": "b", "AccountType": "Bank", "AcctNum": "100"})
    assert refused["Detail"] == (
        "Business Validation Error: Another account is already using this number.  "
        "Please use a different number."
    )
    key = {"Id": first["Id"], "SyncToken": "0", "sparse": True}
    company.post("account", {**key, "Active": False})
    make(company, Name="b", AcctNum="100")
    again = company.refused("account", {**key, "SyncToken": "1", "Active": True})
    assert again["code"] == "6000"


def test_a_child_has_its_parents_type(company: Any) -> None:
    """6000 in the captured words, on a new child and on a parent that changes."""
    parent = make(company, Name="Top")
    child = make(company, Name="Leaf", ParentRef={"value": parent["Id"]})
    assert child["FullyQualifiedName"] == "Top:Leaf"
    assert child["SubAccount"] is True
    assert child["ParentRef"] == {"value": parent["Id"]}
    other = {"Name": "y", "AccountType": "Bank", "ParentRef": {"value": parent["Id"]}}
    assert company.refused("account", other)["Detail"].endswith(
        "For subaccounts, you must select the same account type as their parent."
    )
    key = {"Id": parent["Id"], "SyncToken": "0", "sparse": True}
    assert company.refused("account", {**key, "AccountType": "Bank"})["code"] == "6000"


def test_one_name_may_stand_under_two_parents(company: Any) -> None:
    """The full name is what is unique; the refusal is the captured one."""
    tops = [make(company, Name=name) for name in ("A", "B")]
    for top in tops:
        make(company, Name="Leaf", ParentRef={"value": top["Id"]})
    body = {"Name": "leaf", "AccountType": "Expense", "ParentRef": {"value": tops[0]["Id"]}}
    refused = company.refused("account", body)
    assert refused["code"] == "6240"
    assert refused["Detail"] == (
        "The name supplied already exists. : An account already has the same display name. Display"
        " Name must be unique. Please provide a different display name."
    )


def test_some_accounts_are_neither_parent_nor_child(company: Any) -> None:
    """Retained earnings, say; and worn-down assets are no parents."""
    earnings = company.query("select * from Account where AccountSubType = 'RetainedEarnings'")
    parent = {"value": earnings["Account"][0]["Id"]}
    body = {"Name": "x", "AccountType": "Equity", "AccountSubType": "CommonStock"}
    assert company.refused("account", {**body, "ParentRef": parent})["code"] == "6000"
    truck = make(company, Name="Truck", AccountType="Fixed Asset")
    worn = make(
        company,
        Name="Depreciation",
        AccountSubType="AccumulatedDepreciation",
        ParentRef={"value": truck["Id"]},
    )
    below = {"Name": "x", "AccountType": "Fixed Asset", "ParentRef": {"value": worn["Id"]}}
    assert "cannot be parent accounts" in company.refused("account", below)["Detail"]


def test_what_quickbooks_needs_stays_active(company: Any) -> None:
    """Undeposited funds, say."""
    found = company.query("select * from Account where AccountSubType = 'UndepositedFunds'")
    account = found["Account"][0]
    key = {"Id": account["Id"], "SyncToken": account["SyncToken"], "sparse": True}
    assert company.refused("account", {**key, "Active": False})["code"] == "6000"


def test_an_account_named_in_a_reference_has_its_full_name(company: Any) -> None:
    """As Intuit's own answers have it."""
    parent = make(company, Name="Sold", AccountType="Income")
    child = make(company, Name="Beams", AccountType="Income", ParentRef={"value": parent["Id"]})
    item = company.post(
        "item", {"Name": "Beam", "Type": "Service", "IncomeAccountRef": {"value": child["Id"]}}
    )
    assert item["IncomeAccountRef"] == {"value": child["Id"], "name": "Sold:Beams"}
