"""Customers, vendors and lists: shapes, updates, names, faults."""

from __future__ import annotations

from typing import Any

import pytest

from harness.sandbox.core import faults


def test_a_created_customer_has_the_recorded_shape(company: Any) -> None:
    """Keys in the order that Intuit's sandbox prints them, defaults filled in."""
    customer = company.post("customer", {"DisplayName": "Doe5, Jane"})
    assert list(customer) == [
        "Taxable",
        "Job",
        "BillWithParent",
        "Balance",
        "BalanceWithJobs",
        "CurrencyRef",
        "PreferredDeliveryMethod",
        "IsProject",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "FullyQualifiedName",
        "DisplayName",
        "PrintOnCheckName",
        "Active",
    ]
    assert customer["Id"] == "1"
    assert customer["SyncToken"] == "0"
    assert customer["Balance"] == 0
    assert customer["CurrencyRef"] == {"value": "USD", "name": "United States Dollar"}


def test_a_taken_name_is_refused_as_recorded(company: Any) -> None:
    """Customers and vendors share one list of names, whatever the case; whose it is, is told."""
    made = company.post("customer", {"DisplayName": "Weiskopf Consulting"})
    for path in ("customer", "vendor"):
        error = company.refused(path, {"DisplayName": "WEISKOPF consulting"})
        assert error == {
            "Message": "Duplicate Name Exists Error",
            "Detail": f"The name supplied already exists. : Id={made['Id']}",
            "code": "6240",
        }


def test_a_sparse_update_keeps_and_a_full_update_clears(company: Any) -> None:
    """What a full update leaves out is gone; derived names follow."""
    made = company.post(
        "customer", {"DisplayName": "Acme", "Notes": "n", "PrimaryPhone": {"FreeFormNumber": "1"}}
    )
    key = {"Id": made["Id"], "SyncToken": "0"}
    sparse = company.post("customer", {**key, "sparse": True, "GivenName": "Ann"})
    assert sparse["Notes"] == "n"
    assert sparse["SyncToken"] == "1"
    full = company.post("customer", {"Id": made["Id"], "SyncToken": "1", "DisplayName": "Acme 2"})
    assert "Notes" not in full
    assert "PrimaryPhone" not in full
    assert full["FullyQualifiedName"] == full["PrintOnCheckName"] == "Acme 2"


def test_an_empty_value_clears_and_null_does_not(company: Any) -> None:
    """Only an empty text, object or reference clears a field."""
    made = company.post("customer", {"DisplayName": "A", "Notes": "n", "BillAddr": {"Line1": "x"}})
    key = {"Id": made["Id"], "SyncToken": "0", "sparse": True}
    kept = company.post("customer", {**key, "Notes": None})
    assert kept["Notes"] == "n"
    cleared = company.post("customer", {**key, "Notes": "", "BillAddr": {}})
    assert "Notes" not in cleared
    assert "BillAddr" not in cleared


def test_a_stale_token_is_refused_and_an_unchanged_update_changes_nothing(company: Any) -> None:
    """5010 for an old SyncToken; the same content keeps token and time."""
    made = company.post("customer", {"DisplayName": "A"})
    key = {"Id": made["Id"], "SyncToken": "0", "sparse": True}
    assert company.post("customer", {**key, "DisplayName": "A"}) == made
    company.post("customer", {**key, "DisplayName": "B"})
    assert company.refused("customer", {**key, "DisplayName": "C"})["code"] == "5010"


def test_deactivating_renames_hides_and_frees_the_name(company: Any) -> None:
    """The list hides it, reading shows it, and the plain name may be taken again."""
    made = company.post("customer", {"DisplayName": "Acme"})
    gone = company.post(
        "customer", {"Id": made["Id"], "SyncToken": "0", "sparse": True, "Active": False}
    )
    assert gone["DisplayName"] == gone["FullyQualifiedName"] == "Acme (deleted)"
    assert gone["PrintOnCheckName"] == "Acme"
    assert company.query("select * from Customer") == {}
    everyone = company.query("select * from Customer where Active in (true, false)")
    assert len(everyone["Customer"]) == 1
    assert company.read(f"customer/{made['Id']}")["Active"] is False
    assert company.post("customer", {"DisplayName": "Acme"})["Id"] != made["Id"]


def test_a_sub_customer_is_a_job_below_its_parent(company: Any) -> None:
    """The display name is the leaf, the full name has the parent."""
    parent = company.post("customer", {"DisplayName": "Parent"})
    job = company.post("customer", {"DisplayName": "Leaf", "ParentRef": {"value": parent["Id"]}})
    assert job["FullyQualifiedName"] == "Parent:Leaf"
    assert job["Job"] is True
    assert job["Level"] == 1
    assert job["ParentRef"] == {"value": parent["Id"]}


def test_a_vendors_term_is_taken_by_an_update_only(company: Any) -> None:
    """Sent with a create it is silently dropped."""
    made = company.post("vendor", {"DisplayName": "Mill", "TermRef": {"value": "3"}})
    assert "TermRef" not in made
    again = company.post(
        "vendor", {"Id": made["Id"], "SyncToken": "0", "sparse": True, "TermRef": {"value": "3"}}
    )
    assert again["TermRef"] == {"value": "3"}


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("customer", {"DisplayName": "a:b"}, "2040"),
        ("customer", {"DisplayName": "x" * 501}, "2050"),
        ("customer", {}, "6080"),
        ("customer", {"BadJson": 1}, "2010"),
        ("customer", {"DisplayName": "a", "SalesTermRef": {"value": "99"}}, "2500"),
        ("customer", {"DisplayName": "a", "PrimaryEmailAddr": {"Address": "nobody"}}, "2210"),
        ("vendor", {"DisplayName": "a", "PrimaryEmailAddr": {"Address": "t@a.co, b"}}, "2210"),
        ("customer", {"Id": "99", "SyncToken": "0", "DisplayName": "a"}, "610"),
        ("account", {"Name": "x"}, "6010"),
        ("account", {"Name": "Sales", "AccountType": "Income"}, "6240"),
        ("item", {"Name": "x", "Type": "Inventory", "IncomeAccountRef": {"value": "136"}}, "6000"),
        ("item", {"Name": "x", "Type": "Inventory", "TrackQtyOnHand": True}, "2020"),
        ("item", {"Type": "Service"}, "2020"),
        ("term", {"Name": "x" * 32, "DueDays": 1}, "2050"),
        ("account?operation=delete", {"Id": "105", "SyncToken": "0"}, "500"),
    ],
)
def test_what_intuit_refuses_is_refused(
    company: Any, path: str, body: dict[str, object], code: str
) -> None:
    """Each with Intuit's code."""
    assert company.refused(path, body)["code"] == code


def test_a_clean_company_has_its_defaults_only(company: Any) -> None:
    """The default chart, terms and items, and no one to sell to."""
    assert company.query("select count(*) from Account") == {"totalCount": 39}
    assert company.query("select count(*) from Customer") == {"totalCount": 0}
    items = company.query("select * from Item")["Item"]
    assert [item["Name"] for item in items] == ["Hours", "Services"]
    assert company.read(f"companyinfo/{company.realm}")["CompanyName"] == "Test Co"


def test_the_sample_company_has_the_well_known_balances(sample: Any) -> None:
    """As Intuit's sample has them."""
    amy = sample.query("select * from Customer where DisplayName = 'Amy\\'s Bird Sanctuary'")
    assert amy["Customer"][0]["Balance"] == 239.00
    assert amy["Customer"][0]["Id"] == "1"


def test_what_is_not_known_is_named_with_what_is(company: Any) -> None:
    """The list breaks off where Jackson, which reads Intuit's JSON, breaks it off."""
    detail = company.refused("term", {"BadJson": True})["Detail"]
    assert detail.startswith(
        'Property Name:Unrecognized field "BadJson" (class com.intuit.schema.finance.v3.Term),'
        " not marked as ignorable (17 known properties: "
    )
    # What every entity has, and what the emulator does not keep, are known to Intuit's classes.
    assert all(f'"{name}"' in detail for name in ("Id", "AttachableRef", "DueDays"))
    assert "*" not in detail
    assert detail.endswith('"])\n specified is unsupported or invalid')
    listed = ", ".join('"' + "x" * 97 + '"' for _ in range(20))
    (error,) = faults.unknown_property("a", "B", ["x" * 97] * 20).errors
    assert listed not in error.detail
    assert error.detail.endswith(" [truncated]])\n specified is unsupported or invalid")
