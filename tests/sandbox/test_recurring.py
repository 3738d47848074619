"""Recurring transactions: templates in their envelope."""

from __future__ import annotations

from datetime import date, timedelta
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
    names = list(template)
    assert names[0] == "AllowIPNPayment"
    place = names.index("domain")
    assert names[place : place + 5] == ["domain", "sparse", "Id", "SyncToken", "MetaData"]
    place = names.index("TxnTaxDetail")
    assert names[place + 1 : place + 4] == ["RecurDataRef", "RecurringInfo", "CustomerRef"]
    assert list(template["RecurringInfo"]) == ["Name", "RecurType", "Active", "ScheduleInfo"]
    assert list(template["RecurringInfo"]["ScheduleInfo"]) == [
        "IntervalType",
        "NumInterval",
        "DayOfMonth",
        "MaxOccurrences",
        "StartDate",
        "NextDate",
    ]
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
    number = changed["Invoice"]["Id"]
    assert list(gone.items()) == [
        ("domain", "QBO"),
        ("status", "Deleted"),
        ("Invoice", {"Id": number}),
    ]
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


def test_a_template_has_no_day_on_which_it_is_due(sample: Any) -> None:
    """And of a bill not its vendor's address (Intuit's samples); the terms say when it is due."""
    line = {
        "Amount": 74.36,
        "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "77"}},
    }
    bill = {"VendorRef": {"value": "32"}, "SalesTermRef": {"value": "3"}, "Line": [line]}
    made = sample.post("recurringtransaction", {"Bill": {**bill, "RecurringInfo": schedule()}})
    assert not {"DueDate", "VendorAddr", "TxnDate", "DocNumber"} & set(made["Bill"])
    assert made["Bill"]["SalesTermRef"] == {"value": "3"}
    drawn = sample.post("recurringtransaction", invoice(schedule(Name="Other")))
    assert "DueDate" not in drawn["Invoice"]
    assert drawn["Invoice"]["BillAddr"]


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
        ({"Invoice": {"RecurringInfo": schedule()}}, "6560"),
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


DAY = 86_400
HEADER = "X-Sandbox-Assumed"


def in_days(company: Any, days: int) -> str:
    """The day that so many days lead to, by the company's calendar."""
    today = date.fromisoformat(company.read("companyinfo/1")["MetaData"]["CreateTime"][:10])
    return (today + timedelta(days=days)).isoformat()


def later(company: Any, turn: Any, days: int) -> None:
    """Turn the clock on, and consent anew, as tokens age with it."""
    turn(seconds=days * DAY)
    company.grant = company.emulator.admin("POST", "grants", client_id="tests", realm=company.realm)


def daily(company: Any, start: int = 0, **values: Any) -> dict[str, Any]:
    """Build the schedule of every day from so many days on."""
    plan = {"DayOfMonth": None, "MaxOccurrences": None, "IntervalType": "Daily", **values}
    return schedule(StartDate=in_days(company, start), **plan)


def made(company: Any, kind: str = "Invoice") -> list[Any]:
    """The transactions that templates made, the oldest first."""
    rows = company.query(f"select * from {kind} orderby Id maxresults 1000").get(kind, [])  # noqa: S608
    return [row for row in rows if "RecurDataRef" in row]


def test_a_template_makes_its_transactions(sample: Any, turn: Any) -> None:
    """On their days, as if they had been sent then; the call that finds them due says so."""
    info = daily(sample, 2, NumInterval=10)
    template = sample.post("recurringtransaction", invoice(info))["Invoice"]
    later(sample, turn, 1)
    assert HEADER not in sample.call("GET", "customer/1").headers
    later(sample, turn, 15)
    balance = sample.call("GET", "customer/1")
    assert balance.headers[HEADER] == "recurring-run"
    assert HEADER not in sample.call("GET", "customer/1").headers
    assert balance.json()["Customer"]["Balance"] == 239 + 200
    first, second = made(sample)
    assert [first["TxnDate"], second["TxnDate"]] == [in_days(sample, 2), in_days(sample, 12)]
    assert first["RecurDataRef"] == template["RecurDataRef"]
    assert first["DueDate"] == in_days(sample, 2 + 30)
    assert int(second["DocNumber"]) == int(first["DocNumber"]) + 1
    assert "RecurringInfo" not in first
    names = list(first)
    assert names.index("TxnTaxDetail") + 1 == names.index("RecurDataRef")
    response = sample.call("GET", f"recurringtransaction/{template['Id']}")
    now = response.json()["RecurringTransaction"]["Invoice"]
    assert response.headers[HEADER] == "recurring-run"
    plan = now["RecurringInfo"]["ScheduleInfo"]
    assert (plan["PreviousDate"], plan["NextDate"]) == (in_days(sample, 12), in_days(sample, 22))
    assert now["SyncToken"] == "0"
    assert sample.emulator.admin("GET", f"realms/{sample.realm}/audit") == {"wrong": []}


def test_none_is_made_by_choice(sample: Any, turn: Any) -> None:
    """Nor when a template is no automated one, or none that is in force."""
    sample.post("recurringtransaction", invoice({**daily(sample), "RecurType": "Reminded"}))
    off = {**daily(sample, Name="Off"), "Active": False}
    sample.post("recurringtransaction", invoice(off))
    later(sample, turn, 3)
    assert made(sample) == []
    sample.post("recurringtransaction", invoice(daily(sample, Name="On")))
    choices = f"realms/{sample.realm}/choices"
    sample.emulator.admin("PATCH", choices, **{"recurring-run": "never"})
    later(sample, turn, 3)
    assert made(sample) == []
    sample.emulator.admin("PATCH", choices, **{"recurring-run": None})
    assert len(made(sample)) == 4


@pytest.mark.parametrize(
    ("limit", "days"),
    [({"MaxOccurrences": 3}, [0, 1, 2]), ({"EndDate": 1}, [0, 1]), ({"DaysBefore": 2}, range(8))],
)
def test_a_schedule_ends(sample: Any, turn: Any, limit: dict[str, int], days: Any) -> None:
    """After so many, or on a day; what is made days before has its own date all the same."""
    if "EndDate" in limit:
        limit = {"EndDate": in_days(sample, limit["EndDate"])}  # type: ignore[dict-item]
    template = sample.post("recurringtransaction", invoice(daily(sample, **limit)))["Invoice"]
    assert made(sample) == []  # a template that is written today waits until tomorrow
    later(sample, turn, 5)
    assert [row["TxnDate"] for row in made(sample)] == [in_days(sample, day) for day in days]
    plan = sample.read(f"recurringtransaction/{template['Id']}")["Invoice"]["RecurringInfo"]
    assert ("NextDate" in plan["ScheduleInfo"]) == ("DaysBefore" in limit)


def test_a_template_that_is_changed_goes_on(sample: Any, turn: Any) -> None:
    """Not from the start, and with its new sum."""
    template = sample.post("recurringtransaction", invoice(daily(sample)))["Invoice"]
    later(sample, turn, 2)
    assert len(made(sample)) == 3
    changed = {**invoice(daily(sample), 7)["Invoice"], "Id": template["Id"], "SyncToken": "0"}
    after = sample.post("recurringtransaction", {"Invoice": changed})["Invoice"]
    assert after["RecurringInfo"]["ScheduleInfo"]["NextDate"] == in_days(sample, 3)
    later(sample, turn, 1)
    assert [row["TotalAmt"] for row in made(sample)] == [100, 100, 100, 7]
    gone = {"Id": template["Id"], "SyncToken": "1"}
    sample.post("recurringtransaction?operation=delete", {"Invoice": gone})
    later(sample, turn, 3)
    assert len(made(sample)) == 4


def test_what_is_refused_is_left_out(sample: Any, turn: Any) -> None:
    """The schedule goes on without it."""
    template = sample.post("recurringtransaction", invoice(daily(sample)))["Invoice"]
    customer = sample.read("customer/1")
    sample.post("customer", {**customer, "Active": False})
    later(sample, turn, 2)
    assert made(sample) == []
    plan = sample.read(f"recurringtransaction/{template['Id']}")["Invoice"]["RecurringInfo"]
    assert plan["ScheduleInfo"]["NextDate"] == in_days(sample, 3)


COST = {
    "Amount": 5,
    "DetailType": "AccountBasedExpenseLineDetail",
    "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "7"}},
}
SALE = {
    "Amount": 5,
    "DetailType": "SalesItemLineDetail",
    "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
}
BOUGHT = {
    "Amount": 5,
    "DetailType": "ItemBasedExpenseLineDetail",
    "ItemBasedExpenseLineDetail": {"ItemRef": {"value": "11"}, "Qty": 1, "UnitPrice": 5},
}
LODGED = {
    "Amount": 5,
    "DetailType": "DepositLineDetail",
    "DepositLineDetail": {"AccountRef": {"value": "1"}},
}


def side(kind: str, account: str) -> dict[str, Any]:
    """A line of a journal."""
    detail = {"PostingType": kind, "AccountRef": {"value": account}}
    return {"Amount": 5, "DetailType": "JournalEntryLineDetail", "JournalEntryLineDetail": detail}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("Bill", {"VendorRef": {"value": "30"}, "Line": [COST]}),
        ("Purchase", {"PaymentType": "Cash", "AccountRef": {"value": "35"}, "Line": [COST]}),
        ("CreditMemo", {"CustomerRef": {"value": "1"}, "Line": [SALE]}),
        ("Deposit", {"DepositToAccountRef": {"value": "35"}, "Line": [LODGED]}),
        ("Estimate", {"CustomerRef": {"value": "1"}, "Line": [SALE]}),
        ("JournalEntry", {"Line": [side("Debit", "7"), side("Credit", "35")]}),
        ("RefundReceipt", {"DepositToAccountRef": {"value": "35"}, "Line": [SALE]}),
        ("SalesReceipt", {"Line": [SALE]}),
        (
            "Transfer",
            {"FromAccountRef": {"value": "35"}, "ToAccountRef": {"value": "36"}, "Amount": 5},
        ),
        ("VendorCredit", {"VendorRef": {"value": "30"}, "Line": [COST]}),
        (
            "PurchaseOrder",
            {"VendorRef": {"value": "30"}, "APAccountRef": {"value": "33"}, "Line": [BOUGHT]},
        ),
    ],
)
def test_every_kind_is_made(sample: Any, turn: Any, kind: str, body: dict[str, Any]) -> None:
    """As it would be made by hand."""
    made_id = sample.post(kind.lower(), body)["Id"]
    statement = f"SELECT * FROM {kind} WHERE Id = '{made_id}'"  # noqa: S608 - a query of ours
    (by_hand,) = sample.query(statement)[kind]
    template = {**body, "RecurringInfo": daily(sample)}
    sample.post("recurringtransaction", {kind: template})
    later(sample, turn, 1)
    (first, second) = made(sample, kind)
    assert second["TxnDate"] == in_days(sample, 1)
    of_its_own = {"Id", "MetaData", "DocNumber", "RecurDataRef", "DueDate"}
    of_its_own |= {"BillAddr", "ShipAddr", "ShipFromAddr"}
    plain = {key: value for key, value in first.items() if key not in of_its_own}
    assert plain == {key: value for key, value in by_hand.items() if key not in of_its_own}
    assert sample.emulator.admin("GET", f"realms/{sample.realm}/audit") == {"wrong": []}
