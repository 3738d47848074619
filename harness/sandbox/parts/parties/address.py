"""Addresses, phones and the like: known parts, limits, an id of the address's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from harness.sandbox.core import faults, shape
from harness.sandbox.core.schema import Field, Record, Rule, flag, text

if TYPE_CHECKING:
    from harness.sandbox.company import Company

LINES = ("Line1", "Line2", "Line3", "Line4", "Line5")
TOGETHER = 2000
"""The five lines of an address may have this many characters in all (Intuit)."""

ADDRESS: Mapping[str, Field] = {
    name: text(limit)
    for name, limit in {
        "Id": 20,
        **dict.fromkeys(LINES, 500),
        "City": 255,
        "Country": 255,
        "CountryCode": 255,
        "County": 255,
        "CountrySubDivisionCode": 255,
        "PostalCode": 30,
        "PostalCodeSuffix": 30,
        "Note": 255,
        "Lat": 30,
        "Long": 30,
        "Tag": 30,
    }.items()
}
"""The parts of an address, in the order in which Intuit answers them (recorded)."""
UNANSWERED = ("Id", "County", "Lat", "Long")
"""Known but not answered: Lat and Long no longer (Intuit's notice, August 2025)."""

PHONES = ("PrimaryPhone", "AlternatePhone", "Mobile", "Fax")
PHONE_LIMIT = 30
UNKEPT: Mapping[str, Field] = {"Id": text(), "Default": flag(), "Tag": text()}
"""Parts of contacts that clients send and Intuit does not give back."""
PHONE_PARTS = ("DeviceType", "CountryCode", "AreaCode", "ExchangeCode", "Extension")
MAILS = ("PrimaryEmailAddr", "Email", "CustomerCommunicationEmailAddr")
MAIL: Mapping[str, Field] = {**UNKEPT, "Address": text(100)}
SITE: Mapping[str, Field] = {**UNKEPT, "URI": text(1000)}
ADDRESSES = (
    "BillAddr",
    "ShipAddr",
    "PrimaryAddr",
    "CompanyAddr",
    "LegalAddr",
    "CustomerCommunicationAddr",
)


def contacts(phone: int = PHONE_LIMIT) -> Rule:
    """Make the rule that checks every address and contact of a record; empty ones go."""
    number = {**UNKEPT, **dict.fromkeys(PHONE_PARTS, text()), "FreeFormNumber": text(phone)}
    kinds = {
        **dict.fromkeys(PHONES, ("TelephoneNumber", "FreeFormNumber", number)),
        **dict.fromkeys(MAILS, ("EmailAddress", "Address", MAIL)),
        "WebAddr": ("WebSiteAddress", "URI", SITE),
    }

    def rule(company: Company, record: Record, before: Record | None) -> None:
        for name in ADDRESSES:
            if record.get(name):
                keep_address(company, record, name, before)
        for name in filter(record.__contains__, kinds):
            kind, kept, known = kinds[name]
            said = shape.parts(name, kind, record[name], known)
            if kept in said:
                record[name] = {kept: said[kept]}
            else:
                record.pop(name)

    return rule


def keep_address(company: Company, record: Record, name: str, before: Record | None) -> None:
    """
    Check one address and give it an id; the id stays when the address is edited.

    A shipping address that shared the billing address's id gets one of its own.
    """
    given = shape.parts(name, "PhysicalAddress", record[name], ADDRESS)
    for key in UNANSWERED:
        given.pop(key, None)
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
