"""Employee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox.core import faults
from harness.sandbox.core.schema import LIST, Entity, Field, Record, flag, text
from harness.sandbox.entities.people import NAMES
from harness.sandbox.parts.lists import masks, names
from harness.sandbox.parts.parties.address import contacts

if TYPE_CHECKING:
    from harness.sandbox.company import Company

PHONE_LIMIT = 20
UNUSED = frozenset({"FullyQualifiedName", "CompanyName", "AlternatePhone", "Fax", "WebAddr"})


def named(company: Company, record: Record, before: Record | None) -> None:
    """An employee is a person: a given or a family name is needed (Intuit)."""
    del company, before
    if not (record.get("GivenName") or record.get("FamilyName")):
        raise faults.required("GivenName or FamilyName")


def bill_rate(company: Company, record: Record, before: Record | None) -> None:
    """A rate is kept only for whoever's time is billable (Intuit)."""
    del company, before
    if not record.get("BillableTime"):
        record.pop("BillRate", None)


EMPLOYEE = Entity(
    name="Employee",
    ids="employee",
    operations=LIST,
    name_field="DisplayName",
    order=lambda record: record["DisplayName"],
    fields={
        "EmployeeType": text(),
        "EmployeeNumber": text(100),
        "SSN": text(100),
        "PrimaryAddr": Field(kind="object"),
        "BillableTime": flag(default=False),
        "BillRate": Field(kind="number"),
        "CostRate": Field(kind="number"),
        "BirthDate": Field(kind="date"),
        "Gender": Field(kind="text", choices=("Male", "Female")),
        "HiredDate": Field(kind="date"),
        "ReleasedDate": Field(kind="date"),
        "Notes": text(2000),
        **{
            key: text(100, query=True) if key == "PrintOnCheckName" else field
            for key, field in NAMES.items()
            if key not in UNUSED
        },
    },
    rules=(
        named,
        names.person(printed=100),
        names.email,
        names.unique_person,
        names.pseudonym,
        bill_rate,
        masks.social_security,
        contacts(phone=PHONE_LIMIT),
        names.frozen("Employee"),
    ),
)
