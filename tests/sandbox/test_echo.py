"""A whole answer that comes back, as clients with full updates send it, is no change."""

from __future__ import annotations

from typing import Any

import pytest

MADE: dict[str, dict[str, Any]] = {
    "customer": {"DisplayName": "Ann Lee"},
    "vendor": {"DisplayName": "Bob's Mill", "AcctNum": "V-1"},
    "employee": {"GivenName": "Carl", "FamilyName": "Ray"},
    "item": {"Name": "Cutting", "Type": "Service"},
    "class": {"Name": "Tampa"},
    "department": {"Name": "Tampa"},
    "term": {"Name": "Net 31", "DueDays": 31},
    "paymentmethod": {"Name": "Wire"},
}


@pytest.mark.parametrize("entity", MADE)
def test_an_entry_that_comes_back_whole_is_unchanged(company: Any, entity: str) -> None:
    """Defaults that a read shows are no news when they are sent again."""
    body = dict(MADE[entity])
    if entity == "item":
        account = company.post("account", {"Name": "Sales of cuts", "AccountType": "Income"})
        body["IncomeAccountRef"] = {"value": account["Id"]}
    made = company.post(entity, body)
    read = company.read(f"{entity}/{made['Id']}")
    again = company.post(entity, read)
    assert again["SyncToken"] == made["SyncToken"]
    assert again["MetaData"] == made["MetaData"]


def test_an_invoice_of_a_renamed_item_that_comes_back_is_unchanged(company: Any) -> None:
    """Its lines point at the same item by the same id, whatever that is called now."""
    account = company.post("account", {"Name": "Sales of cuts", "AccountType": "Income"})
    item = {"Name": "Cutting", "Type": "Service", "IncomeAccountRef": {"value": account["Id"]}}
    sold = company.post("item", item)
    customer = company.post("customer", {"DisplayName": "Ann Lee"})
    line = {
        "Amount": 5,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": sold["Id"]}},
    }
    made = company.post("invoice", {"CustomerRef": {"value": customer["Id"]}, "Line": [line]})
    company.post("item", {**item, "Id": sold["Id"], "SyncToken": "0", "Name": "Sawing"})
    company.post(
        "customer", {"Id": customer["Id"], "SyncToken": "0", "sparse": True, "DisplayName": "Ann"}
    )
    read = company.read(f"invoice/{made['Id']}")
    again = company.post("invoice", read)
    assert again["SyncToken"] == "0"
    other = [{**read["Line"][0], "Description": "cut twice"}]
    assert company.post("invoice", {**read, "Line": other})["SyncToken"] == "1"
