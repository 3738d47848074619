"""Time activities."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def worked(company: Any) -> Any:
    """A company with an employee, a vendor and a customer; bodies for their time."""
    company.employee = {"value": company.post("employee", {"GivenName": "Emily"})["Id"]}
    company.vendor = {"value": company.post("vendor", {"DisplayName": "Norton"})["Id"]}
    company.customer = {"value": company.post("customer", {"DisplayName": "Cool Cars"})["Id"]}
    return company


def test_hours_are_kept_with_their_defaults(worked: Any) -> None:
    """Of today, not billable and worth nothing, whatever rate is sent."""
    body = {"NameOf": "Employee", "EmployeeRef": worked.employee, "Hours": 3, "HourlyRate": 15}
    made = worked.post("timeactivity", body)
    assert list(made) == [
        "TxnDate",
        "NameOf",
        "EmployeeRef",
        "BillableStatus",
        "Taxable",
        "HourlyRate",
        "CostRate",
        "Hours",
        "Minutes",
        "Seconds",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
    ]
    assert made["EmployeeRef"] == {**worked.employee, "name": "Emily"}
    assert (made["Hours"], made["Minutes"], made["HourlyRate"]) == (3, 0, 0)
    assert made["BillableStatus"] == "NotBillable"


def test_billable_time_keeps_its_rate(worked: Any) -> None:
    """With a customer and a service."""
    body = {
        "NameOf": "Vendor",
        "VendorRef": worked.vendor,
        "CustomerRef": worked.customer,
        "ItemRef": {"value": "2"},
        "BillableStatus": "Billable",
        "HourlyRate": 75,
        "Minutes": 30,
        "CostRate": 50.0,
        "TxnDate": "2014-09-16",
    }
    made = worked.post("timeactivity", body)
    assert (made["HourlyRate"], made["CostRate"], made["TxnDate"]) == (75, 50, "2014-09-16")
    assert made["CustomerRef"]["name"] == "Cool Cars"
    assert list(made)[5:7] == ["TimeChargeId", "BillableStatus"]
    assert isinstance(made["TimeChargeId"], int)
    found = worked.query("select * from TimeActivity where TxnDate > '2014-09-14'")
    assert found["TimeActivity"] == [made]


@pytest.mark.parametrize(
    ("given", "shown", "day"),
    [
        (("2016-07-22T10:00:00-07:00", "2016-07-22T11:00:00-07:00"), "10:00:00-07:00", None),
        (("2016-07-22T17:00:00Z", "2016-07-22T18:00:00Z"), "10:00:00-07:00", None),
        (("08:00:00-07:00", "17:00:00-07:00"), "08:00:00-07:00", "2016-07-22"),
        (("08:00:00", "17:00:00"), "08:00:00-07:00", "2016-07-22"),
    ],
)
def test_a_start_and_an_end_are_pacific_times(
    worked: Any, given: tuple[str, str], shown: str, day: str | None
) -> None:
    """The day is the start's, or the one that is sent with mere times."""
    body = {"NameOf": "Employee", "EmployeeRef": worked.employee, "BreakMinutes": 15}
    body |= dict(zip(("StartTime", "EndTime"), given, strict=True))
    if day:
        body["TxnDate"] = day
    made = worked.post("timeactivity", body)
    assert made["StartTime"] == f"2016-07-22T{shown}"
    assert made["TxnDate"] == "2016-07-22"
    assert "Hours" not in made
    assert worked.post("timeactivity", {**made, "Description": "again"})["SyncToken"] == "1"


def test_time_is_changed_and_deleted(worked: Any) -> None:
    """From hours to a start and an end, and away."""
    body = {"NameOf": "Employee", "EmployeeRef": worked.employee, "Hours": 3}
    made = worked.post("timeactivity", body)
    key = {"Id": made["Id"], "SyncToken": "0", "sparse": True}
    times = {"StartTime": "08:00:00", "EndTime": "09:00:00"}
    changed = worked.post("timeactivity", {**key, **times})
    assert "Hours" not in changed
    assert changed["StartTime"].startswith(made["TxnDate"])
    back = worked.post("timeactivity", {**key, "SyncToken": "1", "Hours": 2, "Minutes": 5})
    assert (back["Hours"], back["Minutes"]) == (2, 5)
    assert "StartTime" not in back
    gone = {"Id": made["Id"], "SyncToken": "2"}
    assert worked.post("timeactivity?operation=delete", gone)["status"] == "Deleted"
    assert worked.query("select * from TimeActivity") == {}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"NameOf": "Other"}, "2010"),
        ({"NameOf": ""}, "2020"),
        ({"NameOf": "Vendor"}, "6290"),
        ({"EmployeeRef": {}}, "6290"),
        ({"EmployeeRef": {"value": "999"}}, "2500"),
        ({"Hours": None}, "6350"),
        ({"Hours": 0}, "6340"),
        ({"Hours": -1}, "6340"),
        ({"Hours": 1.5}, "6340"),
        ({"Hours": 8761}, "6380"),
        ({"Hours": 8760, "Minutes": 1}, "6380"),
        ({"Minutes": 60}, "6380"),
        ({"StartTime": "08:00:00", "EndTime": "09:00:00"}, "6390"),
        ({"Hours": None, "StartTime": "08:00:00"}, "6360"),
        ({"Hours": None, "StartTime": "08:00:00", "EndTime": "soon"}, "6360"),
        ({"Hours": None, "StartTime": "10:00:00", "EndTime": "09:00:00"}, "6370"),
        (
            {"Hours": None, "StartTime": "08:00:00", "EndTime": "09:00:00", "BreakHours": 2},
            "6360",
        ),
        ({"BillableStatus": "HasBeenBilled"}, "2170"),
        ({"BillableStatus": "Billable", "HourlyRate": 1}, "6310"),
        ({"Description": "x" * 4001}, "2050"),
        ({"TxnDate": "soon"}, "2070"),
        ({"Rate": 1}, "2010"),
    ],
)
def test_what_is_no_time_is_refused(worked: Any, change: dict[str, Any], code: str) -> None:
    """Each with its code."""
    body = {"NameOf": "Employee", "EmployeeRef": worked.employee, "Hours": 3, **change}
    sent = {key: value for key, value in body.items() if value is not None}
    assert worked.refused("timeactivity", sent)["code"] == code


def test_only_an_invoice_makes_time_billed(worked: Any) -> None:
    """The words of Intuit's page of common errors."""
    body = {"NameOf": "Employee", "EmployeeRef": worked.employee, "Hours": 3}
    error = worked.refused("timeactivity", {**body, "BillableStatus": "HasBeenBilled"})
    assert error == {
        "Message": "Invalid Enumeration",
        "Detail": "Invalid Enumeration : HAS_BEEN_BILLED",
        "code": "2170",
        "element": "",
    }


def test_billable_time_needs_a_rate_and_a_service(worked: Any) -> None:
    """6330, and 6000 for goods."""
    body = {
        "NameOf": "Employee",
        "EmployeeRef": worked.employee,
        "Hours": 3,
        "BillableStatus": "Billable",
        "CustomerRef": worked.customer,
    }
    assert worked.refused("timeactivity", body)["code"] == "6330"
    goods = {"Name": "Beam", "Type": "NonInventory", "IncomeAccountRef": {"value": "136"}}
    item = {"value": worked.post("item", goods)["Id"]}
    refused = worked.refused("timeactivity", {**body, "HourlyRate": 1, "ItemRef": item})
    assert refused["code"] == "6000"
