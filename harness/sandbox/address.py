"""Addresses, phones and the like: known parts, limits, an id of the address's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from harness.sandbox import faults
from harness.sandbox.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

ADDRESS_PARTS: Mapping[str, int] = {
    "Id": 20,
    "Line1": 500,
    "Line2": 500,
    "Line3": 500,
    "Line4": 500,
    "Line5": 500,
    "City": 255,
    "Country": 255,
    "CountryCode": 255,
    "CountrySubDivisionCode": 255,
    "PostalCode": 30,
    "PostalCodeSuffix": 30,
    "Note": 255,
    "Lat": 30,
    "Long": 30,
    "Tag": 30,
}
"""Lat and Long are known but no longer answered (Intuit's notice, August 2025)."""

CONTACT_PARTS: Mapping[str, Mapping[str, int]] = {
    "PrimaryPhone": {"FreeFormNumber": 30},
    "AlternatePhone": {"FreeFormNumber": 30},
    "Mobile": {"FreeFormNumber": 30},
    "Fax": {"FreeFormNumber": 30},
    "PrimaryEmailAddr": {"Address": 100},
    "WebAddr": {"URI": 1000},
}
UNANSWERED = frozenset({"Lat", "Long"})
UNKEPT = frozenset({"Default", "Tag", "Id", "DeviceType", "CountryCode", "AreaCode", "Extension"})
"""Parts of contacts that clients send and Intuit does not give back."""


def clean_contacts(company: Company, record: Record, before: Record | None) -> None:
    """Check every address and contact of a customer or vendor; empty ones go."""
    for name in ("BillAddr", "ShipAddr"):
        if name in record:
            keep_address(company, record, name, before)
    for name, parts in CONTACT_PARTS.items():
        if name in record:
            value = _parts(name, record[name], parts)
            _put(record, name, value)


def keep_address(company: Company, record: Record, name: str, before: Record | None) -> None:
    """Check one address and give it an id; the id stays when the address is edited."""
    parts = _parts(name, record[name], ADDRESS_PARTS)
    given = {key: value for key, value in parts.items() if key not in UNANSWERED | {"Id"}}
    if not given:
        record.pop(name)
        return
    held = (before or {}).get(name) or {}
    if {key: value for key, value in held.items() if key != "Id"} == given:
        record[name] = held
        return
    record[name] = {"Id": held.get("Id") or company.store.next(company.realm, "address"), **given}


def _parts(name: str, value: Mapping[str, Any], known: Mapping[str, int]) -> Record:
    parts: Record = {}
    for key, item in value.items():
        if key not in known and key in UNKEPT:
            continue
        if key not in known:
            raise faults.unknown_property(key, name, list(known))
        written = "" if item is None else str(item)
        if len(written) > known[key]:
            raise faults.too_long(f"{name}.{key}", known[key], len(written))
        if written:
            parts[key] = written
    return parts


def _put(record: Record, name: str, value: Record) -> None:
    if value:
        record[name] = value
    else:
        record.pop(name)
