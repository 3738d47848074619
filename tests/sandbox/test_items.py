"""Items: services, goods, stock, categories and bundles."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import bought

INCOME, COST, ASSET = {"value": "136"}, {"value": "137"}, {"value": "138"}
STOCK = {
    "Name": "Beam",
    "Type": "Inventory",
    "TrackQtyOnHand": True,
    "QtyOnHand": 10,
    "InvStartDate": "2015-01-01",
    "IncomeAccountRef": INCOME,
    "ExpenseAccountRef": COST,
    "AssetAccountRef": ASSET,
}


def sparse(item: Any, **values: Any) -> dict[str, Any]:
    """Build a sparse change of an item."""
    return {"Id": item["Id"], "SyncToken": item["SyncToken"], "sparse": True, **values}


def test_a_service_is_completed(company: Any) -> None:
    """Zero prices and no tax; the account with its name."""
    item = company.post("item", {"Name": "Cut", "Type": "Service", "IncomeAccountRef": INCOME})
    assert list(item) == [
        "Name",
        "Active",
        "FullyQualifiedName",
        "Taxable",
        "UnitPrice",
        "Type",
        "IncomeAccountRef",
        "PurchaseCost",
        "TrackQtyOnHand",
        "DeferredRevenue",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
    ]
    assert (item["UnitPrice"], item["PurchaseCost"], item["Taxable"]) == (0, 0, False)
    assert item["IncomeAccountRef"] == {"value": "136", "name": "Sales of Product Income"}


def test_a_service_earns_or_costs_something(company: Any) -> None:
    """2020 for one of two accounts, and no element (recorded 2026)."""
    assert company.refused("item", {"Name": "Cut", "Type": "Service"}) == {
        "Message": "Required param missing, need to supply the required value for the API",
        "Detail": "Required parameter ExpenseAccountRef or IncomeAccountRef is missing in the"
        " request",
        "code": "2020",
    }


@pytest.mark.parametrize(
    "missing", [key for key in STOCK if key not in {"Name", "Type", "TrackQtyOnHand"}]
)
def test_stock_needs_all_that_makes_it_stock(company: Any, missing: str) -> None:
    """2020 names what is missing."""
    body = {key: value for key, value in STOCK.items() if key != missing}
    refused = company.refused("item", body)
    assert (refused["code"], refused["element"]) == ("2020", missing)


@pytest.mark.parametrize("tracked", [{}, {"TrackQtyOnHand": False}])
def test_what_is_not_counted_is_no_stock(company: Any, tracked: dict[str, bool]) -> None:
    """6000 in Intuit's words, as two clients had them, whether it is said or left out."""
    body = {key: value for key, value in STOCK.items() if key != "TrackQtyOnHand"}
    refused = company.refused("item", body | tracked)
    assert (refused["code"], refused["element"]) == ("6000", "")
    assert refused["Detail"] == (
        "Business Validation Error: When you create an item, if Track quantity on hand is turned"
        " off, the item cannot be of type Inventory."
    )


def test_stock_without_its_asset_account_is_told_so(company: Any) -> None:
    """The words of Intuit's page of common errors."""
    body = {key: value for key, value in STOCK.items() if key != "AssetAccountRef"}
    assert company.refused("item", body)["Detail"] == (
        "Required parameter is missing in the request. An inventory assetaccount is required if"
        " you are tracking inventory quantities for this product."
    )


@pytest.mark.parametrize("field", ["IncomeAccountRef", "ExpenseAccountRef", "AssetAccountRef"])
def test_stock_has_accounts_of_the_right_types(company: Any, field: str) -> None:
    """6430 for an account of retained earnings, wherever it stands."""
    assert company.refused("item", {**STOCK, field: {"value": "131"}})["code"] == "6430"


def test_without_a_type_an_item_is_what_is_sent_with_it(company: Any) -> None:
    """Stock where all that makes stock is there, else a service."""
    body = {key: value for key, value in STOCK.items() if key != "Type"}
    assert company.post("item", body)["Type"] == "Inventory"
    assert company.post("item", {"Name": "x", "IncomeAccountRef": INCOME})["Type"] == "Service"


def test_stock_stays_stock(company: Any) -> None:
    """Neither its type nor its counting can be taken back; goods may become stock."""
    item = company.post("item", STOCK)
    assert company.refused("item", sparse(item, Type="Service"))["code"] == "6000"
    assert company.refused("item", sparse(item, TrackQtyOnHand=False))["code"] == "6000"
    goods = company.post("item", {"Name": "y", "Type": "NonInventory", "IncomeAccountRef": INCOME})
    assert company.post("item", sparse(goods, Type="Service"))["Type"] == "Service"
    more = {key: value for key, value in STOCK.items() if key != "Name"}
    grown = company.post("item", {**sparse(goods, **more), "SyncToken": "1"})
    assert (grown["Type"], grown["QtyOnHand"]) == ("Inventory", 10)


def test_goods_have_no_stock(company: Any) -> None:
    """What belongs to stock only is not kept."""
    body = {**STOCK, "Type": "NonInventory", "ReorderPoint": 5}
    item = company.post("item", body)
    assert item["TrackQtyOnHand"] is False
    assert not {"QtyOnHand", "InvStartDate", "AssetAccountRef", "ReorderPoint"} & set(item)


def test_a_category_is_only_a_name_in_a_place(company: Any) -> None:
    """As Intuit's sample has them; items are filed under it."""
    top = company.post("item", {"Name": "Trees", "Type": "Category", "UnitPrice": 5})
    assert list(top) == [
        "Name",
        "Active",
        "FullyQualifiedName",
        "Type",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
    ]
    body = {"Name": "Cedar", "Type": "Category", "SubItem": True}
    sub = company.post("item", {**body, "ParentRef": {"value": top["Id"]}})
    assert sub["ParentRef"] == {"value": top["Id"], "name": "Trees"}
    assert (sub["FullyQualifiedName"], sub["SubItem"], sub["Level"]) == ("Trees:Cedar", True, 1)
    item = company.post("item", {**STOCK, "ParentRef": {"value": sub["Id"]}})
    assert (item["FullyQualifiedName"], item["Level"]) == ("Trees:Cedar:Beam", 2)
    assert company.refused("item", sparse(top, Type="Service"))["code"] == "6000"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"SubItem": True}, "2020"),
        ({"Type": "Assembly"}, "2010"),
        ({"Sku": "x" * 101}, "2050"),
        ({"Description": "x" * 4001}, "2050"),
        ({"PurchaseDesc": "x" * 1001}, "2050"),
        ({"UnitPrice": 100_000_000_000}, "2240"),
        ({"UnitPrice": "a lot"}, "2010"),
        ({"ParentRef": {"value": "1"}, "Type": "NonInventory"}, "700"),
        ({"IncomeAccountRef": {}}, "2020"),
        ({"PrefVendorRef": {"value": "7"}}, "2500"),
    ],
)
def test_what_is_no_item_is_refused(company: Any, body: dict[str, Any], code: str) -> None:
    """Each with its code."""
    service = {"Name": "x", "Type": "Service", "IncomeAccountRef": INCOME}
    assert company.refused("item", {**service, **body})["code"] == code


def test_a_bundle_stands_for_other_items(company: Any) -> None:
    """Its lines tell what each is, and are changed together."""
    stock = company.post("item", STOCK)
    lines = [
        {"ItemRef": {"value": stock["Id"]}, "Qty": 4},
        {"ItemRef": {"value": "2"}},
    ]
    body = {"Name": "Set", "Type": "Group", "ItemGroupDetail": {"ItemGroupLine": lines}}
    made = company.post("item", body)
    assert made["ItemGroupDetail"]["ItemGroupLine"] == [
        {"ItemRef": {"value": stock["Id"], "name": "Beam", "type": "Inventory"}, "Qty": 4},
        {"ItemRef": {"value": "2", "name": "Hours", "type": "Service"}, "Qty": 1},
    ]
    assert (made["PrintGroupedItems"], made["DeferredRevenue"]) == (False, False)
    (listed,) = company.query("select * from Item where Type = 'Group'")["Item"]
    assert {**listed, "DeferredRevenue": False} == made
    one = {"ItemGroupLine": lines[:1]}
    changed = company.post("item", sparse(made, ItemGroupDetail=one))
    assert len(changed["ItemGroupDetail"]["ItemGroupLine"]) == 1


@pytest.mark.parametrize("form", ["bill", "vendorcredit", "purchase"])
@pytest.mark.parametrize(("kind", "code"), [("Group", "6000"), ("Category", "2500")])
def test_only_what_a_bundle_or_category_holds_is_bought(
    company: Any, form: str, kind: str, code: str
) -> None:
    """As they are sold: neither on a line of an item."""
    inside = {"ItemGroupDetail": {"ItemGroupLine": [{"ItemRef": {"value": "1"}}]}}
    more = inside if kind == "Group" else {}
    item = company.post("item", {"Name": "Set", "Type": kind, **more})["Id"]
    vendor = company.post("vendor", {"DisplayName": "Mill"})["Id"]
    bank = company.post("account", {"Name": "Checking", "AccountType": "Bank"})["Id"]
    cash = {"PaymentType": "Cash", "AccountRef": {"value": bank}}
    owed = {"VendorRef": {"value": vendor}}
    body = {**(cash if form == "purchase" else owed), "Line": [bought(item, 1, 5)]}
    assert company.refused(form, body)["code"] == code


@pytest.mark.parametrize(
    ("detail", "code"),
    [
        ({}, "2020"),
        ({"ItemGroupLine": []}, "2020"),
        ({"ItemGroupLine": [{"Qty": 1}]}, "2020"),
        ({"ItemGroupLine": ["1"]}, "2010"),
        ({"ItemGroupLine": [{"ItemRef": {"value": "99"}}]}, "2500"),
        ({"ItemGroupLine": [{"ItemRef": {"value": "1"}, "Price": 1}]}, "2010"),
        ({"Lines": []}, "2010"),
    ],
)
def test_what_is_no_bundle_is_refused(company: Any, detail: Any, code: str) -> None:
    """Each with its code."""
    body = {"Name": "Set", "Type": "Group", "ItemGroupDetail": detail}
    assert company.refused("item", body)["code"] == code


def test_a_company_may_be_told_that_bundles_are_made_elsewhere(emulator: Any) -> None:
    """By default they can be made, and the answer says that this is assumed."""
    line = {"ItemRef": {"value": "1"}}
    body = {"Name": "Set", "Type": "Group", "ItemGroupDetail": {"ItemGroupLine": [line]}}
    for choice, status in (("made", 200), ("refused", 400)):
        company = emulator.company()
        emulator.admin("PATCH", f"realms/{company.realm}/choices", **{"bundle-made": choice})
        answer = company.call("POST", "item", json=body)
        assert answer.status_code == status
        assert "bundle-made" in answer.headers["X-Sandbox-Assumed"]


def test_items_are_found_by_sku_and_type(company: Any) -> None:
    """The fields that clients ask for."""
    made = company.post("item", {**STOCK, "Sku": "8442E1-1"})
    for condition in (
        "Sku = '8442e1-1'",
        "Type = 'Inventory'",
        "Taxable = false and UnitPrice = 0",
    ):
        rows = company.query(f"select * from Item where {condition}")["Item"]  # noqa: S608
        assert made["Id"] in [row["Id"] for row in rows]
