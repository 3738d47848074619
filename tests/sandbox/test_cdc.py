"""Change data capture: what changed since a moment, and what was deleted."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

LONG_AGO = "2011-01-01T00:00:00-07:00"


def changes(company: Any, entities: str, since: str = LONG_AGO) -> list[dict[str, Any]]:
    """What changed, one object an entity."""
    response = company.call("GET", "cdc", params={"entities": entities, "changedSince": since})
    assert response.status_code == 200, response.text
    content = response.json()
    assert list(content) == ["CDCResponse", "time"]
    assert [list(part) for part in content["CDCResponse"]] == [["QueryResponse"]]
    found: list[dict[str, Any]] = content["CDCResponse"][0]["QueryResponse"]
    return found


def invoice(company: Any, customer: str) -> dict[str, Any]:
    """An invoice of one line."""
    line = {
        "Amount": 10,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    made: dict[str, Any] = company.post(
        "invoice", {"CustomerRef": {"value": customer}, "Line": [line]}
    )
    return made


def test_whole_objects_then_stubs_and_empty_objects(company: Any) -> None:
    """One element an entity, in the order asked; nothing changed is an empty object."""
    customer = company.post("customer", {"DisplayName": "A"})["Id"]
    kept, gone = invoice(company, customer), invoice(company, customer)
    company.post("invoice?operation=delete", {"Id": gone["Id"], "SyncToken": "0"})
    invoices, vendors, customers = changes(company, "invoice,Vendor,Customer")
    assert vendors == {}
    assert list(invoices) == ["Invoice", "startPosition", "maxResults", "totalCount"]
    assert (invoices["startPosition"], invoices["maxResults"], invoices["totalCount"]) == (1, 2, 2)
    whole, stub = invoices["Invoice"]
    assert whole == company.read(f"invoice/{kept['Id']}")
    assert list(stub) == ["domain", "status", "Id", "MetaData"]
    assert (stub["status"], stub["Id"]) == ("Deleted", gone["Id"])
    assert list(stub["MetaData"]) == ["LastUpdatedTime"]
    # What the invoices did to the customer's balance is a change of the customer too.
    assert customers["Customer"][0]["Balance"] == 10


def test_only_what_changed_since_comes_oldest_first(company: Any, turn: Callable[..., Any]) -> None:
    """The moment itself included, whatever its zone."""
    first = company.post("vendor", {"DisplayName": "A"})
    turn(seconds=60)
    second = company.post("vendor", {"DisplayName": "B"})
    turn(seconds=60)
    company.post("vendor", {"Id": first["Id"], "SyncToken": "0", "sparse": True, "Notes": ""})
    third = company.post("vendor", {"DisplayName": "C"})
    [since_second] = changes(company, "Vendor", second["MetaData"]["CreateTime"])
    assert [row["DisplayName"] for row in since_second["Vendor"]] == ["B", "C"]
    assert changes(company, "Vendor", "2100-01-01") == [{}]
    [all_of_them] = changes(company, "Vendor")
    assert [row["Id"] for row in all_of_them["Vendor"]][-1] == third["Id"]


def test_deactivated_names_come_as_they_are(company: Any) -> None:
    """Not as stubs: lists are not deleted."""
    made = company.post("vendor", {"DisplayName": "A"})
    company.post("vendor", {"Id": made["Id"], "SyncToken": "0", "sparse": True, "Active": False})
    [vendors] = changes(company, "Vendor")
    assert vendors["Vendor"][0]["Active"] is False


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"changedSince": LONG_AGO}, "2020"),
        ({"entities": "Invoice"}, "2020"),
        ({"entities": "Invoice", "changedSince": "yesterday"}, "2070"),
        ({"entities": "Nonsense", "changedSince": LONG_AGO}, "2000"),
        ({"entities": "TaxAgency", "changedSince": LONG_AGO}, "2000"),
    ],
)
def test_wrong_parameters_are_refused(company: Any, parameters: dict[str, str], code: str) -> None:
    """And the answer says that nobody knows Intuit's."""
    response = company.call("GET", "cdc", params=parameters)
    assert response.status_code == 400
    assert response.json()["Fault"]["Error"][0]["code"] == code
    assert "cdc-parameters" in response.headers["X-Sandbox-Assumed"]


def test_a_client_is_told_when_the_look_back_was_cut(company: Any) -> None:
    """Thirty days are documented; a recording went further."""
    response = company.call("GET", "cdc", params={"entities": "Vendor", "changedSince": LONG_AGO})
    assert response.headers["X-Sandbox-Assumed"] == "cdc-look-back"


def test_a_comma_too_many_names_no_entity(company: Any) -> None:
    """What stands between two commas, or behind the last one, may be nothing."""
    assert len(changes(company, "Customer,, Vendor,")) == 2


def test_an_entity_looks_as_in_other_answers(sample: Any) -> None:
    """With what is only shown, in its order and in its envelope."""
    plan = {"IntervalType": "Daily", "StartDate": "2030-01-01"}
    move = {"FromAccountRef": {"value": "35"}, "ToAccountRef": {"value": "36"}, "Amount": 5}
    template = {**move, "RecurringInfo": {"Name": "Save", "ScheduleInfo": plan}}
    sample.post("recurringtransaction", {"Transfer": template})
    sample.post("payment", {"CustomerRef": {"value": "1"}, "TotalAmt": 5})
    for entity in ("RecurringTransaction", "Purchase", "Payment"):
        (found,) = changes(sample, entity)
        asked = sample.query(f"select * from {entity} maxresults 1000")  # noqa: S608
        shown = {json.dumps(row) for row in found[entity]}
        assert shown == {json.dumps(row) for row in asked[entity]}


def test_what_is_not_captured_is_a_question(sample: Any) -> None:
    """Asked for beside others it is an empty object, whatever there is."""
    terms, *rest = changes(sample, "Term,TimeActivity,TaxCode,TaxRate,ExchangeRate")
    assert terms["Term"]
    assert rest == [{}, {}, {}, {}]
    asked = {"entities": "TaxRate", "changedSince": LONG_AGO}
    response = sample.call("GET", "cdc", params=asked)
    assert "cdc-uncaptured" in response.headers["X-Sandbox-Assumed"]
    choices = {"cdc-uncaptured": "refused"}
    sample.emulator.admin("PATCH", f"realms/{sample.realm}/choices", **choices)
    refused = sample.call("GET", "cdc", params=asked)
    assert refused.json()["Fault"]["Error"][0]["code"] == "2000"
