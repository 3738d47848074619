"""Bill payments and vendor credits: what settles what, and what is left."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import account, audited, cost, holds, settles, side, the


@pytest.fixture
def vendor(company: Any) -> dict[str, str]:
    """A reference to a vendor."""
    return {"value": company.post("vendor", {"DisplayName": "Hicks Hardware"})["Id"]}


@pytest.fixture
def bank(company: Any) -> str:
    """A bank account's id."""
    return account(company, "Checking", "Bank")


@pytest.fixture
def bill(company: Any, vendor: Any) -> dict[str, Any]:
    """A bill over 100."""
    made: dict[str, Any] = company.post(
        "bill", {"VendorRef": vendor, "Line": [cost(100, the(company, "Tools"))]}
    )
    return made


def check(vendor: Any, bank: str, total: float, *lines: Any) -> dict[str, Any]:
    """A payment by check."""
    return {
        "VendorRef": vendor,
        "PayType": "Check",
        "CheckPayment": {"BankAccountRef": {"value": bank}},
        "TotalAmt": total,
        "Line": list(lines),
    }


def test_a_check_pays_a_bill(company: Any, vendor: Any, bank: str, bill: Any) -> None:
    """The bill shows the payment; bank and payable go down; the shape is the documented one."""
    made = company.post("billpayment", check(vendor, bank, 40, settles(40, "Bill", bill["Id"])))
    assert list(made) == [
        "VendorRef",
        "PayType",
        "CheckPayment",
        "TotalAmt",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "TxnDate",
        "CurrencyRef",
        "Line",
    ]
    assert made["CheckPayment"] == {
        "BankAccountRef": {"value": bank, "name": "Checking"},
        "PrintStatus": "NeedToPrint",
    }
    now = company.read(f"bill/{bill['Id']}")
    assert (now["Balance"], now["SyncToken"]) == (60, "1")
    assert now["LinkedTxn"] == [{"TxnId": made["Id"], "TxnType": "BillPaymentCheck"}]
    assert (holds(company, bank), holds(company, bill["APAccountRef"]["value"])) == (-40, -60)
    error = company.refused("billpayment", check(vendor, bank, 70, settles(70, "Bill", bill["Id"])))
    assert error["code"] == "6000"
    audited(company)


def test_payments_by_check_may_share_a_number(
    company: Any, vendor: Any, bank: str, bill: Any
) -> None:
    """Checks must differ in a company as it comes; that payments of bills need not is assumed."""
    half = {**check(vendor, bank, 50, settles(50, "Bill", bill["Id"])), "DocNumber": "501"}
    made = [company.post("billpayment", half) for _ in range(2)]
    expense = {"AccountRef": {"value": bank}, "DocNumber": "501", "PaymentType": "Check"}
    written = company.post("purchase", {**expense, "Line": [cost(9, the(company, "Tools"))]})
    assert {one["DocNumber"] for one in (*made, written)} == {"501"}


def test_a_card_pays_a_bill(company: Any, vendor: Any, bank: str, bill: Any) -> None:
    """The bill calls it a check all the same (recorded); the account must be a card."""
    card = account(company, "Visa", "Credit Card")
    line = settles(100, "Bill", bill["Id"])
    body = {"VendorRef": vendor, "PayType": "CreditCard", "TotalAmt": 100, "Line": [line]}
    wrong = {**body, "CreditCardPayment": {"CCAccountRef": {"value": bank}}}
    assert "different type of account" in company.refused("billpayment", wrong)["Detail"]
    company.post("billpayment", {**body, "CreditCardPayment": {"CCAccountRef": {"value": card}}})
    now = company.read(f"bill/{bill['Id']}")
    assert (now["Balance"], now["LinkedTxn"][0]["TxnType"]) == (0, "BillPaymentCheck")
    assert holds(company, card) == -100
    audited(company)


def test_what_is_missing(company: Any, vendor: Any, bank: str, bill: Any) -> None:
    """2020 for what a payment can't be without; its sum is asked for in other words."""
    body = check(vendor, bank, 10, settles(10, "Bill", bill["Id"]))
    for name in ("VendorRef", "PayType", "Line"):
        rest = {key: value for key, value in body.items() if key != name}
        error = company.refused("billpayment", rest)
        assert (error["code"], error["element"]) == ("2020", name)
    error = company.refused("billpayment", {**body, "TotalAmt": None})
    assert (error["code"], error["element"]) == ("6000", "")
    assert error["Detail"].endswith("You must set a transaction amount.")
    error = company.refused("billpayment", {**body, "Line": [{"Amount": 10}]})
    assert (error["code"], error["element"]) == ("2020", "LinkedTxn")
    assert company.refused("billpayment", {**body, "CheckPayment": {}})["code"] == "2020"
    unpaid = {**body, "CheckPayment": {"PrintStatus": "NotSet"}}
    assert company.refused("billpayment", unpaid)["code"] == "6000"  # a live run of 2026


def test_links_to_purchases_are_dropped(company: Any, vendor: Any, bank: str, bill: Any) -> None:
    """Silently, and their amount with them (live test)."""
    lines = [settles(100, "Bill", bill["Id"]), settles(30, "Purchase", "999")]
    made = company.post("billpayment", check(vendor, bank, 130, *lines))
    assert (made["TotalAmt"], len(made["Line"])) == (100, 1)


def test_credits_pay_along(company: Any, vendor: Any, bank: str, bill: Any) -> None:
    """A check over nothing needs no bank; the credit goes down, whatever sign it is sent with."""
    credit = company.post(
        "vendorcredit", {"VendorRef": vendor, "Line": [cost(90, the(company, "Tools"))]}
    )
    assert list(credit)[:3] == ["Balance", "domain", "sparse"]
    assert (credit["Balance"], credit["Line"][0]["LineNum"]) == (90, 1)
    assert company.read(f"vendor/{vendor['value']}")["Balance"] == 10
    lines = [settles(90, "Bill", bill["Id"]), settles(-90, "VendorCredit", credit["Id"])]
    body = {**check(vendor, bank, 0, *lines), "CheckPayment": {"PrintStatus": "NotSet"}}
    made = company.post("billpayment", body)
    assert (made["TotalAmt"], made["CheckPayment"]) == (0, {"PrintStatus": "NotSet"})
    assert [line["Amount"] for line in made["Line"]] == [90, 90]
    now = company.read(f"vendorcredit/{credit['Id']}")
    assert (now["Balance"], now["LinkedTxn"][0]["TxnId"]) == (0, made["Id"])
    assert company.read(f"bill/{bill['Id']}")["Balance"] == 10
    assert company.read(f"vendor/{vendor['value']}")["Balance"] == 10
    body = {"Id": credit["Id"], "SyncToken": now["SyncToken"]}
    company.post("vendorcredit?operation=delete", body)
    left = company.read(f"billpayment/{made['Id']}")
    assert len(left["Line"]) == 1
    assert company.read(f"vendor/{vendor['value']}")["Balance"] == 100
    audited(company)


def test_what_is_paid_over_stays_with_the_vendor(
    company: Any, vendor: Any, bank: str, bill: Any
) -> None:
    """An overpayment is a credit; a void takes all of it back (recorded shape)."""
    body = check(vendor, bank, 120, settles(100, "Bill", bill["Id"]))
    made = company.post("billpayment", body)
    assert company.read(f"vendor/{vendor['value']}")["Balance"] == -20
    void = {"Id": made["Id"], "SyncToken": "0", "sparse": True}
    gone = company.post("billpayment?operation=update&include=void", void)
    assert (gone["TotalAmt"], gone["PrivateNote"], gone["Line"]) == (0, "Voided", [])
    now = company.read(f"bill/{bill['Id']}")
    assert (now["Balance"], now["LinkedTxn"]) == (100, [])
    assert holds(company, bank) == 0
    audited(company)


def test_a_journal_is_paid_like_a_bill(company: Any, vendor: Any, bank: str) -> None:
    """Its payables line is open for its vendor, and for nobody else."""
    payable = account(company, "Payable", "Accounts Payable")
    name = {"Type": "Vendor", "EntityRef": vendor}
    journal = company.post(
        "journalentry",
        {
            "Line": [
                side("Debit", 50, the(company, "Tools")),
                side("Credit", 50, payable, Entity=name),
            ]
        },
    )
    line = settles(50, "JournalEntry", journal["Id"])
    other = {"value": company.post("vendor", {"DisplayName": "Other"})["Id"]}
    assert company.refused("billpayment", check(other, bank, 50, line))["code"] == "6000"
    company.post("billpayment", check(vendor, bank, 50, line))
    assert company.refused("billpayment", check(vendor, bank, 50, line))["code"] == "6000"
    assert company.read(f"vendor/{vendor['value']}")["Balance"] == 0
    smaller = [
        side("Debit", 40, the(company, "Tools")),
        side("Credit", 40, payable, Entity=name),
    ]
    body = {"Id": journal["Id"], "SyncToken": "0", "Line": smaller}
    assert company.refused("journalentry", body)["code"] == "6000"
    audited(company)
