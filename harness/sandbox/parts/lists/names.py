"""Rules of names: unique, built from parts, renamed when inactive, nested by a parent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING

from harness.sandbox.core import faults, shape
from harness.sandbox.core.schema import Record, Rule

if TYPE_CHECKING:
    from harness.sandbox.company import Company

PEOPLE = ("Customer", "Vendor", "Employee")
"""Lists that share one space of names."""

DELETED = " (deleted)"
FORBIDDEN = ":\t\n\r"
QUOTE = '"'
PARTS = ("Title", "GivenName", "MiddleName", "FamilyName", "Suffix")
PSEUDONYM_START, PSEUDONYM_BYTES = "002098", 16
"""Thirty-eight digits of base sixteen, the first six the same everywhere (recorded)."""

HELD = "taken-name"
MAX_LEVEL = 5
TAKEN: Mapping[str, str] = {
    "Account": (
        "An account already has the same display name. Display Name must be unique. Please"
        " provide a different display name."
    ),
    "TaxRate": "Another tax rate is already using this \nname. Please use a different name.",
}
"""The texts of 6240 that are known (live tests, SDK); others are worded after them."""

LABELS = {
    "PaymentMethod": "payment method",
    "Department": "location",
    "TaxCode": "tax code",
    "TaxAgency": "tax agency",
}


def held(company: Company, holder: Record) -> faults.Fault:
    """
    6240 with the id of who has the name, as eight clients parse it of people and items.

    The recorded answers of 2020, without a minor version, say null.
    """
    told = f"Id={holder['Id']}" if company.choice(HELD) == "id" else "null"
    return faults.duplicate_name(told).resting_on(HELD)


def taken(entity: str) -> faults.Fault:
    """6240 in the words of a list."""
    label = LABELS.get(entity, entity.lower())
    return faults.duplicate_name(
        TAKEN.get(
            entity, f"Another {label} is already using this name. Please use a different name."
        )
    )


def check(name: str, forbidden: str = FORBIDDEN) -> None:
    """Refuse a name that is empty or has characters that names must not have (live test)."""
    if not name or any(mark in name for mark in forbidden):
        raise faults.invalid(
            "2180",
            "Invalid Enumeration",
            "Names must have at least one character, must be on one line, and cannot include"
            " colons or tabbing.",
        )


def person(printed: int) -> Rule:
    """
    Make the rule for the names of customers, vendors and employees.

    DisplayName is built from the parts where none is given (6080 where there is
    nothing to build it from); PrintOnCheckName, of at most `printed` characters,
    is the company's name, else the person's, else that, until it is given a text
    of its own (recorded 2026).
    """

    def rule(company: Company, record: Record, before: Record | None) -> None:
        del company
        for part in (*PARTS, "PrintOnCheckName"):
            if record.get(part):
                record[part] = record[part].strip()
                check(record[part], "\t\n\r")
        _display(record, before)
        _follow_deactivation(record, before, "DisplayName")
        if before is not None and record.get("PrintOnCheckName") == "":
            record["PrintOnCheckName"] = before["PrintOnCheckName"]  # can't be removed (Intuit)
        if not record.get("PrintOnCheckName") or (
            record.get("Active") is not False
            and before is not None
            and record["PrintOnCheckName"] == before["PrintOnCheckName"] == payee(before)[:printed]
        ):
            record["PrintOnCheckName"] = payee(record)[:printed]

    return rule


def payee(record: Record) -> str:
    """Return the default of `PrintOnCheckName`."""
    person = " ".join(record[part] for part in PARTS if record.get(part))
    return str(record.get("CompanyName") or person or record["DisplayName"].removesuffix(DELETED))


def unique_person(company: Company, record: Record, before: Record | None) -> None:
    """
    Refuse a name that another customer, vendor or employee has, whatever its case (recorded).

    A sub-customer's name is its full one: two parents may have a job of one name.
    Names of inactive entries are only compared with active ones.
    """
    del before
    wanted = _full(record).casefold()
    for entity in PEOPLE:
        for other in company.lookup(entity, "DisplayName", record["DisplayName"]):
            inactive = record.get("Active") is False and other.get("Active") is False
            if other["Id"] != record["Id"] and _full(other).casefold() == wanted and not inactive:
                raise held(company, other)


def email(company: Company, record: Record, before: Record | None) -> None:
    """Each address, of several too (a client, 2026), needs an at sign and a dot (2210)."""
    del company, before
    address = (record.get("PrimaryEmailAddr") or {}).get("Address") or ""
    if isinstance(address, dict | list | bool):
        raise faults.unreadable()
    several = str(address).split(",") if address else ()
    if any("@" not in single or "." not in single for single in several):
        raise faults.wrong_email(str(address), "PrimaryEmailAddr")


def list_name(entity: str, field: str = "Name", forbidden: str = FORBIDDEN) -> Rule:
    """Make the rule for a list's name: unique among siblings, whatever its case."""

    def rule(company: Company, record: Record, before: Record | None) -> None:
        record[field] = record[field].strip()
        check(record[field], forbidden)
        _follow_deactivation(record, before, field)
        parent = _parent(record)
        for other in company.lookup(entity, field, record[field]):
            inactive = record.get("Active") is False and other.get("Active") is False
            if other["Id"] != record["Id"] and _parent(other) == parent and not inactive:
                raise held(company, other) if entity == "Item" else taken(entity)

    return rule


def nested(entity: str, leaf: str, mark: str | None = None) -> Rule:
    """Make the rule for FullyQualifiedName `Parent:Leaf`; `mark` is the flag of a child."""

    def rule(company: Company, record: Record, before: Record | None) -> None:
        parent_id = _parent(record)
        if not parent_id:
            record.pop("ParentRef", None)
            record["FullyQualifiedName"] = record[leaf]
            if mark:
                record[mark] = False
            return
        parent = company.get(entity, parent_id)
        if parent is None:
            raise faults.invalid("700", "Parent Reference Invalid", f"Parent {parent_id} not found")
        if before is not None and before["Id"] in _line(company, entity, parent):
            raise faults.invalid(
                "900", "Parent cannot be child", "An object cannot be its own parent or child"
            )
        below = _depth(company, entity, before["Id"]) if before is not None else 0
        if len(_line(company, entity, parent)) + 1 + below > MAX_LEVEL:
            raise faults.invalid("6180", "Sub Level Limit", "At most five levels are supported")
        record["FullyQualifiedName"] = f"{parent['FullyQualifiedName']}:{record[leaf]}"
        if mark:
            record[mark] = True

    return rule


def rename_children(
    entity: str, leaf: str, complete: Callable[[Record], None] | None = None
) -> Rule:
    """Make the rule that gives a renamed or moved entry's children their new full names."""

    def rule(company: Company, record: Record, before: Record | None) -> None:
        full = record.get("FullyQualifiedName")
        if before is None or full is None or before["FullyQualifiedName"] == full:
            return
        for child in company.lookup(entity, "ParentRef", record["Id"]):
            renamed = {**child, "FullyQualifiedName": f"{full}:{child[leaf]}"}
            if complete is not None:
                complete(renamed)
            company.touch(company.entities[entity], renamed)
            rule(company, renamed, child)

    return rule


def pseudonym(company: Company, record: Record, before: Record | None) -> None:
    """Fill the pseudonym by which Intuit's other services identify a customer or vendor."""
    del before
    if not record.get("V4IDPseudonym"):
        whose = f"{company.realm}:{record['DisplayName']}".encode()
        mark = blake2b(whose, digest_size=PSEUDONYM_BYTES).hexdigest()
        record["V4IDPseudonym"] = f"{PSEUDONYM_START}{mark}"


def frozen(entity: str) -> Rule:
    """Make the rule that an inactive entry can only be made active again (client reports)."""

    def rule(company: Company, record: Record, before: Record | None) -> None:
        if before is None or before.get("Active") is not False or record.get("Active") is True:
            return
        form = company.entities[entity].form
        held = {name: value for name, value in before.items() if name in form.fields}
        given = {name: value for name, value in record.items() if name in form.fields}
        if shape.arrange(form, given) != held:
            raise faults.business("You cannot modify a list element that has been deleted.")

    return rule


def _display(record: Record, before: Record | None) -> None:
    if not (record.get("DisplayName") or "").strip():
        built = " ".join(record[part] for part in PARTS if record.get(part))
        if before is not None and not built:
            built = before["DisplayName"]
        if not built:
            raise faults.invalid(
                "6080",
                "No Name Provided",
                "Title, GivenName, MiddleName, FamilyName, DisplayName, Suffix - one of these must"
                " be non-empty",
            )
        record["DisplayName"] = built
    if any(mark in record["DisplayName"] for mark in FORBIDDEN):
        raise faults.unwritable("DisplayName", record["DisplayName"])
    record["DisplayName"] = record["DisplayName"].strip()


def _follow_deactivation(record: Record, before: Record | None, leaf: str) -> None:
    """An inactive entry is renamed, so that its plain name is free again (recorded)."""
    was_active = before is None or before.get("Active") is not False
    if record.get("Active") is False and was_active:
        record[leaf] = record[leaf].removesuffix(DELETED) + DELETED
    elif record.get("Active") is True and not was_active:
        record[leaf] = record[leaf].removesuffix(DELETED)


def _full(record: Record) -> str:
    return str(record.get("FullyQualifiedName") or record["DisplayName"])


def _parent(record: Record) -> str:
    return str((record.get("ParentRef") or {}).get("value") or "")


def _line(company: Company, entity: str, record: Record) -> list[str]:
    """List the ids from a record up to the top."""
    ids = [record["Id"]]
    while (parent := company.get(entity, _parent(record))) and parent["Id"] not in ids:
        ids.append(parent["Id"])
        record = parent
    return ids


def _depth(company: Company, entity: str, record_id: str) -> int:
    """Count the levels below a record."""
    children: Iterable[Record] = company.lookup(entity, "ParentRef", record_id)
    return max((1 + _depth(company, entity, child["Id"]) for child in children), default=0)
