"""Whom a sales form is for: addresses, e-mail, memo, and the company's own custom fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from harness.sandbox.core import faults, shape
from harness.sandbox.core.schema import Field, Record, flag, text
from harness.sandbox.parts.parties import customfields
from harness.sandbox.parts.parties.address import keep_address

if TYPE_CHECKING:
    from harness.sandbox.company import Company

SENT = ("BillEmail", "BillEmailCc", "BillEmailBcc")
MAILS: Mapping[str, Mapping[str, Field]] = {
    name: {
        "Id": text(),
        "Address": text(limit),
        "Default": flag(),
        "Tag": text(),
    }
    for name, limit in (*zip(SENT, (100, 200, 200), strict=True), ("POEmail", 100))
}
"""What each e-mail field may say; only the address is kept."""
MEMO_LIMIT = 1000
VALUE_LIMIT = 31
LAST_LINE = 5
NAMES = ("GivenName", "MiddleName", "FamilyName")
CUSTOM_FIELD: Mapping[str, Field] = {
    **customfields.FIELDS,
    "Type": Field(kind="text", choices=customfields.KINDS),
    "StringValue": text(VALUE_LIMIT),
}


def addresses(company: Company, record: Record, before: Record | None) -> None:
    """
    Copy the customer's addresses, with their ids, where none is given (recorded).

    An address that an update changes comes back reflowed: the customer's name
    and company, then the address in free form (Intuit).
    """
    customer = company.get("Customer", (record.get("CustomerRef") or {}).get("value", "")) or {}
    for name in ("BillAddr", "ShipAddr"):
        held = (before or {}).get(name)
        if record.get(name):
            own = held if held and held.get("Id") != (customer.get(name) or {}).get("Id") else None
            if held and record[name] != held and differs(record[name], held):
                record[name] = reflowed(record[name], customer)
            keep_address(company, record, name, {name: own} if own else None)
            if held and not differs(record.get(name) or {}, held):
                record[name] = held
        elif name not in record and (before is None or held):
            copied = customer.get(name) or customer.get("BillAddr")
            if copied:
                record[name] = copied


def free_form(company: Company, record: Record, before: Record | None) -> None:
    """What is shipped nowhere has no address in free form, whoever it is billed to (recorded)."""
    del company, before
    record["FreeFormAddress"] = bool(record.get("ShipAddr"))


def ship_from(company: Company, record: Record, before: Record | None) -> None:
    """What is sold leaves from the company's own address, written as lines (recorded 2026)."""
    held = (before or {}).get("ShipFromAddr")
    if record.get("ShipFromAddr"):
        keep_address(company, record, "ShipFromAddr", before)
    elif held:
        record["ShipFromAddr"] = held
    elif before is None and "ShipFromAddr" not in record:
        own = company.derived("CompanyInfo", "ship from", lambda: _own_lines(company))
        if own:
            record["ShipFromAddr"] = {"Id": company.store.next(company.realm, "address"), **own}


def _own_lines(company: Company) -> Record:
    own = (company.get("CompanyInfo", "1") or {}).get("CompanyAddr") or {}
    return reflowed({key: value for key, value in own.items() if key not in {"Id", "Country"}}, {})


def mail(company: Company, record: Record, before: Record | None) -> None:
    """Check the e-mail fields: several addresses are separated by commas; 6420 without any."""
    del company, before
    for name in SENT:
        if record.get(name):
            check_mail(record, name)
    if record.get("EmailStatus") == "NeedToSend":
        if not record.get("BillEmail"):
            raise faults.invalid(
                "6420", "Email address is required", "BillEmail must be given to send by e-mail"
            )
        record["DeliveryInfo"] = {"DeliveryType": "Email"}
    elif record.get("EmailStatus") != "EmailSent":
        record.pop("DeliveryInfo", None)


def check_mail(record: Record, name: str) -> None:
    """Keep an e-mail field's addresses, which are separated by commas; 2210 for what is none."""
    address = shape.parts(name, "EmailAddress", record[name], MAILS[name]).get("Address", "")
    for single in address.split(","):
        if address and ("@" not in single or "." not in single):
            raise faults.wrong_email(single, name)
    record[name] = {"Address": address} if address else {}


def memo(company: Company, record: Record, before: Record | None) -> None:
    """Keep the message to the customer: an object with one text."""
    del company, before
    held = record.get("CustomerMemo")
    if not held:
        return
    for key in held:
        if key not in {"value", "id", "Id"}:
            raise faults.unknown_property(key, "MemoRef", ["value"])
    value = shape.typed(
        "Customer Memo", Field(kind="text", limit=MEMO_LIMIT), held.get("value") or ""
    )
    record["CustomerMemo"] = {"value": value} if value else {}


def custom_fields(company: Company, record: Record, before: Record | None) -> None:
    """Show all custom fields that the company uses, empty where nothing is sent (recorded)."""
    del before
    fill_custom_fields(company, record, customfields.used(company))


def fill_custom_fields(
    company: Company, record: Record, defined: Sequence[tuple[str, str]]
) -> None:
    """Give each defined field the value that was sent; others are dropped, or refused (3000)."""
    values: dict[str, str] = {}
    for sent in record.get("CustomField") or ():
        given = shape.parts("CustomField", "CustomField", sent, CUSTOM_FIELD)
        number = given.get("DefinitionId", "")
        number = number or next((n for n, name in defined if name == given.get("Name")), "")
        value = given.get("StringValue", "")
        if number in {known for known, _ in defined}:
            values[number] = value
        elif value and company.choice("unknown-custom-field") == "refused":
            raise faults.invalid(
                "3000", "Invalid Custom Field", f"There is no custom field {number}", "CustomField"
            )
    record["CustomField"] = [
        {
            "DefinitionId": number,
            "Name": name,
            "Type": "StringType",
            **({"StringValue": values[number]} if values.get(number) else {}),
        }
        for number, name in defined
    ]


def differs(given: Mapping[str, object], held: Mapping[str, object]) -> bool:
    """Whether two addresses differ in content."""
    ignored = {"Id", "Lat", "Long"}
    return {key: value for key, value in given.items() if key not in ignored and value} != {
        key: value for key, value in held.items() if key not in ignored
    }


ENDING = ("City", "CountrySubDivisionCode", "PostalCode", "Country")
"""The parts of an address that its last line has."""


def reflowed(given: Mapping[str, object], customer: Mapping[str, str]) -> Record:
    """Write an address as lines: who, of what company, street, `City, ST  ZIP Country`."""
    person = " ".join(customer[key] for key in NAMES if customer.get(key))
    who = [person or customer.get("DisplayName", ""), customer.get("CompanyName", "")]
    place, region, postal, country = (str(given.get(key) or "") for key in ENDING)
    ending = "  ".join(
        part for part in (", ".join(part for part in (place, region) if part), postal) if part
    )
    ending = " ".join(part for part in (ending, country) if part)
    street = [str(given[f"Line{n}"]) for n in range(1, LAST_LINE + 1) if given.get(f"Line{n}")]
    written = [line for line in [*who, *street, ending] if line]
    unique = [line for n, line in enumerate(written) if line not in written[:n]]
    head, rest = unique[: LAST_LINE - 1], unique[LAST_LINE - 1 :]
    flowed = [*head, " ".join(rest)] if rest else head
    kept = {"Id": given["Id"]} if given.get("Id") else {}
    return {**kept, **{f"Line{n}": line for n, line in enumerate(flowed, start=1)}}
