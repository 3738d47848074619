"""Faults of references: to nothing, to what was made inactive, to a name of another kind."""

from __future__ import annotations

from dataclasses import replace

from harness.sandbox.core.faults import INACTIVE, Fault, invalid, not_found

PEOPLE = ("Customer", "Vendor", "Employee")
COLLECTIONS = {
    "Account": "Accounts",
    **dict.fromkeys(PEOPLE, "Names"),
    "Class": "Klasses",
    "Department": "Depts",
    "Item": "Items",
    "TaxAgency": "TaxAgency",
    "Term": "Terms",
}
"""What Intuit calls its lists in fault 2500; other lists are called as several entities."""

ASSIGNED = {**dict(zip(PEOPLE, PEOPLE, strict=True)), "Item": "Product/Service"}
"""What Intuit calls those whom a transaction names and who were made inactive."""
OF_LISTS = frozenset({"ParentRef", "PrefVendorRef"})
"""References of entries of lists, which are no transactions."""


def unknown(target: str, record_id: str, field: str = "", place: str = "") -> Fault:
    """
    2500: a reference to something that does not exist.

    The item of a line is told by its place (recorded 2015, 2016 and 2017, in a client's tests
    of 2025), anything else by list and id.
    """
    if target == "Item" and place:
        return _invalid(f"{place}{field}", f"{place}{field}")
    collection = COLLECTIONS.get(target, f"{target}s")
    return _invalid(f"{collection} element id {record_id} not found", "Reference Id")


def inactive(target: str, name: str, field: str) -> Fault:
    """
    2500: a reference to something inactive; `name` is the one that it has since.

    A transaction's people and items are told by name (a client's notes on a sandbox, five
    clients' reports up to 2026), all else in general (recorded 2017 and 2018).
    """
    if target not in ASSIGNED or field in OF_LISTS:
        return _invalid(INACTIVE, "")
    return _invalid(
        f"{ASSIGNED[target]} assigned to this transaction has been deleted. Before you can"
        f" modify this transaction, you must restore {name}.",
        "",
    )


def category() -> Fault:
    """2500: a category stands where an item belongs (a client's report)."""
    return _invalid(
        "An item in this transaction is set up as a category instead of a product or service.",
        "Reference Id",
    )


def unread(entity: str, record_id: str) -> Fault:
    """Refuse to read what is not there: of taxes in words of its own (measured in 2026)."""
    if entity == "TaxAgency":
        return unknown(entity, record_id)
    fault = not_found()
    if entity in {"TaxCode", "TaxRate"}:
        return Fault(replace(fault.errors[0], detail=f"Object Not Found : {entity}"))
    return fault


def _invalid(detail: str, element: str) -> Fault:
    return invalid("2500", "Invalid Reference Id", f"Invalid Reference Id : {detail}", element)
