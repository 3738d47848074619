"""
Templates of transactions: what the transaction would be, and when.

`services/running.py` makes the transactions when their days come.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from harness.sandbox.core import faults, shape
from harness.sandbox.core.schema import HEAD, Field, Form, Record, flag, text

if TYPE_CHECKING:
    from harness.sandbox.company import Company

LONGEST_NAME = 100
OPEN = "recurring-schedule"
INFO: Mapping[str, Field] = {
    "Name": text(LONGEST_NAME, required=True),
    "RecurType": Field(
        kind="text",
        default="Automated",
        choices=("Automated", "Reminded", "UnScheduled", "Reminder", "Unscheduled"),
        free=True,
    ),
    "Active": flag(default=True),
    "ScheduleInfo": Field(kind="object"),
}
DAYS = list(calendar.day_name)
MONTHS = [name for name in calendar.month_name if name]
SCHEDULE: Mapping[str, Field] = {
    "IntervalType": Field(kind="text", choices=("Daily", "Weekly", "Monthly", "Yearly"), free=True),
    "NumInterval": Field(kind="number"),
    "DayOfMonth": Field(kind="number"),
    "DayOfWeek": Field(kind="text", choices=tuple(DAYS)),
    "WeekOfMonth": Field(kind="number"),
    "MonthOfYear": Field(kind="text", choices=tuple(MONTHS)),
    "RemindDays": Field(kind="number"),
    "DaysBefore": Field(kind="number"),
    "MaxOccurrences": Field(kind="number"),
    "StartDate": Field(kind="date"),
    "EndDate": Field(kind="date"),
    "NextDate": Field(kind="date", readonly=True),
    "PreviousDate": Field(kind="date", readonly=True),
}
RANGES = {
    "DaysBefore": (0, 999),
    "MaxOccurrences": (0, 99999),
    "RemindDays": (0, 999),
    "NumInterval": (1, 999),
    "DayOfMonth": (0, 31),
    "WeekOfMonth": (0, 5),
}
UNTEMPLATED = frozenset({*HEAD, "TxnDate", "DocNumber", "DueDate", "VendorAddr"})
"""What a template does not have (Intuit's samples): it is no transaction yet."""


def draft(company: Company, kind: str, body: Mapping[str, Any]) -> Record:
    """
    Complete a body as a transaction of its kind would be, without creating one.

    The transaction is created and rolled back. So a template is checked by the rules of
    its kind, but posts nothing and uses up no number.
    """
    entity = company.entities.get(kind)
    if entity is None:
        raise faults.unsupported(f"RecurringTransaction of {kind}")
    with company.store.trial():
        made = company.apart().create(entity, body)
    return {name: value for name, value in made.items() if name not in UNTEMPLATED}


def schedule(company: Company, given: object, before: Record) -> Record:
    """
    Check a template's RecurringInfo; the server tells the last date and the next.

    The next is neither past nor one that had its transaction; `before` is the
    schedule as it was.
    """
    if not given:
        raise faults.required("RecurringInfo")
    info = _checked("RecurringInfo", INFO, given)
    if not str(info.get("Name", "")).strip():
        raise faults.required("RecurringInfo.Name")
    for name, field in INFO.items():
        if field.default is not None:
            info.setdefault(name, field.default)
    plan = _checked("ScheduleInfo", SCHEDULE, info.get("ScheduleInfo") or {})
    for name, (least, most) in RANGES.items():
        value = plan.get(name)
        if value is not None and (value != int(value) or not least <= value <= most):
            raise faults.invalid(
                "2240", "Invalid Number Range", f"{name} must be {least} to {most}", name
            ).resting_on(OPEN)
    if info["RecurType"].casefold() != "unscheduled":
        if not plan.get("IntervalType"):
            raise faults.required("ScheduleInfo.IntervalType").resting_on(OPEN)
        plan.setdefault("NumInterval", 1)
        today = company.clock.today()
        start = date.fromisoformat(plan.get("StartDate") or today)
        plan["PreviousDate"] = before.get("PreviousDate", "")
        day = _next(plan, start)
        while day.isoformat() < today or day.isoformat() <= plan["PreviousDate"]:
            day = following(plan, day)
        plan["NextDate"] = within(plan, day)
    if plan.get("EndDate") and plan.get("StartDate", "") > plan["EndDate"]:
        raise faults.invalid(
            "2190", "Invalid Date Range", "EndDate must not be before StartDate", "EndDate"
        ).resting_on(OPEN)
    info["ScheduleInfo"] = shape.arrange(Form(SCHEDULE), plan)
    return shape.arrange(Form(INFO), info)


def following(plan: Record, day: date) -> date:
    """Return the day that a schedule names after one that it named."""
    times = int(plan.get("NumInterval") or 1)
    match plan["IntervalType"]:
        case "Daily" | "Weekly":
            ahead = times if plan["IntervalType"] == "Daily" else 7 * times
            if day > date.max - timedelta(days=ahead):
                raise _endless()
            return day + timedelta(days=ahead)
        case "Monthly":
            months = day.year * 12 + day.month - 1 + times
            return _in_month(plan, months // 12, months % 12 + 1, _start(plan, day))
        case _:
            return _in_month(plan, day.year + times, day.month, _start(plan, day))


def within(plan: Record, day: date) -> str:
    """Return the day, unless the schedule ends before it."""
    last: str = plan.get("EndDate") or ""
    return "" if last and day.isoformat() > last else day.isoformat()


def _start(plan: Record, day: date) -> int:
    """Return the day of the month that a schedule goes by which names none."""
    return int(plan["StartDate"][8:]) if plan.get("StartDate") else day.day


def _checked(name: str, fields: Mapping[str, Field], given: object) -> Record:
    value: Record = shape.typed(name, Field(kind="object"), given)
    checked: Record = {}
    for key, item in value.items():
        if key not in fields:
            raise faults.unknown_property(key, name, list(fields))
        if item not in (None, "") and not fields[key].readonly:
            checked[key] = shape.typed(key, fields[key], item)
    return checked


def _next(plan: Record, start: date) -> date:
    """Return the first day on or after the start that the schedule names."""
    match plan["IntervalType"]:
        case "Weekly" if plan.get("DayOfWeek"):
            ahead = (DAYS.index(plan["DayOfWeek"]) - start.weekday()) % 7
            return _later(start, ahead)
        case "Monthly":
            return _monthly(plan, start)
        case "Yearly" if plan.get("MonthOfYear"):
            month = MONTHS.index(plan["MonthOfYear"]) + 1
            year = start.year
            while (day := _in_month(plan, year, month, start.day)) < start:
                year += 1
            return day
        case _:
            return start


def _monthly(plan: Record, start: date) -> date:
    year, month = start.year, start.month
    while (day := _in_month(plan, year, month, start.day)) < start:
        year, month = (year, month + 1) if month < len(MONTHS) else (year + 1, 1)
    return day


def _in_month(plan: Record, year: int, month: int, fallback: int) -> date:
    """Return the day that a schedule names in a month: a date, or the nth of a weekday."""
    if year > date.max.year:
        raise _endless()
    last = calendar.monthrange(year, month)[1]
    if plan.get("WeekOfMonth") and plan.get("DayOfWeek"):
        first = (DAYS.index(plan["DayOfWeek"]) - date(year, month, 1).weekday()) % 7 + 1
        day = first + 7 * (int(plan["WeekOfMonth"]) - 1)
        return date(year, month, day if day <= last else day - 7)
    return date(year, month, min(int(plan.get("DayOfMonth") or fallback), last))


def _endless() -> faults.Fault:
    return faults.invalid("2070", "Invalid Date value", "The schedule has no next date")


def _later(start: date, days: int) -> date:
    return start + timedelta(days=days) if start < date.max - timedelta(days=days) else start
