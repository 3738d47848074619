"""Purchases: cash, checks and cards, and the block that only reads have."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import account, audited, cost, holds, settles, the


@pytest.fixture
def bank(company: Any) -> str:
    """A bank account's id."""
    return account(company, "Checking", "Bank")


@pytest.fixture
def card(company: Any) -> str:
    """A card's id."""
    return account(company, "Mastercard", "Credit Card")


def expense(kind: str, account_id: str, *lines: Any, **more: Any) -> dict[str, Any]:
    """A purchase."""
    return {
        "PaymentType": kind,
        "AccountRef": {"value": account_id},
        "Line": list(lines),
        **more,
    }


def test_a_check_has_the_recorded_shape(company: Any, bank: str) -> None:
    """Key order, the payee's type, no line numbers, the serialiser's block."""
    vendor = company.post("vendor", {"DisplayName": "PG&E"})["Id"]
    made = company.post(
        "purchase",
        expense("Check", bank, cost(86.44, the(company, "Utilities")), EntityRef={"value": vendor}),
    )
    assert list(made) == [
        "AccountRef",
        "PaymentType",
        "EntityRef",
        "TotalAmt",
        "PrintStatus",
        "PurchaseEx",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "CustomField",
        "TxnDate",
        "CurrencyRef",
        "Line",
    ]
    assert made["CustomField"] == []
    assert "CustomField" not in company.query("SELECT * FROM Purchase")["Purchase"][0]
    assert made["EntityRef"] == {"value": vendor, "name": "PG&E", "type": "Vendor"}
    detail = ("DetailType", "AccountBasedExpenseLineDetail")
    assert list(made["Line"][0]) == ["Id", "Amount", *detail, "CustomExtensions"]
    block = made["PurchaseEx"]["any"][0]
    assert list(block) == [
        "name",
        "declaredType",
        "scope",
        "value",
        "nil",
        "globalScope",
        "typeSubstituted",
    ]
    assert block["value"] == {"Name": "TxnType", "Value": "3"}
    assert holds(company, bank) == -86.44
    audited(company)


def test_the_way_of_paying_is_told_without_its_name(company: Any, card: str) -> None:
    """As a company's own expenses of October 2026 have it, between account and kind."""
    paid = {"PaymentMethodRef": {"value": "3"}}
    made = company.post(
        "purchase", expense("CreditCard", card, cost(1, the(company, "Utilities")), **paid)
    )
    assert list(made)[:3] == ["AccountRef", "PaymentMethodRef", "PaymentType"]
    assert made["PaymentMethodRef"] == {"value": "3"}


def test_what_was_read_is_refused(company: Any, bank: str) -> None:
    """PurchaseEx comes back as what JSON can't say, on updates and on deletes (live test)."""
    made = company.post("purchase", expense("Cash", bank, cost(5, the(company, "Tools"))))
    assert made["PurchaseEx"]["any"][0]["value"]["Value"] == "54"
    error = company.refused("purchase", made)
    assert (error["code"], "failed to parse json object" in error["Detail"]) == ("2010", True)
    assert company.refused("purchase?operation=delete", made)["code"] == "2010"
    company.post("purchase?operation=delete", {"Id": made["Id"], "SyncToken": "0"})
    assert holds(company, bank) == 0
    assert company.call("GET", f"transfer/{made['Id']}").status_code == 400
    audited(company)


def test_a_card_gives_money_back(company: Any, bank: str, card: str) -> None:
    """Credit turns the sides of a card's expense; a full update that omits it loses it."""
    tools = the(company, "Tools")
    refund = company.post("purchase", expense("CreditCard", card, cost(30, tools), Credit=True))
    assert (refund["Credit"], holds(company, card)) == (True, 30)
    assert refund["PurchaseEx"]["any"][0]["value"] == {"Name": "TxnType", "Value": "11"}
    body = {**expense("CreditCard", card, cost(30, tools)), "Id": refund["Id"], "SyncToken": "0"}
    assert company.post("purchase", body)["Credit"] is False
    assert holds(company, card) == -30
    paid = company.post("purchase", expense("Cash", bank, cost(30, tools), Credit=True))
    assert "Credit" not in paid
    assert holds(company, bank) == -30
    audited(company)


def test_the_account_fits_the_way_of_paying(company: Any, bank: str, card: str) -> None:
    """A check is not drawn on a card; a sparse update says the way of paying again."""
    tools = the(company, "Tools")
    for kind, wrong in (("Check", card), ("CreditCard", bank), ("Cash", tools)):
        error = company.refused("purchase", expense(kind, wrong, cost(5, tools)))
        assert (error["code"], error["Message"]) == ("6430", "Invalid account type used")
    made = company.post("purchase", expense("Cash", bank, cost(5, tools)))
    body = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "PrivateNote": "coffee"}
    assert company.refused("purchase", body)["element"] == "PaymentType"
    made = company.post("purchase", {**body, "PaymentType": "Cash"})
    assert made["PrivateNote"] == "coffee"


def test_checks_share_their_numbers_with_payments(company: Any, bank: str) -> None:
    """Where the company warns of it, a bill payment's number is not a check's (live test)."""
    name = "VendorAndPurchasesPrefs.UseCustomTxnNumbers"
    token = company.read("preferences")["SyncToken"]
    pairs = {"NameValue": [{"Name": name, "Value": "true"}]}
    body = {"Id": "1", "SyncToken": token, "sparse": True, "OtherPrefs": pairs}
    company.post("preferences", body)
    vendor = {"value": company.post("vendor", {"DisplayName": "Hicks"})["Id"]}
    tools = the(company, "Tools")
    bill = company.post("bill", {"VendorRef": vendor, "Line": [cost(9, tools)]})
    company.post(
        "billpayment",
        {
            "VendorRef": vendor,
            "PayType": "Check",
            "CheckPayment": {"BankAccountRef": {"value": bank}},
            "TotalAmt": 9,
            "DocNumber": "501",
            "Line": [settles(9, "Bill", bill["Id"])],
        },
    )
    error = company.refused("purchase", expense("Check", bank, cost(5, tools), DocNumber="501"))
    assert error["code"] == "6140"


def test_control_accounts_need_their_name(company: Any, bank: str) -> None:
    """6000: receivables a customer, payables a vendor."""
    payable = account(company, "Payable", "Accounts Payable")
    error = company.refused("purchase", expense("Cash", bank, cost(5, payable)))
    assert "choose a vendor in the Name field" in error["Detail"]
    vendor = company.post("vendor", {"DisplayName": "Hicks"})["Id"]
    whose = {"value": vendor, "type": "Vendor"}
    company.post("purchase", expense("Cash", bank, cost(5, payable), EntityRef=whose))
    assert company.read(f"vendor/{vendor}")["Balance"] == -5
    audited(company)


def test_a_card_is_paid_from_the_bank(company: Any, bank: str, card: str) -> None:
    """The JSON key differs from the path; queries go by the path's name (live test)."""
    body = {
        "BankAccountRef": {"value": bank},
        "CreditCardAccountRef": {"value": card},
        "Amount": 25,
    }
    response = company.call("POST", "creditcardpayment", json=body)
    assert list(response.json()) == ["CreditCardPaymentTxn", "time"]
    made = response.json()["CreditCardPaymentTxn"]
    assert list(made)[:4] == ["CreditCardAccountRef", "BankAccountRef", "Amount", "domain"]
    found = company.query("select * from creditcardpayment")
    assert [row["Id"] for row in found["CreditCardPaymentTxn"]] == [made["Id"]]
    assert (holds(company, bank), holds(company, card)) == (-25, 25)
    moved = company.read(f"transfer/{made['Id']}")
    assert (moved["FromAccountRef"]["value"], moved["ToAccountRef"]["value"]) == (bank, card)
    assert (moved["Amount"], moved["SyncToken"]) == (25, "0")
    assert company.query("select * from Transfer") == {}
    swapped = {**body, "BankAccountRef": {"value": card}}
    assert company.refused("creditcardpayment", swapped)["code"] == "6000"
    company.post("creditcardpayment?operation=delete", {"Id": made["Id"], "SyncToken": "0"})
    assert holds(company, bank) == 0
    audited(company)
