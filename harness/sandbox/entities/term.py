"""Term: when a sale or a bill is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox.core import faults
from harness.sandbox.core.schema import LIST, META, Entity, Field, Record, flag, text
from harness.sandbox.parts.lists import names

if TYPE_CHECKING:
    from harness.sandbox.company import Company

RANGES = {
    "DueDays": (0, 999),
    "DiscountDays": (0, 999),
    "DiscountPercent": (0, 100),
    "DayOfMonthDue": (1, 31),
    "DueNextMonthDays": (0, 999),
    "DiscountDayOfMonth": (0, 31),
}


def driven(company: Company, record: Record, before: Record | None) -> None:
    """
    A standard term has days, a date-driven one a day of the month (Intuit).

    What belongs to the other kind is not kept.
    """
    del company, before
    for name, (least, most) in RANGES.items():
        value = record.get(name)
        if value not in (None, "") and not least <= value <= most:
            raise faults.invalid(
                "2240", "Invalid Number Range", f"{name} must be {least} to {most}", name
            )
        if value not in (None, "") and name != "DiscountPercent" and value != int(value):
            raise faults.unreadable()
    if record.get("DueDays") is not None:
        record["Type"] = "STANDARD"
        foreign: tuple[str, ...] = ("DayOfMonthDue", "DueNextMonthDays", "DiscountDayOfMonth")
    elif record.get("DayOfMonthDue"):
        record["Type"] = "DATE_DRIVEN"
        foreign = ("DueDays", "DiscountDays")
    else:
        raise faults.required("DueDays")
    for name in foreign:
        record.pop(name, None)


TERM = Entity(
    name="Term",
    ids="term",
    operations=LIST,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    fields={
        "Name": text(31, query=True, index=True, required=True, again=True),
        "Active": flag(default=True, query=True),
        "Type": Field(kind="text", readonly=True, query=True),
        "DiscountPercent": Field(kind="number", default=0),
        "DueDays": Field(kind="number", query=True),
        "DiscountDays": Field(kind="number"),
        "DayOfMonthDue": Field(kind="number"),
        "DueNextMonthDays": Field(kind="number"),
        "DiscountDayOfMonth": Field(kind="number"),
        META: None,
    },
    rules=(names.list_name("Term"), driven, names.frozen("Term")),
    rests_on="first-lists",
    one_again=("DueDays", "DayOfMonthDue"),
)
