"""Batches: each item by itself, faults beside the answers, nothing half done."""

from __future__ import annotations

from typing import Any

import pytest


def batch(company: Any, *items: dict[str, Any], **parameters: str) -> list[dict[str, Any]]:
    """Send a batch; the items of its answer."""
    response = company.call(
        "POST", "batch", json={"BatchItemRequest": list(items)}, params=parameters
    )
    assert response.status_code == 200, response.text
    content = response.json()
    assert list(content) == ["BatchItemResponse", "time"]
    answered: list[dict[str, Any]] = content["BatchItemResponse"]
    return answered


def make(bid: str, name: str, entity: str = "Vendor") -> dict[str, Any]:
    """An item that makes a vendor."""
    return {"bId": bid, "operation": "create", entity: {"DisplayName": name}}


def test_items_are_answered_in_order_each_by_itself(company: Any) -> None:
    """A name that is taken fails alone; what stands before and behind it is done."""
    answered = batch(
        company,
        make("a", "Mill One"),
        make("b", "Mill One"),
        {"bId": "c", "Query": "select * from Vendor where DisplayName = 'Mill One'"},
        make("d", "Mill Two"),
    )
    assert [item["bId"] for item in answered] == ["a", "b", "c", "d"]
    assert [next(iter(item)) for item in answered] == ["Vendor", "Fault", "QueryResponse", "Vendor"]
    assert answered[1]["Fault"]["Error"][0]["code"] == "6240"
    assert answered[1]["Fault"]["type"] == "ValidationFault"
    assert answered[2]["QueryResponse"]["maxResults"] == 1
    assert company.query("select count(*) from Vendor")["totalCount"] == 2


def test_a_failed_item_leaves_nothing_behind(company: Any) -> None:
    """What it had begun is undone, numbers it drew too."""
    bad = {"bId": "a", "operation": "create", "Invoice": {"CustomerRef": {"value": "1"}}}
    good = make("b", "Mill")
    answered = batch(company, bad, good)
    assert "Fault" in answered[0]
    assert answered[1]["Vendor"]["Id"] == "1"
    assert company.emulator.admin("GET", f"realms/{company.realm}/audit") == {"wrong": []}


def test_update_delete_and_void_in_one_batch(company: Any) -> None:
    """Void is an update with an option."""
    customer = company.post("customer", {"DisplayName": "A"})
    line = {
        "Amount": 10,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    body = {"CustomerRef": {"value": customer["Id"]}, "Line": [line]}
    one, two = company.post("invoice", body), company.post("invoice", body)
    answered = batch(
        company,
        {
            "bId": "1",
            "operation": "update",
            "optionsData": "void",
            "Invoice": {"Id": one["Id"], "SyncToken": "0", "sparse": True},
        },
        {"bId": "2", "operation": "delete", "Invoice": {"Id": two["Id"], "SyncToken": "0"}},
        {
            "bId": "3",
            "operation": "update",
            "Customer": {"Id": customer["Id"], "SyncToken": "0", "sparse": True, "Notes": "x"},
        },
    )
    assert answered[0]["Invoice"]["PrivateNote"] == "Voided"
    assert answered[1]["Invoice"] == {"domain": "QBO", "status": "Deleted", "Id": two["Id"]}
    assert answered[2]["Customer"]["Notes"] == "x"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"BatchItemRequest": []}, "400"),
        ({}, "400"),
        ({"BatchItemRequest": [make(str(number), str(number)) for number in range(31)]}, "1040"),
    ],
)
def test_a_wrong_envelope_is_refused_whole(company: Any, body: Any, code: str) -> None:
    """Empty, or more than thirty items."""
    assert company.refused("batch", body)["code"] == code
    assert company.query("select count(*) from Vendor")["totalCount"] == 0


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"bId": "a"}, "2010"),
        ({"bId": "a", "operation": "create", "Vendor": 5}, "2010"),
        ({"bId": "a", "operation": "create", "Nonsense": {}}, "2010"),
        ({"bId": "a", "operation": "explode", "Vendor": {"DisplayName": "A"}}, "500"),
        ({"bId": "a", "operation": ["create"], "Vendor": {"DisplayName": "A"}}, "2010"),
        ({"bId": "a", "operation": {}, "Vendor": {"DisplayName": "A"}}, "2020"),
        ({"bId": "a", "operation": "delete", "Account": {"Id": "100", "SyncToken": "0"}}, "500"),
        ({"bId": "a", "Query": "select * from Custmoer"}, "4001"),
        ({"bId": "a", "Query": "selct"}, "4000"),
        ("no object", "2120"),
        (None, "2120"),
    ],
)
def test_a_wrong_item_fails_alone(company: Any, item: Any, code: str) -> None:
    """With its own fault; the item behind it is done."""
    answered = batch(company, item, make("z", "Mill"))
    assert answered[0]["Fault"]["Error"][0]["code"] == code
    assert answered[1]["Vendor"]["DisplayName"] == "Mill"


def test_a_repeated_requestid_gets_the_whole_answer_again(company: Any) -> None:
    """Nothing is made twice."""
    first = batch(company, make("a", "Mill"), make("b", "Mill"), requestid="r-1")
    again = batch(company, make("a", "Mill"), make("b", "Mill"), requestid="r-1")
    assert first == again
    assert company.query("select count(*) from Vendor")["totalCount"] == 1


def test_an_item_without_operation_makes_its_entity(company: Any) -> None:
    """What the suite of a well-known client does; another word is refused."""
    made, refused = batch(
        company,
        {"Attachable": {"Note": "A", "Tag": "Testing"}},
        {"operation": "make", "Attachable": {"Note": "B", "Tag": "Testing"}},
    )
    assert made["Attachable"]["Tag"] == "Testing"
    assert refused["Fault"]["Error"][0]["code"] == "500"
    found = company.query("select * from Attachable where Tag = 'Testing'")["Attachable"]
    assert [each["Note"] for each in found] == ["A"]


def test_an_items_mark_lengthens_the_requestid(company: Any) -> None:
    """Both have fifty characters together; what is longer fails alone."""
    long, short = batch(company, make("x" * 36, "A"), make("y" * 18, "B"), requestid="r" * 32)
    assert long["Fault"]["Error"][0]["Detail"].endswith("which is 68 characters.")
    assert short["Vendor"]["DisplayName"] == "B"


def choose(company: Any, **choices: str) -> None:
    """Choose for a company."""
    company.emulator.admin(
        "PATCH",
        f"realms/{company.realm}/choices",
        **{name.replace("_", "-"): choice for name, choice in choices.items()},
    )


def sent(company: Any, *items: Any) -> Any:
    """Send a batch; its answer."""
    return company.call("POST", "batch", json={"BatchItemRequest": list(items)})


def test_a_report_in_a_batch(company: Any) -> None:
    """Its name and its parameters as in an address; refused by choice."""
    asked = {"bId": "1", "ReportQuery": "ProfitAndLoss?start_date=2026-01-01&end_date=2026-01-31"}
    wrong = {"bId": "2", "ReportQuery": "NoReport"}
    answer = sent(company, asked, wrong)
    (made, fault) = answer.json()["BatchItemResponse"]
    assert list(made) == ["Report", "bId"]
    assert made["Report"]["Header"]["ReportName"] == "ProfitAndLoss"
    assert made["Report"]["Header"]["StartPeriod"] == "2026-01-01"
    assert fault["Fault"]["Error"][0]["code"] == "5020"
    assert "batch-report" in answer.headers["X-Sandbox-Assumed"]
    as_xml = company.call(
        "POST",
        "batch",
        json={"BatchItemRequest": [asked]},
        headers={"Accept": "application/xml"},
    )
    assert '<BatchItemResponse bId="1"><Report><Header>' in as_xml.text
    choose(company, batch_report="refused")
    (refused,) = sent(company, asked).json()["BatchItemResponse"]
    assert refused["Fault"]["Error"][0]["code"] == "500"


def test_marks_that_are_missing_or_repeated_are_a_question(company: Any) -> None:
    """They are no matter; or each such item is refused."""
    items = make("a", "A"), make("a", "B"), make("", "C")
    answer = sent(company, *items)
    assert answer.headers["X-Sandbox-Assumed"] == "batch-marks"
    assert not any("Fault" in item for item in answer.json()["BatchItemResponse"])
    assert "X-Sandbox-Assumed" not in sent(company, make("a", "D"), make("b", "E")).headers
    choose(company, batch_marks="refused")
    made, twice, none = batch(company, make("a", "F"), make("a", "G"), make("", "H"))
    assert made["Vendor"]["DisplayName"] == "F"
    assert twice["Fault"]["Error"][0]["code"] == "2600"
    assert none["Fault"]["Error"][0]["element"] == "bId"


def test_an_item_that_can_not_be_read_is_a_question(company: Any) -> None:
    """It fails alone; or the whole batch fails with it, and nothing is done."""
    items = make("a", "A"), {"bId": "b", "operation": "create", "Vendor": {"Nonsense": 1}}
    answer = sent(company, *items)
    assert "batch-item" in answer.headers["X-Sandbox-Assumed"]
    assert ["Fault" in item for item in answer.json()["BatchItemResponse"]] == [False, True]
    choose(company, batch_item="with the batch")
    answer = sent(company, make("a", "B"), items[1])
    assert answer.status_code == 400
    assert answer.json()["Fault"]["Error"][0]["code"] == "2010"
    assert "batch-item" in answer.headers["X-Sandbox-Assumed"]
    assert company.query("select count(*) from Vendor")["totalCount"] == 1


def test_void_as_an_operation_is_a_question(company: Any) -> None:
    """The schema has it; Intuit's documentation voids by an option of an update."""
    customer = company.post("customer", {"DisplayName": "A"})["Id"]
    body = {"CustomerRef": {"value": customer}, "TotalAmt": 5}
    one, two = company.post("payment", body), company.post("payment", body)
    item = {"bId": "1", "operation": "void", "Payment": {"Id": one["Id"], "SyncToken": "0"}}
    answer = sent(company, item)
    assert answer.json()["BatchItemResponse"][0]["Payment"]["PrivateNote"] == "Voided"
    assert answer.headers["X-Sandbox-Assumed"] == "batch-void"
    choose(company, batch_void="refused")
    item["Payment"] = {"Id": two["Id"], "SyncToken": "0"}
    (refused,) = batch(company, item)
    assert refused["Fault"]["Error"][0]["code"] == "500"


@pytest.mark.parametrize("operation", [{"a": 1}, ["create"], True, 7])
def test_an_operation_is_a_word(company: Any, operation: Any) -> None:
    """Anything else can't be read."""
    item = {"bId": "1", "operation": operation, "Vendor": {"DisplayName": "V"}}
    answer = company.call("POST", "batch", json={"BatchItemRequest": [item]}).json()
    (error,) = answer["BatchItemResponse"][0]["Fault"]["Error"]
    assert error["code"] == "2010"
    assert company.query("select * from Vendor") == {}
