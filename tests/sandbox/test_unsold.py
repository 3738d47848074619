"""Lines of sales forms that are refused for what they refer to."""

from __future__ import annotations

from typing import Any

import pytest


def sold(item: str) -> dict[str, Any]:
    """Write a line of an item."""
    detail = {"ItemRef": {"value": item}}
    return {"Amount": 10, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}


def test_an_inactive_item_is_not_sold(sample: Any) -> None:
    """6000, which speaks of quantities; other lists have 2500."""
    sample.post("item", {**sample.read("item/10"), "Active": False})
    error = sample.refused("invoice", {"CustomerRef": {"value": "1"}, "Line": [sold("10")]})
    assert (error["code"], error["Detail"]) == (
        "6000",
        "Business Validation Error: You need to activate this item before updating the quantity",
    )


def test_an_item_that_only_costs_is_not_sold(sample: Any) -> None:
    """2390 with its name; with an income account it is."""
    costs = {"Name": "Gravel", "Type": "NonInventory", "ExpenseAccountRef": {"value": "64"}}
    item = sample.post("item", costs)
    body = {"CustomerRef": {"value": "1"}, "Line": [sold(item["Id"])]}
    error = sample.refused("invoice", body)
    assert (error["code"], '"Gravel"' in error["Detail"]) == ("2390", True)
    sample.post("item", {**item, "IncomeAccountRef": {"value": "1"}})
    assert sample.post("invoice", body)["TotalAmt"] == 10


@pytest.mark.parametrize(
    ("more", "element"),
    [
        ({"ClassRef": {"value": "Field"}}, "Line.SalesItemLineDetail.ClassRef.value"),
        ({"SalesTermRef": {"value": "Field"}}, "SalesTermRef.value"),
    ],
)
def test_a_reference_by_name_is_refused_with_its_place(
    sample: Any, more: dict[str, Any], element: str
) -> None:
    """2030; a number that is nobody's is 2500."""
    line: dict[str, Any] = sold("1")
    body: dict[str, Any] = {"CustomerRef": {"value": "1"}, "Line": [line]}
    (line["SalesItemLineDetail"] if "ClassRef" in more else body).update(more)
    assert sample.refused("invoice", body) == {
        "Message": "Invalid ID",
        "Detail": "Id should be a valid number. Supplied value:Field",
        "code": "2030",
        "element": element,
    }
    next(iter(more.values()))["value"] = "999999"
    assert sample.refused("invoice", body)["code"] == "2500"
