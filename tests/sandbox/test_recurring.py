"""Recurring transactions: templates in their envelope."""

from __future__ import annotations

from typing import Any

import pytest


def schedule(**values: Any) -> dict[str, Any]:
    """Build a template's RecurringInfo, monthly on the first unless told otherwise."""
    plan = {
        "StartDate": "2030-01-15",
        "IntervalType": "Monthly",
        "DayOfMonth": 1,
        "NumInterval": 1,
        "MaxOccurrences": 6,
    }
    name = values.pop("Name", "Rent")
    plan = {key: value for key, value in {**plan, **values}.items() if value is not None}
    return {"Name": name, "RecurType": "Automated", "Active": True, "ScheduleInfo": plan}


def invoice(info: Any, amount: int = 100) -> dict[str, Any]:
    """Build the template of an invoice."""
    line = {
        "Description": "description",
        "Amount": amount,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    return {"Invoice": {"CustomerRef": {"value": "1"}, "Line": [line], "RecurringInfo": info}}


def test_a_template_is_kept_in_its_envelope(sample: Any) -> None:
    """Completed as an invoice would be, without number and date; nothing is posted."""
    invoices = sample.query("select count(*) from Invoice")
    balance = sample.read("customer/1")["Balance"]
    made = sample.post("recurringtransaction", invoice(schedule()))
    assert list(made) == ["Invoice"]
    template = made["Invoice"]
    assert list(template)[:6] == ["domain", "sparse", "Id", "SyncToken", "MetaData", "RecurDataRef"]
    assert template["TotalAmt"] == 100
    assert template["CustomerRef"] == {"value": "1", "name": "Amy's Bird Sanctuary"}
    assert template["RecurringInfo"]["ScheduleInfo"]["NextDate"] == "2030-02-01"
    assert not {"DocNumber", "TxnDate"} & set(template)
    assert sample.read(f"recurringtransaction/{template['Id']}") == made
    assert sample.query("select count(*) from Invoice") == invoices
    assert sample.read("customer/1")["Balance"] == balance


def test_the_next_invoice_has_the_next_number(sample: Any) -> None:
    """A template uses none up."""
    body = {key: value for key, value in invoice(None)["Invoice"].items() if key != "RecurringInfo"}
    first = sample.post("invoice", body)
    sample.post("recurringtransaction", invoice(schedule()))
    second = sample.post("invoice", body)
    assert int(second["DocNumber"]) == int(first["DocNumber"]) + 1


def test_a_template_is_changed_whole_and_deleted(sample: Any) -> None:
    """As it was read, with a change in it (SDK)."""
    made = sample.post("recurringtransaction", invoice(schedule()))
    made["Invoice"]["Line"][0]["Amount"] = 250
    made["Invoice"]["RecurringInfo"]["ScheduleInfo"]["DayOfMonth"] = 15
    changed = sample.post("recurringtransaction", made)
    assert changed["Invoice"]["SyncToken"] == "1"
    assert changed["Invoice"]["TotalAmt"] == 250
    assert changed["Invoice"]["RecurDataRef"] == made["Invoice"]["RecurDataRef"]
    assert changed["Invoice"]["RecurringInfo"]["ScheduleInfo"]["NextDate"] == "2030-01-15"
    assert sample.refused("recurringtransaction", made)["code"] == "5010"
    assert sample.post("recurringtransaction", changed) == changed
    gone = sample.post("recurringtransaction?operation=delete", changed)
    assert gone["status"] == "Deleted"
    assert sample.query("select * from RecurringTransaction") == {}


def test_a_sparse_change_keeps_the_rest(sample: Any) -> None:
    """Inside the envelope."""
    made = sample.post("recurringtransaction", invoice(schedule()))["Invoice"]
    key = {"Id": made["Id"], "SyncToken": "0", "sparse": True}
    changed = sample.post("recurringtransaction", {"Invoice": {**key, "PrivateNote": "n"}})
    assert changed["Invoice"]["PrivateNote"] == "n"
    assert changed["Invoice"]["RecurringInfo"] == made["RecurringInfo"]


def test_templates_of_several_kinds_are_found_by_their_type(sample: Any) -> None:
    """Each in the envelope of its kind."""
    sample.post("recurringtransaction", invoice(schedule()))
    line = {
        "Amount": 500,
        "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": 1}},
    }
    info = schedule(Name="Phone", IntervalType="Weekly", DayOfWeek="Friday", DayOfMonth=None)
    bill = {"VendorRef": {"value": "32"}, "Line": [line], "RecurringInfo": info}
    sample.post("recurringtransaction", {"Bill": bill})
    found = sample.query("select * from RecurringTransaction where Type = 'Bill'")
    (only,) = found["RecurringTransaction"]
    assert only["Bill"]["RecurringInfo"]["ScheduleInfo"]["NextDate"] == "2030-01-18"
    everything = sample.query("select * from RecurringTransaction")["RecurringTransaction"]
    assert {key for row in everything for key in row} == {"Bill", "Invoice"}


@pytest.mark.parametrize(
    ("plan", "following"),
    [
        ({"IntervalType": "Daily", "DayOfMonth": None}, "2030-01-15"),
        ({"DayOfMonth": 31, "StartDate": "2030-02-01"}, "2030-02-28"),
        ({"DayOfMonth": None, "WeekOfMonth": 2, "DayOfWeek": "Tuesday"}, "2030-02-12"),
        ({"DayOfMonth": None, "WeekOfMonth": 5, "DayOfWeek": "Monday"}, "2030-01-28"),
        ({"IntervalType": "Yearly", "MonthOfYear": "January", "DayOfMonth": 2}, "2031-01-02"),
    ],
)
def test_the_next_date_is_the_schedules(sample: Any, plan: dict[str, Any], following: str) -> None:
    """The first on or after the start."""
    made = sample.post("recurringtransaction", invoice(schedule(**plan)))
    assert made["Invoice"]["RecurringInfo"]["ScheduleInfo"]["NextDate"] == following


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "2020"),
        ({"Id": "1", "SyncToken": "0"}, "2020"),
        ({"Payment": {}}, "2010"),
        ({"Invoice": [1]}, "2020"),
        ({"SalesReceipt": {"RecurringInfo": {}}, "Invoice": {}}, "2020"),
        (invoice(None), "2020"),
        (invoice({"Active": True}), "2020"),
        (invoice("monthly"), "2010"),
        (invoice(schedule(IntervalType="Hourly")), "2170"),
        (invoice(schedule(IntervalType=None)), "2020"),
        (invoice(schedule(DayOfMonth=32)), "2240"),
        (invoice(schedule(DayOfWeek="Caturday")), "2010"),
        (invoice(schedule(EndDate="2029-01-01")), "2190"),
        (invoice(schedule(StartDate="soon")), "2070"),
        (invoice(schedule(Hour=5)), "2010"),
        (invoice({**schedule(), "RecurType": "Magic"}), "2170"),
        (invoice({**schedule(), "Name": "x" * 101}), "2050"),
        ({"Invoice": {"RecurringInfo": schedule()}}, "2020"),
    ],
)
def test_what_is_no_template_is_refused(sample: Any, body: Any, code: str) -> None:
    """Each with its code, and nothing is kept."""
    assert sample.refused("recurringtransaction", body)["code"] == code
    assert sample.query("select count(*) from RecurringTransaction") == {"totalCount": 0}


def test_a_templates_name_is_used_once(sample: Any) -> None:
    """6240."""
    sample.post("recurringtransaction", invoice(schedule()))
    assert sample.refused("recurringtransaction", invoice(schedule(Name="RENT")))["code"] == "6240"
