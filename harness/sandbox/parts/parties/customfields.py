"""
The company's custom fields, as the preferences hold them.

Intuit keeps them as named values: for each of three fields whether it is used,
and what it is called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from harness.sandbox.core import faults, shape
from harness.sandbox.core.schema import Field, flag, text

if TYPE_CHECKING:
    from harness.sandbox.company import Company

MOST = 3
KINDS = ("StringType", "BooleanType", "NumberType", "DateType")
FIELDS: Mapping[str, Field] = {
    "DefinitionId": text(),
    "Name": text(),
    "Type": text(),
    "StringValue": text(),
    "BooleanValue": flag(),
    "DateValue": Field(kind="date"),
    "NumberValue": Field(kind="number"),
}
"""What a custom field says, on forms as in the preferences."""
TYPES = {"BooleanType": ("BooleanValue", bool), "StringType": ("StringValue", str)}


def declared(sales: Mapping[int, str], purchases: Mapping[int, str]) -> tuple[list[Any], list[Any]]:
    """Build the two lists of the preferences: custom fields of sales forms and of orders."""
    return (
        _listed("SalesFormsPrefs.UseSalesCustom", "SalesFormsPrefs.SalesCustomName", sales),
        _listed("PurchasePrefs.UsePurchaseCustom", "PurchasePrefs.PurchaseCustomName", purchases),
    )


def used(company: Company, *, purchases: bool = False) -> list[tuple[str, str]]:
    """List the definition id and the name of each custom field that the company uses."""
    return company.derived("Preferences", ("custom", purchases), lambda: _used(company, purchases))


def _used(company: Company, purchases: bool) -> list[tuple[str, str]]:  # noqa: FBT001 - its own
    preferences = company.preferences()
    group, name = (
        ("VendorAndPurchasesPrefs", "POCustomField")
        if purchases
        else ("SalesFormsPrefs", "CustomField")
    )
    values = {
        field["Name"]: field.get("StringValue", field.get("BooleanValue"))
        for outer in (preferences.get(group) or {}).get(name, [])
        for field in outer.get("CustomField", [])
    }
    found = []
    for number in range(1, MOST + 1):
        label = next((v for k, v in values.items() if k.endswith(f"CustomName{number}")), None)
        switch = next(
            (v for k, v in values.items() if k.endswith(f"Custom{number}") and "Use" in k), None
        )
        if label and switch:
            found.append((str(number), str(label)))
    return found


def check(outer: Sequence[Any]) -> None:
    """Refuse a list that is not in Intuit's form (3000)."""
    for part in outer:
        for key in part if isinstance(part, dict) else ():
            if key not in {"CustomField", *FIELDS}:
                raise faults.unknown_property(key, "CustomFieldDefinition", ["CustomField"])
        fields = part.get("CustomField") if isinstance(part, dict) and len(part) == 1 else None
        if not isinstance(fields, list):
            raise _invalid()
        for field in fields:
            if not isinstance(field, dict):
                raise _invalid()
            if shape.parts("CustomField", "CustomField", field, FIELDS).get("Type") not in TYPES:
                raise _invalid()
            key, kind = TYPES[field["Type"]]
            if not isinstance(field.get("Name"), str) or not isinstance(
                field.get(key, kind()), kind
            ):
                raise _invalid()


def _listed(switch: str, name: str, fields: Mapping[int, str]) -> list[Any]:
    switches = [
        {"Name": f"{switch}{number}", "Type": "BooleanType", "BooleanValue": number in fields}
        for number in range(MOST, 0, -1)
    ]
    names = [
        {"Name": f"{name}{number}", "Type": "StringType", "StringValue": label}
        for number, label in sorted(fields.items(), reverse=True)
    ]
    return [{"CustomField": switches}, *([{"CustomField": names}] if names else [])]


def _invalid() -> faults.Fault:
    return faults.invalid(
        "3000", "Invalid Custom Field", "The custom field for the specified object isn't valid"
    )
