"""Sales in other currencies: rates, home amounts, an account for each currency, gain and loss."""

from __future__ import annotations

from typing import Any

import pytest

EURO = {"value": "EUR", "name": "Euro"}


@pytest.fixture
def abroad(desk: Any) -> Any:
    """A desk with several currencies, whose customer has the euro."""
    desk.prefer(CurrencyPrefs={"MultiCurrencyEnabled": True})
    desk.customer = desk.named("Hansen", CurrencyRef={"value": "EUR"})
    return desk


def gains(desk: Any) -> float:
    """What exchange rates brought (negative) or cost, by the ledger."""
    found = desk.company.query("select * from Account where Name = 'Exchange Gain or Loss'")
    return len(found.get("Account", []))


def test_a_form_has_its_customer_s_currency(abroad: Any) -> None:
    """Its rate, and its amounts at home; keys where a newer recording has them."""
    made = abroad.make("invoice", ExchangeRate=1.1)
    assert made["CurrencyRef"] == EURO
    assert (made["ExchangeRate"], made["HomeTotalAmt"], made["HomeBalance"]) == (1.1, 110, 110)
    keys = list(made)
    for first, second in (
        ("CurrencyRef", "ExchangeRate"),
        ("TotalAmt", "HomeTotalAmt"),
        ("Balance", "HomeBalance"),
    ):
        assert keys.index(second) == keys.index(first) + 1
    assert abroad.refused("invoice", CurrencyRef={"value": "USD"}) == "6000"
    no_currency = "XXX"  # ISO 4217's code for none
    assert abroad.refused("invoice", CurrencyRef={"value": no_currency}) == "6000"
    home = abroad.make("invoice", CustomerRef={"value": "1"})
    assert (home["ExchangeRate"], home["HomeTotalAmt"]) == (1, 100)
    assert abroad.balances() == {
        "Accounts Receivable (A/R)": 100,
        "Accounts Receivable (A/R) - EUR": 110,
    }


def test_a_customer_owes_in_its_own_currency(abroad: Any) -> None:
    """The ledger holds the home amount, the customer's balance is in euros."""
    abroad.make("invoice", ExchangeRate=1.1)
    assert abroad.company.read(f"customer/{abroad.customer['value']}")["Balance"] == 100


@pytest.mark.parametrize("rate", [0, -1, 1e12, "x"])
def test_a_wrong_rate_is_refused(abroad: Any, rate: Any) -> None:
    """It must be greater than nothing, and a number."""
    assert abroad.refused("invoice", ExchangeRate=rate) in {"2240", "2010"}


def test_a_home_amount_can_be_too_large(abroad: Any) -> None:
    """Though the amount itself is not."""
    assert abroad.refused("invoice", abroad.sale(99999999999), ExchangeRate=50) == "2240"


def test_the_rate_comes_from_the_list(abroad: Any) -> None:
    """The latest set by the form's day; an update keeps the form's own."""
    for day, rate in (("2026-01-01", 1.2), ("2026-02-01", 1.3)):
        body = {"SourceCurrencyCode": "EUR", "AsOfDate": day, "Rate": rate}
        abroad.company.post("exchangerate", body)
    made = abroad.make("invoice", TxnDate="2026-01-15")
    assert made["ExchangeRate"] == 1.2
    assert abroad.make("creditmemo", TxnDate="2026-02-01")["ExchangeRate"] == 1.3
    later = abroad.company.post("invoice", abroad.held(made, sparse=True, TxnDate="2026-02-15"))
    assert later["ExchangeRate"] == 1.2


def test_what_rounding_leaves_is_the_receivable_s(abroad: Any) -> None:
    """Three lines of 0.33 at 1.5: 0.50 each in income, 1.50 owed, though 0.99 is worth 1.49."""
    lines = [abroad.sale(0.33) for _ in range(3)]
    made = abroad.make("invoice", *lines, ExchangeRate=1.5)
    assert made["HomeTotalAmt"] == 1.49
    assert abroad.balances() == {"Accounts Receivable (A/R) - EUR": 1.5}
    abroad.pay(0.99, abroad.link(0.99, ("Invoice", made)), ExchangeRate=1.5)
    assert abroad.balances() == {"Undeposited Funds": 1.49}


def test_the_last_part_takes_what_rounding_left(abroad: Any) -> None:
    """Nothing stays in the receivable, whichever part is changed, voided or made in between."""
    invoice = abroad.make("invoice", abroad.sale(100.01), ExchangeRate=1.115)
    receivable = "Accounts Receivable (A/R) - EUR"
    assert abroad.balances() == {receivable: 111.51}
    parts = [33.33, 33.33, 33.35]
    made = [
        abroad.pay(part, abroad.link(part, ("Invoice", invoice)), ExchangeRate=1.115)
        for part in parts
    ]
    money = {"Undeposited Funds": 37.16 + 37.16 + 37.19}
    assert abroad.balances() == pytest.approx(money)
    abroad.company.post("payment?operation=void", abroad.held(made[0]))
    assert abroad.balances()[receivable] == 37.17
    abroad.pay(33.33, abroad.link(33.33, ("Invoice", invoice)), ExchangeRate=1.2)
    assert receivable not in abroad.balances()
    half = {"TotalAmt": 20, "Line": [abroad.link(20, ("Invoice", invoice))]}
    abroad.company.post("payment", abroad.held(made[1], sparse=True, **half))
    abroad.pay(13.33, abroad.link(13.33, ("Invoice", invoice)), ExchangeRate=1.2)
    assert receivable not in abroad.balances()


def test_a_credit_takes_its_rest_too(abroad: Any) -> None:
    """Used up in parts, as the invoice is that it pays."""
    receivable = "Accounts Receivable (A/R) - EUR"
    memo = abroad.make("creditmemo", abroad.sale(100.01), ExchangeRate=1.115)
    for part in (33.33, 33.33, 33.35):
        invoice = abroad.make("invoice", abroad.sale(part), ExchangeRate=1.2)
        used = [abroad.link(part, ("Invoice", invoice)), abroad.link(part, ("CreditMemo", memo))]
        abroad.pay(0, *used, ExchangeRate=1)
    assert receivable not in abroad.balances()


def test_a_payment_at_another_rate_gains_or_loses(abroad: Any) -> None:
    """The receivable is gone whole; what is not applied stays at the payment's rate."""
    invoice = abroad.make("invoice", ExchangeRate=1.1)
    line = abroad.link(100, ("Invoice", invoice))
    paid = abroad.pay(150, line, ExchangeRate=1.2)
    assert (paid["CurrencyRef"], paid["UnappliedAmt"]) == (EURO, 50)
    assert abroad.balances() == {
        "Accounts Receivable (A/R) - EUR": -60,
        "Undeposited Funds": 180,
    }
    assert gains(abroad) == 1
    assert abroad.company.read(f"customer/{abroad.customer['value']}")["Balance"] == -50
    abroad.company.post("payment?operation=void", abroad.held(paid))
    assert abroad.balances() == {"Accounts Receivable (A/R) - EUR": 110}


def test_a_corrected_rate_is_followed(abroad: Any) -> None:
    """By the payment that settles the invoice: nothing is owed before or after."""
    invoice = abroad.make("invoice", ExchangeRate=1.1)
    abroad.pay(100, abroad.link(100, ("Invoice", invoice)), ExchangeRate=1.1)
    assert abroad.balances() == {"Undeposited Funds": 110}
    abroad.company.post(
        "invoice", abroad.held(invoice, SyncToken="1", sparse=True, ExchangeRate=1.3)
    )
    assert abroad.balances() == {"Undeposited Funds": 110}
    abroad.company.post("invoice?operation=delete", abroad.held(invoice, SyncToken="2"))
    assert abroad.balances() == {
        "Accounts Receivable (A/R) - EUR": -110,
        "Undeposited Funds": 110,
    }


def test_money_goes_to_an_account_of_the_currency_or_of_home(abroad: Any) -> None:
    """Not to one of a third currency."""
    pound = abroad.account("London", CurrencyRef={"value": "GBP"})
    euro = abroad.account("Berlin", CurrencyRef={"value": "EUR"})
    assert abroad.refused("salesreceipt", DepositToAccountRef=pound) == "6000"
    made = abroad.make("salesreceipt", DepositToAccountRef=euro, ExchangeRate=1.1)
    assert made["HomeTotalAmt"] == 110


def test_with_one_currency_no_rate_is_shown(desk: Any) -> None:
    """Whatever is sent; another currency is refused."""
    made = desk.make("invoice", ExchangeRate=2)
    assert not {"ExchangeRate", "HomeTotalAmt", "HomeBalance"} & set(made)
    assert desk.refused("invoice", CurrencyRef={"value": "EUR"}) == "6000"
