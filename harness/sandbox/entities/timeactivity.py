"""TimeActivity: time that an employee or a vendor worked."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from harness.sandbox.core import faults
from harness.sandbox.core.clock import PACIFIC
from harness.sandbox.core.schema import META, Entity, Field, Record, flag, ref, text
from harness.sandbox.parts.buying import charges

if TYPE_CHECKING:
    from harness.sandbox.company import Company

LONGEST = 8760
"""Hours; with so many, no minutes (Intuit)."""

MINUTES = 60
TIMES = {
    "6340": "InvalidTime",
    "6350": "MissingTime",
    "6360": "InvalidStartOrEndTime",
    "6370": "StartTimeAfterEndTime",
    "6380": "InvalidDuration",
    "6390": "InvalidMultipleDurations",
}
"""What Intuit's list of codes calls what is wrong with a time."""
BOUNDS, ELAPSED = ("StartTime", "EndTime"), ("Hours", "Minutes")


def worker(company: Company, record: Record, before: Record | None) -> None:
    """Whose time it is: an employee's or a vendor's, as NameOf says, and not both (6290)."""
    del company, before
    name = f"{record['NameOf']}Ref"
    other = "VendorRef" if name == "EmployeeRef" else "EmployeeRef"
    if not (record.get(name) or {}).get("value") or (record.get(other) or {}).get("value"):
        raise faults.invalid(
            "6290",
            "InvalidEmployeeOrVendor",
            f"You must specify either an employee or a vendor. NameOf is {record['NameOf']}",
            name,
        )


def duration(company: Company, record: Record, before: Record | None) -> None:
    """Either hours and minutes, or a start and an end with breaks; times are Pacific."""
    bounds = [name for name in BOUNDS if record.get(name)]
    elapsed = [name for name in ELAPSED if record.get(name) not in (None, "")]
    if bounds and elapsed:
        stale = _replaced(before)  # an update may change from one way to the other
        if not stale:
            raise _time("6390", "Specify a total elapsed time or the start and end time, not both")
        for name in stale:
            record.pop(name, None)
        bounds, elapsed = (bounds, []) if stale == ELAPSED else ([], elapsed)
    if not bounds and not elapsed:
        raise _time("6350", "Time (hours:minutes) is missing")
    for prefix in ("", "Break"):
        _clock(record, f"{prefix}Hours", f"{prefix}Minutes")
    seconds = record.pop("Seconds", None) or 0
    if elapsed:
        record.setdefault("Hours", 0)
        record.setdefault("Minutes", 0)
        record["Seconds"] = seconds
        if seconds != int(seconds) or not 0 <= seconds < MINUTES:
            raise _time("6380", "The time duration isn't within the valid range", "Seconds")
        if not record["Hours"] and not record["Minutes"]:
            raise _time("6340", "You must specify a time (hours:minutes)")
        _date(company, record, before, None)
        return
    if len(bounds) == 1:
        raise _time("6360", "Enter a valid start and end time")
    start = _moment(record, "StartTime")
    _date(company, record, before, start)
    first, last = (_placed(record, name) for name in ("StartTime", "EndTime"))
    if first > last:
        raise _time("6370", "The start time is after end time")
    broken = int(record.get("BreakHours") or 0) * MINUTES + int(record.get("BreakMinutes") or 0)
    if broken * MINUTES > (last - first).total_seconds():
        raise _time("6360", "Make sure break times aren't longer than the elapsed time")
    record["StartTime"], record["EndTime"] = first.isoformat(), last.isoformat()


def billing(company: Company, record: Record, before: Record | None) -> None:
    """
    Billable time needs a customer and a rate; of other time the rate is kept as 0.

    Only an invoice makes time billed (2170: Intuit's page of common errors). What is
    billable is a charge too, with a number of its own (recorded; that it is one of
    transactions is assumed).
    """
    status = record.setdefault("BillableStatus", "NotBillable")
    held = (before or {}).get("BillableStatus")
    if status == "HasBeenBilled" and held != "HasBeenBilled":
        raise faults.invalid(
            "2170", "Invalid Enumeration", "Invalid Enumeration : HAS_BEEN_BILLED", ""
        )
    charge = (before or {}).get("TimeChargeId")
    if status == "NotBillable":
        record["HourlyRate"] = 0  # whatever was sent (client report)
        record.pop("TimeChargeId", None)
    elif not (record.get("CustomerRef") or {}).get("value"):
        raise faults.invalid(
            "6310",
            "MissingCustomer",
            "A customer is required if the transaction is billable.",
            "CustomerRef",
        )
    elif record.get("HourlyRate") is None or record["HourlyRate"] < 0:
        raise faults.invalid(
            "6330",
            "MissingBillingRate",
            f"Invalid hourly rate: {record.get('HourlyRate', '')}",
            "HourlyRate",
        )
    else:
        record["TimeChargeId"] = charge or int(company.store.next(company.realm, "transaction"))


def service(company: Company, record: Record, before: Record | None) -> None:
    """Time is sold as a service (Intuit)."""
    del before
    item = company.get("Item", (record.get("ItemRef") or {}).get("value", ""))
    if item is not None and item["Type"] != "Service":
        raise faults.business("The item of a time activity must be a service.")


def _replaced(before: Record | None) -> tuple[str, ...]:
    """Return the fields by which the time was given before: start and end, or its length."""
    held = [names for names in (BOUNDS, ELAPSED) if any(name in (before or {}) for name in names)]
    return held[0] if len(held) == 1 else ()


def _clock(record: Record, hours: str, minutes: str) -> None:
    for name in (hours, minutes):
        value = record.get(name)
        if value == "":
            record.pop(name)
        elif value is not None and (value != int(value) or value < 0):
            raise _time("6340", f"{name} must be a whole number, 0 or more", name)
    worked = (record.get(hours) or 0, record.get(minutes) or 0)
    if worked > (LONGEST, 0) or worked[1] >= MINUTES:
        raise _time("6380", "The time duration isn't within the valid range", hours)


def _date(
    company: Company, record: Record, before: Record | None, start: datetime | time | None
) -> None:
    """Without a date of its own an activity is of the day it started, else of today."""
    if record.get("TxnDate"):
        return
    if isinstance(start, datetime):
        record["TxnDate"] = start.date().isoformat()
    else:
        record["TxnDate"] = before["TxnDate"] if before else company.clock.today()


def _moment(record: Record, name: str) -> datetime | time:
    """Read a time of day, or a moment; a zone turns it into Pacific time."""
    written = str(record[name])
    try:
        if re.match(r"\d{4}-", written):
            moment = datetime.fromisoformat(written)
            return moment.astimezone(PACIFIC) if moment.tzinfo else moment.replace(tzinfo=PACIFIC)
        return time.fromisoformat(written)
    except (ValueError, OverflowError):
        raise _time("6360", f"Enter a valid start and end time: {written}", name) from None


def _placed(record: Record, name: str) -> datetime:
    """Put a time of day onto the activity's date."""
    moment = _moment(record, name)
    if isinstance(moment, datetime):
        return moment
    day = datetime.fromisoformat(record["TxnDate"]).date()
    placed = datetime.combine(day, moment)
    return placed.astimezone(PACIFIC) if placed.tzinfo else placed.replace(tzinfo=PACIFIC)


def _time(code: str, detail: str, element: str | None = None) -> faults.Fault:
    return faults.invalid(code, TIMES[code], detail, element)


TIME_ACTIVITY = Entity(
    name="TimeActivity",
    ids="timeactivity",
    label="Time Activity",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    fields={
        "TxnDate": Field(kind="date", query=True),
        "NameOf": Field(kind="text", required=True, choices=("Employee", "Vendor")),
        "EmployeeRef": ref("Employee", filter=True),
        "VendorRef": ref("Vendor", filter=True),
        "CustomerRef": ref("Customer", filter=True),
        "DepartmentRef": ref("Department"),
        "ItemRef": ref("Item"),
        "ClassRef": ref("Class"),
        "TimeChargeId": Field(kind="number", readonly=True),
        "BillableStatus": Field(
            kind="text", filter=True, choices=("Billable", "NotBillable", "HasBeenBilled")
        ),
        "Taxable": flag(default=False),
        "HourlyRate": Field(kind="number"),
        "CostRate": Field(kind="number", default=0),
        "Hours": Field(kind="number"),
        "Minutes": Field(kind="number"),
        "Seconds": Field(kind="number"),
        "BreakHours": Field(kind="number"),
        "BreakMinutes": Field(kind="number"),
        "StartTime": text(),
        "EndTime": text(),
        "Description": text(4000),
        META: None,
    },
    rules=(worker, service, duration, billing),
    linked=charges.worked,
)
