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
