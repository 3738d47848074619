"""The small lists: Term, PaymentMethod, Class, Department."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox import faults, names
from harness.sandbox.schema import LIST, META, Entity, Field, Record, computed, flag, ref

if TYPE_CHECKING:
    from harness.sandbox.company import Company

MAX_DAYS = 999


def due_days(company: Company, record: Record, before: Record | None) -> None:
    """A standard term has days, a date-driven one a day of the month."""
    del company, before
    record["Type"] = "DATE_DRIVEN" if record.get("DayOfMonthDue") else "STANDARD"
    if record["Type"] == "STANDARD":
        days = record.get("DueDays")
        if days is None:
            raise faults.required("DueDays")
        if not 0 <= days <= MAX_DAYS:
            raise faults.invalid(
                "2240", "Invalid Number Range", f"DueDays must be 0 to {MAX_DAYS}", "DueDays"
            )


TERM = Entity(
    name="Term",
    ids="term",
    operations=LIST,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    fields={
        "Name": Field(kind="text", limit=31, query=True, index=True, required=True),
        "Active": flag(default=True, query=True),
        "Type": Field(kind="text", readonly=True, query=True),
        "DiscountPercent": Field(kind="number", default=0),
        "DueDays": Field(kind="number", query=True),
        "DiscountDays": Field(kind="number", default=0),
        "DayOfMonthDue": Field(kind="number"),
        "DueNextMonthDays": Field(kind="number"),
        "DiscountDayOfMonth": Field(kind="number"),
        META: None,
    },
    rules=(names.list_name("Term"), due_days),
)

PAYMENT_METHOD = Entity(
    name="PaymentMethod",
    ids="paymentmethod",
    operations=LIST,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    fields={
        "Name": Field(kind="text", limit=31, query=True, index=True, required=True),
        "Active": flag(default=True, query=True),
        "Type": Field(
            kind="text",
            query=True,
            default="NON_CREDIT_CARD",
            choices=("NON_CREDIT_CARD", "CREDIT_CARD"),
        ),
        META: None,
    },
    rules=(names.list_name("PaymentMethod"),),
)

CLASS = Entity(
    name="Class",
    ids="class",
    operations=LIST,
    name_field="Name",
    order=lambda record: record["FullyQualifiedName"].casefold(),
    fields={
        "Name": Field(kind="text", limit=100, query=True, index=True, required=True),
        "SubClass": flag(default=False),
        "ParentRef": ref("Class"),
        "FullyQualifiedName": computed("text", query=True),
        "Active": flag(default=True, query=True),
        META: None,
    },
    rules=(
        names.list_name("Class"),
        names.nested("Class", "Name", "SubClass"),
    ),
)

DEPARTMENT = Entity(
    name="Department",
    ids="department",
    operations=LIST,
    name_field="Name",
    order=lambda record: record["FullyQualifiedName"].casefold(),
    fields={
        "Name": Field(kind="text", limit=100, query=True, index=True, required=True),
        "SubDepartment": flag(default=False),
        "ParentRef": ref("Department"),
        "FullyQualifiedName": computed("text", query=True),
        "Active": flag(default=True, query=True),
        META: None,
    },
    rules=(
        names.list_name("Department"),
        names.nested("Department", "Name", "SubDepartment"),
    ),
)
