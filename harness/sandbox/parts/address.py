"""Addresses, phones and the like: known parts, limits, an id of the address's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from harness.sandbox.core import faults
from harness.sandbox.core.schema import Record, Rule

if TYPE_CHECKING:
    from harness.sandbox.company import Company

LINES = ("Line1", "Line2", "Line3", "Line4", "Line5")
TOGETHER = 2000
"""The five lines of an address may have this many characters in all (Intuit)."""

ADDRESS_PARTS: Mapping[str, int] = {
    "Id": 20,
    **dict.fromkeys(LINES, 500),
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

PHONES = ("PrimaryPhone", "AlternatePhone", "Mobile", "Fax")
PHONE_LIMIT = 30
CONTACT_PARTS: Mapping[str, Mapping[str, int]] = {
    **{name: {"FreeFormNumber": PHONE_LIMIT} for name in PHONES},
    "PrimaryEmailAddr": {"Address": 100},
    "Email": {"Address": 100},
    "CustomerCommunicationEmailAddr": {"Address": 100},
    "WebAddr": {"URI": 1000},
}
ADDRESSES = (
    "BillAddr",
    "ShipAddr",
    "PrimaryAddr",
    "CompanyAddr",
    "LegalAddr",
    "CustomerCommunicationAddr",
)
UNANSWERED = frozenset({"Lat", "Long"})
UNKEPT = frozenset({"Default", "Tag", "Id", "DeviceType", "CountryCode", "AreaCode", "Extension"})
"""Parts of contacts that clients send and Intuit does not give back."""


def contacts(phone: int = PHONE_LIMIT) -> Rule:
    """Make the rule that checks every address and contact of a record; empty ones go."""

    def rule(company: Company, record: Record, before: Record | None) -> None:
        for name in ADDRESSES:
            if record.get(name):
                keep_address(company, record, name, before)
        for name, parts in CONTACT_PARTS.items():
            if name in record:
                limits = {"FreeFormNumber": phone} if name in PHONES else parts
                _put(record, name, _parts(name, record[name], limits))

    return rule


def keep_address(company: Company, record: Record, name: str, before: Record | None) -> None:
    """
    Check one address and give it an id; the id stays when the address is edited.

    A shipping address that shared the billing address's id gets one of its own.
    """
    parts = _parts(name, record[name], ADDRESS_PARTS)
    # In Intuit's order, whatever the client's (recorded).
    given = {
        key: parts[key] for key in ADDRESS_PARTS if key in parts and key not in UNANSWERED | {"Id"}
    }
    if sum(len(given.get(line, "")) for line in LINES) > TOGETHER:
        length = sum(len(given.get(line, "")) for line in LINES)
        raise faults.too_long(name, TOGETHER, length)
    if not given:
        record.pop(name)
        return
    held = (before or {}).get(name) or {}
    if {key: value for key, value in held.items() if key != "Id"} == given:
        record[name] = held
        return
    own = held.get("Id")
    if name == "ShipAddr" and own == ((before or {}).get("BillAddr") or {}).get("Id"):
        own = None
    record[name] = {"Id": own or company.store.next(company.realm, "address"), **given}


def _parts(name: str, value: Mapping[str, Any], known: Mapping[str, int]) -> Record:
    parts: Record = {}
    for key, item in value.items():
        if key not in known and key in UNKEPT:
            continue
        if key not in known:
            raise faults.unknown_property(key, name, list(known))
        if isinstance(item, bool | dict | list):
            raise faults.unreadable()
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
