"""What is wrong with several fields is told at once, as Intuit does (recorded, 2015 to 2025)."""

from __future__ import annotations

from typing import Any

import pytest

LONG = "x" * 22


def told(company: Any, path: str, body: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and element of each error of a refusal, in their order."""
    answer = company.call("POST", path, json=body)
    assert answer.status_code == 400, answer.text
    return [(each["code"], each.get("element", "")) for each in answer.json()["Fault"]["Error"]]


def posting(side: str = "Debit", **detail: Any) -> dict[str, Any]:
    """A journal's line."""
    kind = "JournalEntryLineDetail"
    return {"Amount": 5, "DetailType": kind, kind: {"PostingType": side, **detail}}


def sold(amount: object, **detail: Any) -> dict[str, Any]:
    """A line of two at a price."""
    kind = "SalesItemLineDetail"
    return {"Amount": amount, "DetailType": kind, kind: {"ItemRef": {"value": "1"}, **detail}}


def test_a_journal_tells_its_long_number_and_each_line_without_an_account(sample: Any) -> None:
    """In 2025 with a long number, in 2024 with one that is taken."""
    account = {"value": "35"}
    lines = [posting(), posting("Credit", AccountRef={}), posting("Credit", AccountRef=account)]
    short = [("2020", "AccountRef")] * 2
    body = {"DocNumber": LONG, "Line": lines}
    assert told(sample, "journalentry", body) == [("2050", "DocNumber"), *short]
    pairs = {"NameValue": [{"Name": "WarnDuplicateJournalNumber", "Value": "true"}]}
    token = sample.read("preferences")["SyncToken"]
    sample.post("preferences", {"Id": "1", "SyncToken": token, "sparse": True, "OtherPrefs": pairs})
    balanced = [posting(AccountRef=account), posting("Credit", AccountRef=account)]
    sample.post("journalentry", {"DocNumber": "J-1", "Line": balanced})
    taken = {**body, "DocNumber": "J-1"}
    assert told(sample, "journalentry", taken) == [("6140", ""), *short]
    detail = sample.call("POST", "journalentry", json=body).json()["Fault"]["Error"][1]
    assert detail["Detail"] == "Required parameter AccountRef is missing in the request"


def test_each_line_that_is_not_its_product_is_told(sample: Any) -> None:
    """With thousands set apart, as recorded in 2022 and 2026."""
    lines = [sold(1861.07, Qty=128.35, UnitPrice=14.5), sold(10, Qty=1, UnitPrice=10)]
    body = {"CustomerRef": {"value": "1"}, "Line": [*lines, sold(1000, Qty=7, UnitPrice=225)]}
    assert told(sample, "invoice", body) == [("6070", "Line.Amount")] * 2
    errors = sample.call("POST", "invoice", json=body).json()["Fault"]["Error"]
    texts = [each["Detail"].partition("Supplied value:")[2] for each in errors]
    assert texts == ["1,861.07", "1,000"]


def test_all_texts_of_a_name_that_are_too_long_are_told(company: Any) -> None:
    """Its own and those of its parts (recorded in 2015 of a company's name and a phone)."""
    body = {
        "DisplayName": "Long",
        "CompanyName": "x" * 101,
        "PrimaryPhone": {"FreeFormNumber": "1" * 31},
    }
    assert [code for code, _ in told(company, "customer", body)] == ["2050"] * 2
    assert company.query("select count(*) from Customer")["totalCount"] == 0


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        (sold(5, Qty=2, UnitPrice=2), ["2050", "6070"]),
        (sold(5, ItemRef={"value": "999"}), ["2050"]),
        ({**sold(5), "Description": "x" * 4001}, ["2050", "2050"]),
    ],
)
def test_what_is_wrong_otherwise_is_told_alone_or_not_at_all(
    sample: Any, line: dict[str, Any], codes: list[str]
) -> None:
    """A wrong reference is looked at when all fields are well."""
    body = {"CustomerRef": {"value": "1"}, "DocNumber": LONG, "Line": [line]}
    assert [code for code, _ in told(sample, "invoice", body)] == codes


def test_a_memo_is_called_as_intuit_calls_it(sample: Any) -> None:
    """As a client met it in May 2026."""
    body = {
        "CustomerRef": {"value": "1"},
        "CustomerMemo": {"value": "x" * 1016},
        "Line": [sold(5)],
    }
    assert told(sample, "invoice", body) == [("2050", "Customer Memo")]


@pytest.mark.parametrize("number", [10**25, -(10**30)])
@pytest.mark.parametrize("path", ["invoice", "estimate", "bill", "journalentry"])
def test_a_number_that_is_too_long_for_a_text_is_told(sample: Any, path: str, number: int) -> None:
    """It is no text, which the rules after it rely on."""
    party = "VendorRef" if path == "bill" else "CustomerRef"
    head = {} if path == "journalentry" else {party: {"value": "30" if path == "bill" else "1"}}
    body = {**head, "DocNumber": number, "Line": [sold(5)]}
    assert told(sample, path, body)[0] == ("2050", "DocNumber")
