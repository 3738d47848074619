"""Stock: first in, first out, right after every change of what went before."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import account, audited, bought, cost, holds, sold, stock_item, the


@pytest.fixture
def vendor(company: Any) -> dict[str, str]:
    """A reference to a vendor."""
    return {"value": company.post("vendor", {"DisplayName": "Hicks"})["Id"]}


@pytest.fixture
def customer(company: Any) -> dict[str, str]:
    """A reference to a customer."""
    return {"value": company.post("customer", {"DisplayName": "Amy"})["Id"]}


def on_hand(company: Any, item: str) -> float:
    """How many there are."""
    held: float = company.read(f"item/{item}")["QtyOnHand"]
    return held


def asset(company: Any) -> float:
    """What stock is worth."""
    return holds(company, the(company, "Inventory Asset"))


def test_costs_follow_the_order_of_purchases(company: Any, vendor: Any, customer: Any) -> None:
    """Ten at 10, ten at 12, fifteen sold: five at 12 are left; nothing but amounts is asked."""
    item = stock_item(company)
    for price, day in ((10, "2026-01-01"), (12, "2026-01-05")):
        company.post(
            "bill",
            {"VendorRef": vendor, "TxnDate": day, "Line": [bought(item, 10, price)]},
        )
    assert (asset(company), on_hand(company, item)) == (220, 20)
    sale = company.post(
        "invoice",
        {"CustomerRef": customer, "TxnDate": "2026-01-10", "Line": [sold(item, 15, 20)]},
    )
    assert (asset(company), on_hand(company, item)) == (60, 5)
    company.post("invoice?operation=void", {"Id": sale["Id"], "SyncToken": "0"})
    assert (asset(company), on_hand(company, item)) == (220, 20)
    audited(company)


def test_a_document_dated_back_changes_later_costs(
    company: Any, vendor: Any, customer: Any
) -> None:
    """An earlier, cheaper purchase is what was sold; deleted, the costs are as before."""
    item = stock_item(company)
    body = {"VendorRef": vendor, "TxnDate": "2026-02-01", "Line": [bought(item, 10, 10)]}
    late = company.post("bill", body)
    company.post(
        "invoice",
        {"CustomerRef": customer, "TxnDate": "2026-02-10", "Line": [sold(item, 4, 20)]},
    )
    assert asset(company) == 60
    early = company.post("bill", {**body, "TxnDate": "2026-01-01", "Line": [bought(item, 4, 7)]})
    assert asset(company) == 100
    company.post(
        "bill",
        {**body, "Id": late["Id"], "SyncToken": "0", "Line": [bought(item, 10, 11)]},
    )
    assert asset(company) == 110
    company.post("bill?operation=delete", {"Id": early["Id"], "SyncToken": "0"})
    assert (asset(company), on_hand(company, item)) == (66, 6)
    audited(company)


def test_what_is_sold_before_it_is_bought(company: Any, vendor: Any, customer: Any) -> None:
    """At the purchase cost until it is bought, then at what was paid (assumed)."""
    item = stock_item(company, PurchaseCost=9)
    sale = company.call(
        "POST", "invoice", json={"CustomerRef": customer, "Line": [sold(item, 3, 20)]}
    )
    assert "negative-stock" in sale.headers["X-Sandbox-Assumed"]
    assert (asset(company), on_hand(company, item)) == (-27, -3)
    company.post("bill", {"VendorRef": vendor, "Line": [bought(item, 5, 8)]})
    assert (asset(company), on_hand(company, item)) == (16, 2)
    audited(company)


def test_cents_are_lost_nowhere(company: Any, vendor: Any, customer: Any) -> None:
    """Three for 10.00, sold one by one: the last takes the rest."""
    item = stock_item(company)
    line = bought(item, 3, 3.333333)
    company.post("bill", {"VendorRef": vendor, "Line": [{**line, "Amount": 10}]})
    left = []
    for _ in range(3):
        company.post("invoice", {"CustomerRef": customer, "Line": [sold(item, 1, 5)]})
        left.append(asset(company))
    assert left == [6.67, 3.33, 0]
    audited(company)


def test_what_comes_back(company: Any, vendor: Any, customer: Any) -> None:
    """From a customer at the cost it went out with; to the vendor at the cost of stock."""
    item = stock_item(company)
    for price in (10, 12):
        company.post("bill", {"VendorRef": vendor, "Line": [bought(item, 1, price)]})
    company.post("invoice", {"CustomerRef": customer, "Line": [sold(item, 2, 20)]})
    company.post("creditmemo", {"CustomerRef": customer, "Line": [sold(item, 1, 20)]})
    assert (asset(company), on_hand(company, item)) == (12, 1)
    company.post("vendorcredit", {"VendorRef": vendor, "Line": [bought(item, 1, 11)]})
    assert (asset(company), on_hand(company, item)) == (0, 0)
    assert company.read(f"vendor/{vendor['value']}")["Balance"] == 11
    audited(company)


def test_an_item_starts_with_what_is_there(company: Any) -> None:
    """Its value stands against Opening Balance Equity; a new count is an adjustment."""
    item = stock_item(company, QtyOnHand=25, PurchaseCost=10)
    assert (asset(company), on_hand(company, item)) == (250, 25)
    assert holds(company, the(company, "Opening Balance Equity")) == -250
    body = {"Id": item, "SyncToken": "0", "sparse": True}
    company.post("item", {**body, "QtyOnHand": 24})
    assert (asset(company), on_hand(company, item)) == (240, 24)
    shrinkage = the(company, "Inventory Shrinkage")
    adjusted = company.query("select * from InventoryAdjustment")["InventoryAdjustment"]
    assert adjusted[0]["AdjustAccountRef"]["value"] == shrinkage
    made = company.post(
        "inventoryadjustment",
        {
            "AdjustAccountRef": {"value": shrinkage},
            "Line": [
                {
                    "DetailType": "ItemAdjustmentLineDetail",
                    "ItemAdjustmentLineDetail": {"ItemRef": {"value": item}, "QtyDiff": 2},
                }
            ],
        },
    )
    assert (asset(company), on_hand(company, item)) == (260, 26)
    company.post("inventoryadjustment?operation=delete", {"Id": made["Id"], "SyncToken": "0"})
    assert on_hand(company, item) == 24
    audited(company)


def test_stock_does_not_move_before_it_starts(
    company: Any, vendor: dict[str, str], customer: dict[str, str]
) -> None:
    """6270, of sales and purchases alike; allowed by a switch. Other items know no start."""
    item = stock_item(company, InvStartDate="2026-03-01")
    before, on = "2026-02-28", "2026-03-01"
    bill = {"VendorRef": vendor, "Line": [bought(item, 2, 5)]}
    sale = {"CustomerRef": customer, "Line": [sold(item, 1, 9)]}
    for path, body in (("bill", bill), ("invoice", sale)):
        response = company.call("POST", path, json={**body, "TxnDate": before})
        assert response.status_code == 400
        assert response.headers["X-Sandbox-Assumed"].split(", ")[-1] == "before-stock-start"
        error = response.json()["Fault"]["Error"][0]
        assert error["code"] == "6270"
        assert error["Message"] == "Transaction date is prior to start date for inventory item"
        made = company.post(path, {**body, "TxnDate": on})
        moved = {**made, "TxnDate": before}
        assert company.refused(path, moved)["code"] == "6270"
    company.post("invoice", {**sale, "TxnDate": before, "Line": [sold("1", 1, 9)]})
    assert on_hand(company, item) == 1
    choice = {"before-stock-start": "allowed"}
    company.emulator.admin("PATCH", f"realms/{company.realm}/choices", **choice)
    company.post("bill", {**bill, "TxnDate": before})
    assert on_hand(company, item) == 3
    audited(company)


def test_stock_needs_its_accounts(company: Any) -> None:
    """2020: a reference to nobody is none."""
    body = {
        "Name": "Pump",
        "Type": "Inventory",
        "TrackQtyOnHand": True,
        "QtyOnHand": 3,
        "InvStartDate": "2024-01-01",
        "IncomeAccountRef": {"value": the(company, "Sales of Product Income")},
        "ExpenseAccountRef": {"value": the(company, "Cost of Goods Sold")},
        "AssetAccountRef": {"value": ""},
    }
    error = company.refused("item", body)
    assert (error["code"], error["element"]) == ("2020", "AssetAccountRef")


def test_expenses_bring_in_stock_too(company: Any) -> None:
    """A check for an item; a card's refund takes it out again."""
    item = stock_item(company)
    card = account(company, "Visa", "Credit Card")
    body = {
        "PaymentType": "CreditCard",
        "AccountRef": {"value": card},
        "Line": [bought(item, 4, 2.5), cost(1, the(company, "Tools"))],
    }
    company.post("purchase", body)
    assert (asset(company), on_hand(company, item), holds(company, card)) == (10, 4, -11)
    company.post("purchase", {**body, "Credit": True})
    assert (asset(company), on_hand(company, item), holds(company, card)) == (0, 0, 0)
    audited(company)
