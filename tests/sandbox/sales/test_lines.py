"""Lines of sales forms: bundles, texts, discounts, shipping, limits."""

from __future__ import annotations

from typing import Any

import pytest


def discount(**detail: Any) -> dict[str, Any]:
    """A discount of ten percent, or another one."""
    line = {"DetailType": "DiscountLineDetail", "DiscountLineDetail": detail}
    if "Amount" in detail:
        line["Amount"] = detail.pop("Amount")
    return line


def test_a_discount_comes_behind_the_subtotal(desk: Any) -> None:
    """Positive, without id and number, to the account of discounts (recorded)."""
    ten = discount(PercentBased=True, DiscountPercent=10)
    made = desk.make("salesreceipt", ten, desk.sale(87.50, Qty=2.5, UnitPrice=35))
    sold, subtotal, taken = made["Line"]
    assert (sold["Id"], sold["LineNum"]) == ("1", 1)
    assert subtotal == {
        "Amount": 87.50,
        "DetailType": "SubTotalLineDetail",
        "SubTotalLineDetail": {},
    }
    assert taken["Amount"] == 8.75
    assert taken["DiscountLineDetail"] == {
        "PercentBased": True,
        "DiscountPercent": 10,
        "DiscountAccountRef": {"value": "102", "name": "Discounts"},
    }
    assert not {"Id", "LineNum"} & set(taken)
    assert made["TotalAmt"] == 78.75
    echoed = desk.company.post("salesreceipt", {**made, "PrivateNote": "again"})
    assert echoed["Line"] == made["Line"]


@pytest.mark.parametrize(
    ("detail", "code"),
    [
        ({}, "6090"),
        ({"PercentBased": True}, "6090"),
        ({"PercentBased": True, "DiscountPercent": 101}, "2150"),
        ({"Amount": 101}, "6000"),
    ],
)
def test_a_wrong_discount_is_refused(desk: Any, detail: dict[str, Any], code: str) -> None:
    """Neither amount nor percentage, more than all."""
    assert desk.refused("invoice", desk.sale(100), discount(**detail)) == code


def test_discounts_can_be_switched_off(desk: Any) -> None:
    """Then they are refused, or not, as the company chooses."""
    desk.prefer(SalesFormsPrefs={"AllowDiscount": False})
    lines = desk.sale(100), discount(Amount=5)
    assert desk.refused("invoice", *lines) == "6000"
    desk.choose(form_features="allowed")
    assert desk.make("invoice", *lines)["TotalAmt"] == 95


def test_shipping_is_charged_beside_what_is_sold(desk: Any) -> None:
    """Not in the subtotal, not discounted, to an income account of its own."""
    shipping = desk.sale(10, ItemRef={"value": "SHIPPING_ITEM_ID"})
    assert desk.refused("invoice", desk.sale(100), shipping) == "6000"
    desk.prefer(SalesFormsPrefs={"AllowShipping": True})
    ten = discount(PercentBased=True, DiscountPercent=10)
    made = desk.make("invoice", shipping, desk.sale(100), ten)
    assert [line["DetailType"] for line in made["Line"]] == [
        "SalesItemLineDetail",
        "SubTotalLineDetail",
        "DiscountLineDetail",
        "SalesItemLineDetail",
    ]
    assert made["Line"][1]["Amount"] == 100
    assert made["Line"][3]["SalesItemLineDetail"]["ItemRef"] == {"value": "SHIPPING_ITEM_ID"}
    assert made["TotalAmt"] == 100
    assert desk.company.query("select * from Account where Name = 'Shipping Income'")["Account"]


def test_a_tip_is_owed(desk: Any) -> None:
    """No preference for tips is known: they need the company's choice."""
    desk.choose(form_features="allowed")
    tip = desk.sale(15, ItemRef={"value": "GRATUITY_ITEM_ID"})
    assert desk.make("salesreceipt", desk.sale(100), tip)["TotalAmt"] == 115
    assert desk.balances() == {"Undeposited Funds": 115, "Undistributed Tips": -15}


def test_a_bundle_is_sold_as_its_items(desk: Any) -> None:
    """Expanded by the item's own list; inner lines go on counting; the outer amount is 0."""
    account = {"value": "130"}
    parts = [
        desk.company.post(
            "item",
            {"Name": name, "Type": "Service", "UnitPrice": price, "IncomeAccountRef": account},
        )["Id"]
        for name, price in (("Strawberries", 0.53), ("Cookie", 0.11))
    ]
    listed = [{"ItemRef": {"value": part}, "Qty": n} for part, n in zip(parts, (5, 8), strict=True)]
    bundle = desk.company.post(
        "item",
        {"Name": "Sweets", "Type": "Group", "ItemGroupDetail": {"ItemGroupLine": listed}},
    )["Id"]
    line = {
        "DetailType": "GroupLineDetail",
        "GroupLineDetail": {"GroupItemRef": {"value": bundle}, "Quantity": 3},
    }
    made = desk.make("invoice", line, desk.sale(1))
    group = made["Line"][0]
    assert list(group) == ["Id", "LineNum", "Amount", "DetailType", "GroupLineDetail"]
    assert (group["Id"], group["LineNum"], group["Amount"]) == ("1", 1, 0)
    assert list(group["GroupLineDetail"]) == ["GroupItemRef", "Quantity", "Line"]
    inner = group["GroupLineDetail"]["Line"]
    assert [(part["Id"], part["LineNum"], part["Amount"]) for part in inner] == [
        ("2", 2, 7.95),
        ("3", 3, 2.64),
    ]
    assert (made["Line"][1]["Id"], made["Line"][1]["LineNum"]) == ("4", 4)
    assert made["Line"][2]["Amount"] == made["TotalAmt"] == 11.59
    echoed = desk.company.post("invoice", {**made, "PrivateNote": "again"})
    assert echoed["Line"] == made["Line"]
    voided = desk.company.post("invoice?operation=void", desk.held(echoed))
    assert voided["Line"][0]["GroupLineDetail"]["Line"][0]["Amount"] == 0
    assert desk.refused("invoice", desk.sale(1, ItemRef={"value": bundle})) == "6000"


def test_a_text_has_no_amount(desk: Any) -> None:
    """Whatever is sent with it, nothing is charged."""
    text = {
        "Amount": 50,
        "Description": "Thank you",
        "DetailType": "DescriptionOnly",
        "DescriptionLineDetail": {},
    }
    made = desk.make("invoice", desk.sale(100), text)
    assert {key: value for key, value in made["Line"][1].items() if value} == {
        "Id": "2",
        "LineNum": 2,
        "Description": "Thank you",
        "DetailType": "DescriptionOnly",
    }
    assert made["TotalAmt"] == 100


def test_a_text_of_blanks_is_an_empty_line(desk: Any) -> None:
    """The line stays, without its text (a client's run of November 2025)."""
    text = {"Description": " ", "DetailType": "DescriptionOnly", "DescriptionLineDetail": {}}
    blank = desk.make("estimate", desk.sale(100), text)["Line"][1]
    assert (blank["LineNum"], blank["DetailType"]) == (2, "DescriptionOnly")
    assert "Description" not in blank


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([7], "2010"),
        ([{}], "2020"),
        ([{"DetailType": ["x"], "Amount": 1}], "2010"),
        ([{"DetailType": "SalesLine", "Amount": 1}], "2010"),
        ([{"DetailType": "SalesItemLineDetail", "Amount": 1, "SalesItemLineDetail": 3}], "2010"),
        ([{"DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {}}], "2020"),
        ([{"DetailType": "GroupLineDetail", "GroupLineDetail": {}}], "2020"),
        ([{"DetailType": "GroupLineDetail", "GroupLineDetail": {"GroupItemRef": "1"}}], "2010"),
        ([{"DetailType": "JournalEntryLineDetail", "Amount": 1}], "2020"),
        ([{"DetailType": "DescriptionOnly", "LinkedTxn": 5}], "2010"),
        ([{"DetailType": "DescriptionOnly", "LinkedTxn": [{}]}], "2020"),
    ],
)
def test_a_wrong_line_is_refused(desk: Any, lines: list[Any], code: str) -> None:
    """Whatever is sent as one."""
    assert desk.company.refused("invoice", desk.form(Line=lines))["code"] == code


@pytest.mark.parametrize("amount", [-1, -0.004, 0, 1e-9, 0.005, 99999999999, 1e11, 1e300, "x"])
@pytest.mark.parametrize("quantity", [None, 0, -1, 1e-9, 99999999999])
def test_no_amount_breaks_a_form(desk: Any, amount: Any, quantity: Any) -> None:
    """Taken or refused, and the books balance."""
    detail = {} if quantity is None else {"Qty": quantity, "UnitPrice": 1}
    for form in ("invoice", "creditmemo", "salesreceipt"):
        body = desk.form(desk.sale(amount, **detail), desk.sale(2))
        assert desk.company.call("POST", form, json=body).status_code in {200, 400}


def test_a_total_can_not_be_too_large(desk: Any) -> None:
    """Each line is small enough, their sum is not."""
    assert desk.refused("invoice", *[desk.sale(99999999999) for _ in range(3)]) == "2240"


def test_a_form_has_so_many_lines_and_no_more(desk: Any) -> None:
    """10,000 at most, 750 when they are taxed (Intuit)."""
    assert desk.refused("invoice", *[desk.sale(1)] * 10_001) == "6000"
    code = desk.tax_code("6")
    taxed = [desk.sale(1, TaxCodeRef={"value": "TAX"})] * 751
    assert desk.refused("invoice", *taxed, TxnTaxDetail={"TxnTaxCodeRef": code}) == "6000"
    made = desk.make("invoice", *taxed[1:], TxnTaxDetail={"TxnTaxCodeRef": code})
    assert made["TotalAmt"] == 795
