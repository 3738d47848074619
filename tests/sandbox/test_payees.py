"""Whom purchase forms are for: addresses, e-mail, checks and custom fields have a form."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import account, cost, the

ADDRESS = {"Line1": "4528 Country Road", "City": "Middlefield"}
WRONG = [
    ({"VendorAddr": {"Line1": {"a": 1}}}, "2010"),
    ({"VendorAddr": {"Line1": ["x"]}}, "2010"),
    ({"VendorAddr": {"Line1": True}}, "2010"),
    ({"VendorAddr": {"Street": "x"}}, "2010"),
    ({"VendorAddr": {"Line1": "x" * 501}}, "2050"),
    ({"VendorAddr": {"City": "a\u0001b"}}, "2040"),
]
ORDERS = [
    ({"ShipAddr": {"Line1": {"a": 1}}}, "2010"),
    ({"ShipAddr": {"Town": "x"}}, "2010"),
    ({"POEmail": {"Address": {"a": 1}}}, "2010"),
    ({"POEmail": {"Adress": "a@b.co"}}, "2010"),
    ({"POEmail": {"Address": "nobody"}}, "2210"),
    ({"POEmail": {"Address": "a" * 95 + "@b.com"}}, "2050"),
    ({"ShipMethodRef": {"value": {"a": 1}}}, "2010"),
    ({"ShipMethodRef": "UPS"}, "2010"),
    ({"EmailStatus": "Perhaps"}, "2010"),
    ({"CustomField": [{"Colour": "red"}]}, "2010"),
    ({"CustomField": [{"DefinitionId": {"a": 1}}]}, "2010"),
    ({"CustomField": [{"DefinitionId": "1", "Type": "Perhaps"}]}, "2010"),
]
EXPENSES = [
    ({"RemitToAddr": {"Line1": {"a": 1}}}, "2010"),
    ({"RemitToAddr": {"Street": "x"}}, "2010"),
    ({"CheckPayment": {"CheckNum": {"a": 1}}}, "2010"),
    ({"CheckPayment": {"Number": "1"}}, "2010"),
    ({"CheckPayment": {"BankName": "a\u0001b"}}, "2040"),
    ({"CustomField": [{"StringValue": ["x"]}]}, "2010"),
]
PAYMENTS = [
    ({"PrintStatus": "Perhaps"}, "2010"),
    ({"PrintStatus": {"a": 1}}, "2010"),
    ({"CheckDetail": {"CheckNum": {"a": 1}}}, "2010"),
    ({"CheckDetail": "17"}, "2010"),
    ({"PayeeAddr": {"Line1": {"a": 1}}}, "2010"),
    ({"PayeeAddr": "here"}, "2010"),
    ({"Bank": "17"}, "2010"),
]


@pytest.fixture
def vendor(company: Any) -> dict[str, str]:
    """A reference to a vendor with an address."""
    made = company.post("vendor", {"DisplayName": "Norton Lumber", "BillAddr": ADDRESS})
    return {"value": made["Id"]}


@pytest.fixture
def form(company: Any, vendor: Any) -> dict[str, Any]:
    """What a form for a vendor needs."""
    return {"VendorRef": vendor, "Line": [cost(10, the(company, "Tools"))]}


@pytest.fixture
def order(company: Any, form: Any) -> dict[str, Any]:
    """What an order needs."""
    owed = account(company, "Owed", "Accounts Payable", AccountSubType="AccountsPayable")
    return {**form, "APAccountRef": {"value": owed}}


@pytest.mark.parametrize("entity", ["bill", "vendorcredit"])
@pytest.mark.parametrize(("more", "code"), WRONG)
def test_a_vendor_s_address_has_a_form(
    company: Any, form: Any, entity: str, more: Any, code: str
) -> None:
    """On every form, as a customer's on sales forms."""
    assert company.refused(entity, {**form, **more})["code"] == code


@pytest.mark.parametrize(("more", "code"), [*WRONG, *ORDERS])
def test_what_an_order_says_of_its_way_has_a_form(
    company: Any, order: Any, more: Any, code: str
) -> None:
    """Addresses, e-mail, way of delivery and custom fields."""
    assert company.refused("purchaseorder", {**order, **more})["code"] == code


@pytest.mark.parametrize(("more", "code"), EXPENSES)
def test_what_an_expense_says_of_its_check_has_a_form(
    company: Any, form: Any, more: Any, code: str
) -> None:
    """Another property, another type, what can't be written."""
    bank = {"value": account(company, "Checking", "Bank")}
    body = {"PaymentType": "Check", "AccountRef": bank, "Line": form["Line"], **more}
    assert company.refused("purchase", body)["code"] == code


def by_check(bill: str, vendor: Any, check: Any) -> dict[str, Any]:
    """The payment of a bill by check."""
    line = {"Amount": 10, "LinkedTxn": [{"TxnId": bill, "TxnType": "Bill"}]}
    return {
        "VendorRef": vendor,
        "PayType": "Check",
        "TotalAmt": 10,
        "CheckPayment": check,
        "Line": [line],
    }


@pytest.mark.parametrize(("more", "code"), PAYMENTS)
def test_what_a_payment_says_of_its_check_has_a_form(
    company: Any, form: Any, vendor: Any, more: Any, code: str
) -> None:
    """Two levels deep."""
    bill = company.post("bill", form)["Id"]
    check = {"BankAccountRef": {"value": account(company, "Checking", "Bank")}, **more}
    assert company.refused("billpayment", by_check(bill, vendor, check))["code"] == code


def test_what_is_right_is_kept(company: Any, form: Any, order: Any, vendor: Any) -> None:
    """With an id of its own; the vendor's address stays the vendor's, with its id."""
    theirs = company.read(f"vendor/{vendor['value']}")["BillAddr"]
    bill = company.post("bill", {**form, "VendorAddr": {**ADDRESS, "Lat": "1"}})
    assert bill["VendorAddr"] == theirs
    other = company.post("bill", {**form, "VendorAddr": {"Line1": "1 Other Way"}})["VendorAddr"]
    assert other["Line1"] == "1 Other Way"
    assert other["Id"] != theirs["Id"]
    way = {
        "ShipAddr": {"Line1": "Yard"},
        "POEmail": {"Address": "a@b.co", "Default": True},
        "ShipMethodRef": {"value": "UPS"},
        "EmailStatus": "NeedToSend",
    }
    made = company.post("purchaseorder", {**order, **way})
    assert made["ShipAddr"]["Line1"] == "Yard"
    assert made["POEmail"] == {"Address": "a@b.co"}
    assert made["EmailStatus"] == "NeedToSend"
    echo = company.post("purchaseorder", made)
    assert echo["SyncToken"] == made["SyncToken"]
    moved = {**made, "ShipAddr": {"Line1": "Gate"}, "POEmail": {}}
    changed = company.post("purchaseorder", moved)
    assert changed["ShipAddr"] == {"Id": made["ShipAddr"]["Id"], "Line1": "Gate"}
    assert "POEmail" not in changed


def test_a_check_keeps_what_is_said_of_it(company: Any, form: Any, vendor: Any) -> None:
    """On an expense and on a payment."""
    bank = {"value": account(company, "Checking", "Bank")}
    said = {"CheckNum": "17", "BankName": "Bank"}
    spent = {
        "PaymentType": "Check",
        "AccountRef": bank,
        "Line": form["Line"],
        "CheckPayment": said,
        "RemitToAddr": {"Line1": "Yard"},
    }
    made = company.post("purchase", spent)
    assert made["CheckPayment"] == said
    assert made["RemitToAddr"]["Line1"] == "Yard"
    bill = company.post("bill", form)["Id"]
    check = {"BankAccountRef": bank, "CheckDetail": said, "PayeeAddr": {"Line1": "Yard"}}
    paid = company.post("billpayment", by_check(bill, vendor, check))["CheckPayment"]
    assert paid["CheckDetail"] == said
    assert paid["PayeeAddr"]["Line1"] == "Yard"
    assert paid["PrintStatus"] == "NeedToPrint"


def test_orders_show_the_custom_fields_of_orders(company: Any, order: Any) -> None:
    """Which are others than those of sales forms; what is not defined is dropped."""
    field = {"DefinitionId": "1", "Type": "StringType", "StringValue": "blue"}
    assert "CustomField" not in company.post("purchaseorder", {**order, "CustomField": [field]})
    preferences = company.read("preferences")
    switch = "PurchasePrefs.UsePurchaseCustom1"
    name = "PurchasePrefs.PurchaseCustomName1"
    preferences["VendorAndPurchasesPrefs"]["POCustomField"] = [
        {"CustomField": [{"Name": switch, "Type": "BooleanType", "BooleanValue": True}]},
        {"CustomField": [{"Name": name, "Type": "StringType", "StringValue": "Colour"}]},
    ]
    company.post("preferences", preferences)
    made = company.post("purchaseorder", {**order, "CustomField": [field]})
    assert made["CustomField"] == [{**field, "Name": "Colour"}]


@pytest.mark.parametrize(
    "more",
    [
        {"PrimaryPhone": {"FreeFormNumber": "1\u00012"}},
        {"Fax": {"FreeFormNumber": "1\u00012"}},
        {"PrimaryEmailAddr": {"Address": "a\u0001@b.co"}},
        {"WebAddr": {"URI": "https://a\u0001"}},
        {"BillAddr": {"Line1": "a\u0001b"}},
    ],
)
def test_control_characters_are_refused_in_contacts(company: Any, more: Any) -> None:
    """As in names."""
    assert company.refused("vendor", {"DisplayName": "Amy", **more})["code"] == "2040"


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"PrimaryPhone": {"Number": "1"}}, "TelephoneNumber"),
        ({"PrimaryEmailAddr": {"Email": "a@b.co"}}, "EmailAddress"),
        ({"WebAddr": {"Address": "https://a"}}, "WebSiteAddress"),
        ({"BillAddr": {"Street": "x"}}, "PhysicalAddress"),
    ],
)
def test_an_unknown_part_is_told_with_its_class(company: Any, more: Any, kind: str) -> None:
    """By the name that Intuit's schema has for it."""
    detail = company.refused("vendor", {"DisplayName": "Amy", **more})["Detail"]
    assert f"(class com.intuit.schema.finance.v3.{kind})" in detail
