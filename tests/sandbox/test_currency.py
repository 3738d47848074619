"""Several currencies: switching them on, the list, rates, and whose currency is what."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def several(company: Any) -> Any:
    """A company with several currencies."""
    preferences = company.read("preferences")
    company.post(
        "preferences",
        {
            "Id": "1",
            "SyncToken": preferences["SyncToken"],
            "sparse": True,
            "CurrencyPrefs": {"MultiCurrencyEnabled": True},
        },
    )
    return company


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("companycurrency", {"Code": "EUR"}),
        ("exchangerate", {"SourceCurrencyCode": "EUR", "Rate": 2, "AsOfDate": "2026-01-01"}),
        ("customer", {"DisplayName": "x", "CurrencyRef": {"value": "EUR"}}),
        ("vendor", {"DisplayName": "x", "CurrencyRef": {"value": "EUR"}}),
        ("account", {"Name": "x", "AccountType": "Bank", "CurrencyRef": {"value": "EUR"}}),
    ],
)
def test_one_currency_is_all_there_is_at_first(company: Any, path: str, body: Any) -> None:
    """6000 in the words that clients report."""
    assert company.refused(path, body)["Detail"] == (
        "Business Validation Error: Multi Currency should be enabled to perform this operation"
    )


def test_a_company_with_one_currency_takes_its_own(company: Any) -> None:
    """The home currency may be named."""
    made = company.post("customer", {"DisplayName": "x", "CurrencyRef": {"value": "usd"}})
    assert made["CurrencyRef"] == {"value": "USD", "name": "United States Dollar"}


def test_several_currencies_can_not_be_switched_off(several: Any) -> None:
    """6000, and they stay."""
    token = several.read("preferences")["SyncToken"]
    body = {"Id": "1", "SyncToken": token, "CurrencyPrefs": {"MultiCurrencyEnabled": False}}
    assert several.refused("preferences", body)["code"] == "6000"
    assert several.read("preferences")["CurrencyPrefs"]["MultiCurrencyEnabled"] is True


def test_the_list_begins_with_three_and_grows(several: Any) -> None:
    """Canadian dollars have the first id; a name is Intuit's, whatever is sent."""
    assert several.read("companycurrency/1")["Name"] == "Canadian Dollar"
    made = several.post("companycurrency", {"Code": "gbp", "Name": "Quid"})
    assert list(made) == [
        "Code",
        "Name",
        "Active",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
    ]
    assert (made["Code"], made["Name"]) == ("GBP", "British Pound Sterling")
    assert len(several.query("select * from CompanyCurrency")["CompanyCurrency"]) == 4
    assert several.refused("companycurrency", {"Code": "GBP"})["code"] == "6240"
    assert several.refused("companycurrency", {"Code": "USD"})["code"] == "6240"
    assert several.refused("companycurrency", {"Code": "QQQ"})["code"] == "2220"


def test_a_currency_is_put_away_and_taken_up_again(several: Any) -> None:
    """Inactive it keeps its name; a customer with it makes it active."""
    off = {"Id": "2", "SyncToken": "0", "sparse": True, "Active": False}
    gone = several.post("companycurrency", off)
    assert (gone["Name"], gone["Active"]) == ("Euro", False)
    several.post("customer", {"DisplayName": "x", "CurrencyRef": {"value": "EUR"}})
    assert several.read("companycurrency/2")["Active"] is True


def test_a_new_customers_currency_joins_the_list_for_good(several: Any) -> None:
    """It can't be changed any more."""
    made = several.post("customer", {"DisplayName": "x", "CurrencyRef": {"value": "SEK"}})
    assert made["CurrencyRef"] == {"value": "SEK", "name": "Swedish Krona"}
    rows = several.query("select * from CompanyCurrency where Code = 'SEK'")["CompanyCurrency"]
    assert [row["Name"] for row in rows] == ["Swedish Krona"]
    key = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "CurrencyRef": {"value": "EUR"}}
    assert several.post("customer", key) == made


def test_a_rate_is_set_for_a_day_and_holds_until_the_next(several: Any) -> None:
    """By currency and day, without an id; a second one of the day replaces the first."""
    for day, rate in (("2015-07-01", 2.5), ("2015-07-08", 7)):
        body = {"SourceCurrencyCode": "EUR", "Rate": rate, "AsOfDate": day}
        made = several.post("exchangerate", body)
        assert list(made) == [
            "SourceCurrencyCode",
            "TargetCurrencyCode",
            "Rate",
            "AsOfDate",
            "domain",
            "sparse",
            "SyncToken",
            "MetaData",
        ]
        assert list(made["MetaData"]) == ["LastUpdatedTime"]
    read = several.read("exchangerate?sourcecurrencycode=EUR&asofdate=2015-07-07")
    assert (read["Rate"], read["AsOfDate"]) == (2.5, "2015-07-01")
    changed = several.post("exchangerate", {**read, "Rate": 3})
    assert (changed["Rate"], changed["SyncToken"]) == (3, "1")
    statement = (
        "select * from ExchangeRate where SourceCurrencyCode in ('EUR', 'INR')"
        " and AsOfDate = '2015-07-01'"
    )
    assert several.query(statement)["ExchangeRate"] == [changed]


def test_a_rate_that_nobody_set_is_one(several: Any) -> None:
    """Known currencies only."""
    rate = several.read("exchangerate?sourcecurrencycode=JPY&asofdate=2015-07-07")
    assert (rate["Rate"], rate["TargetCurrencyCode"]) == (1, "USD")
    for path, code in {
        "exchangerate?sourcecurrencycode=QQQ": "2220",
        "exchangerate": "2020",
        "exchangerate?sourcecurrencycode=EUR&asofdate=soon": "2070",
    }.items():
        answer = several.call("GET", path)
        assert answer.json()["Fault"]["Error"][0]["code"] == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"SourceCurrencyCode": "USD"}, "6000"),
        ({"SourceCurrencyCode": "QQQ"}, "2220"),
        ({"SourceCurrencyCode": "EURO"}, "2050"),
        ({"TargetCurrencyCode": "EUR"}, "6000"),
        ({"Rate": 0}, "2020"),
        ({"Rate": -1}, "2110"),
        ({"AsOfDate": ""}, "2020"),
        ({"AsOfDate": "soon"}, "2070"),
    ],
)
def test_what_is_no_rate_is_refused(several: Any, change: dict[str, Any], code: str) -> None:
    """Each with its code."""
    body = {"SourceCurrencyCode": "INR", "Rate": 65, "AsOfDate": "2015-07-07"}
    assert several.refused("exchangerate", {**body, **change})["code"] == code


def test_a_stale_rate_is_refused(several: Any) -> None:
    """5010 for an old SyncToken."""
    body = {"SourceCurrencyCode": "INR", "Rate": 65, "AsOfDate": "2015-07-07"}
    several.post("exchangerate", body)
    several.post("exchangerate", {**body, "Rate": 66})
    assert several.refused("exchangerate", {**body, "Rate": 67, "SyncToken": "0"})["code"] == "5010"
