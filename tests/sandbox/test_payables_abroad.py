"""Bills in another currency: owed in it, worth another amount at home when they are paid."""

from __future__ import annotations

from typing import Any

from tests.sandbox.books import account, audited, cost, holds, settles, the


def test_a_change_of_rate_is_gain_or_loss(company: Any) -> None:
    """Billed at 1.10 and paid at 1.25: the payable is gone, the difference a loss."""
    token = company.read("preferences")["SyncToken"]
    switch = {"CurrencyPrefs": {"MultiCurrencyEnabled": True}}
    company.post("preferences", {"Id": "1", "SyncToken": token, "sparse": True, **switch})
    vendor = {
        "value": company.post("vendor", {"DisplayName": "Hansen", "CurrencyRef": {"value": "EUR"}})[
            "Id"
        ]
    }
    bank = account(company, "Checking", "Bank")
    lines = [cost(100, the(company, "Tools"))]
    bill = company.post("bill", {"VendorRef": vendor, "ExchangeRate": 1.1, "Line": lines})
    payable = bill["APAccountRef"]["value"]
    assert bill["APAccountRef"]["name"] == "Accounts Payable (A/P) - EUR"
    assert holds(company, payable) == -110
    assert company.read(f"vendor/{vendor['value']}")["Balance"] == 100
    company.post(
        "billpayment",
        {
            "VendorRef": vendor,
            "PayType": "Check",
            "CheckPayment": {"BankAccountRef": {"value": bank}},
            "ExchangeRate": 1.25,
            "TotalAmt": 100,
            "Line": [settles(100, "Bill", bill["Id"])],
        },
    )
    assert (holds(company, payable), holds(company, bank)) == (0, -125)
    assert company.read(f"vendor/{vendor['value']}")["Balance"] == 0
    assert company.read(f"bill/{bill['Id']}")["Balance"] == 0
    audited(company)


def test_the_last_part_takes_what_rounding_left(company: Any) -> None:
    """Nothing stays in the payable; without a payment between, its own rest is owed."""
    switch = {"CurrencyPrefs": {"MultiCurrencyEnabled": True}}
    company.emulator.admin("PATCH", f"realms/{company.realm}/preferences", **switch)
    made = company.post("vendor", {"DisplayName": "Hansen", "CurrencyRef": {"value": "EUR"}})
    vendor = {"value": made["Id"]}
    bank = account(company, "Checking", "Bank")
    lines = [cost(100.01, the(company, "Tools"))]
    bill = company.post("bill", {"VendorRef": vendor, "ExchangeRate": 1.115, "Line": lines})
    payable = bill["APAccountRef"]["value"]
    assert holds(company, payable) == -111.51
    paid = [
        company.post(
            "billpayment",
            {
                "VendorRef": vendor,
                "PayType": "Check",
                "CheckPayment": {"BankAccountRef": {"value": bank}},
                "ExchangeRate": 1.115,
                "TotalAmt": part,
                "Line": [settles(part, "Bill", bill["Id"])],
            },
        )
        for part in (33.33, 33.33, 33.35)
    ]
    assert holds(company, payable) == 0
    gone = {"Id": paid[0]["Id"], "SyncToken": paid[0]["SyncToken"]}
    company.post("billpayment?operation=delete", gone)
    assert holds(company, payable) == -37.17
    audited(company)


def test_a_bill_edited_after_it_was_paid_has_another_gain(company: Any) -> None:
    """The payment follows the bill's new rate, and its loss with it."""
    token = company.read("preferences")["SyncToken"]
    switch = {"CurrencyPrefs": {"MultiCurrencyEnabled": True}}
    company.post("preferences", {"Id": "1", "SyncToken": token, "sparse": True, **switch})
    made = company.post("vendor", {"DisplayName": "Hansen", "CurrencyRef": {"value": "EUR"}})
    vendor = {"value": made["Id"]}
    bank = account(company, "Checking", "Bank")
    lines = [cost(100, the(company, "Tools"))]
    bill = company.post("bill", {"VendorRef": vendor, "ExchangeRate": 1.1, "Line": lines})
    company.post(
        "billpayment",
        {
            "VendorRef": vendor,
            "PayType": "Check",
            "CheckPayment": {"BankAccountRef": {"value": bank}},
            "ExchangeRate": 1.25,
            "TotalAmt": 100,
            "Line": [settles(100, "Bill", bill["Id"])],
        },
    )
    now = company.read(f"bill/{bill['Id']}")
    changed = {"Id": now["Id"], "SyncToken": now["SyncToken"], "sparse": True, "VendorRef": vendor}
    company.post("bill", {**changed, "ExchangeRate": 1.2})
    assert holds(company, bill["APAccountRef"]["value"]) == 0
    today = now["TxnDate"]
    report = company.call("GET", f"reports/TrialBalance?start_date={today}&end_date={today}").json()
    rows = {row["ColData"][0]["value"]: row["ColData"] for row in report["Rows"]["Row"][:-1]}
    assert rows["Exchange Gain or Loss"][1]["value"] == "5.00"
    audited(company)
