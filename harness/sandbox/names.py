"""Rules of names: unique, built from parts, renamed when inactive, nested by a parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox import faults
from harness.sandbox.schema import Record, Rule

if TYPE_CHECKING:
    from harness.sandbox.company import Company

PEOPLE = ("Customer", "Vendor", "Employee")
"""Lists that share one space of names."""

DELETED = " (deleted)"
FORBIDDEN = ":\t\n"
PARTS = ("Title", "GivenName", "MiddleName", "FamilyName", "Suffix")
MAX_LEVEL = 5


def people_name(company: Company, record: Record, before: Record | None) -> None:
    """Build and check DisplayName; follow it with the fields that Intuit derives from it."""
    if not record.get("DisplayName"):
        built = " ".join(str(record[part]) for part in PARTS if record.get(part))
        if before is not None and not built:
            built = before["DisplayName"]
        if not built:
            raise faults.invalid(
                "6080",
                "No name provided",
                "At least one of Title, GivenName, MiddleName, FamilyName, DisplayName or Suffix"
                " must be given",
            )
        record["DisplayName"] = built
    record["DisplayName"] = record["DisplayName"].strip()
    _check_characters(record["DisplayName"])
    _follow_deactivation(record, before, "DisplayName")
    _check_unique(company, record)
    renamed = before is None or before["DisplayName"] != record["DisplayName"]
    deactivated = record.get("Active") is False
    if not record.get("PrintOnCheckName") or (
        renamed
        and not deactivated
        and before is not None
        and record["PrintOnCheckName"] == before["PrintOnCheckName"] == before["DisplayName"]
    ):
        record["PrintOnCheckName"] = record["DisplayName"].removesuffix(DELETED)


def email(company: Company, record: Record, before: Record | None) -> None:
    """An address needs an at sign and a dot (2210)."""
    del company, before
    address = (record.get("PrimaryEmailAddr") or {}).get("Address", "")
    if address and ("@" not in address or "." not in address):
        raise faults.invalid(
            "2210",
            "Invalid Email Address format",
            "Email Address does not conform to RFC 822 format. Supplied value:" + address,
            "PrimaryEmailAddr",
        )


def list_name(entity: str) -> Rule:
    """Make the rule for a list's Name: unique among siblings, whatever its case."""

    def rule(company: Company, record: Record, before: Record | None) -> None:
        name = record["Name"] = record["Name"].strip()
        _check_characters(name)
        _follow_deactivation(record, before, "Name")
        parent = (record.get("ParentRef") or {}).get("value")
        for other in company.lookup(entity, "Name", record["Name"]):
            if (
                other["Id"] != record["Id"]
                and (other.get("ParentRef") or {}).get("value") == parent
            ):
                raise faults.duplicate_name(
                    f"Another {entity.lower()} is already using this name. Please use a different"
                    " name."
                )

    return rule


def nested(entity: str, leaf: str, mark: str | None = None) -> Rule:
    """Make the rule for FullyQualifiedName `Parent:Leaf`; `mark` is the flag of a child."""

    def rule(company: Company, record: Record, before: Record | None) -> None:
        del before
        parent_id = (record.get("ParentRef") or {}).get("value")
        if not parent_id:
            record.pop("ParentRef", None)
            record["FullyQualifiedName"] = record[leaf]
            if mark:
                record[mark] = False
            return
        parent = company.get(entity, parent_id)
        if parent is None:
            raise faults.invalid("700", "Invalid Parent", f"Parent {parent_id} not found")
        if parent["FullyQualifiedName"].count(":") + 2 > MAX_LEVEL:
            raise faults.invalid("6180", "Too many levels", "At most five levels are supported")
        record["FullyQualifiedName"] = f"{parent['FullyQualifiedName']}:{record[leaf]}"
        if mark:
            record[mark] = True

    return rule


def _check_characters(name: str) -> None:
    if not name or any(mark in name for mark in FORBIDDEN):
        raise faults.invalid(
            "2180",
            "Invalid Enumeration",
            "Names must have at least one character, must be on one line, and cannot include"
            " colons or tabbing.",
        )


def _follow_deactivation(record: Record, before: Record | None, leaf: str) -> None:
    """An inactive entry is renamed, so that its plain name is free again (recorded)."""
    was_active = before is None or before.get("Active") is not False
    if record.get("Active") is False and was_active:
        record[leaf] = record[leaf].removesuffix(DELETED) + DELETED
    elif record.get("Active") is True and not was_active:
        record[leaf] = record[leaf].removesuffix(DELETED)


def _check_unique(company: Company, record: Record) -> None:
    for entity in PEOPLE:
        if entity not in company.entities:
            continue
        for other in company.lookup(entity, "DisplayName", record["DisplayName"]):
            if other["Id"] != record["Id"]:
                raise faults.duplicate_name()
