"""What transactions of bank and journal share: the lines' details, names, control accounts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from harness.sandbox.books.ledger import PAYABLE, RECEIVABLE, Entry
from harness.sandbox.core import faults, shape
from harness.sandbox.core.schema import Field, Record
from harness.sandbox.core.unmodelled import UNMODELLED
from harness.sandbox.parts.forms.linetypes import KNOWN, demand_tax_code

if TYPE_CHECKING:
    from harness.sandbox.company import Company

BALANCE_SHEET = frozenset(
    {
        "Bank",
        "Other Current Asset",
        "Fixed Asset",
        "Other Asset",
        "Credit Card",
        "Other Current Liability",
        "Long Term Liability",
        "Equity",
    }
)
"""Types of accounts that money moves between; the control accounts are not among them."""


def objects(record: Record, *further: str) -> list[Mapping[str, Any]]:
    """Return the lines that a client sent; every one an object of known properties."""
    given = record.get("Line") or []
    known = [*KNOWN, *further]
    for line in given:
        if not isinstance(line, dict):
            raise faults.unreadable()
        for key in line:
            if key not in known:
                raise faults.unknown_property(key, "Line", known)
    return list(given)


def detail_of(
    company: Company,
    line: Mapping[str, Any],
    kind: str,
    fields: Mapping[str, Field],
    *,
    place: str | None = None,
) -> Record:
    """
    Take a line's detail: known properties, typed, in their order, references resolved.

    `place` is where a fault finds it, with a dot at the end: on the line, unless told otherwise.
    """
    if place is None:
        place = f"Line.{kind}." if "DetailType" in line else f"{kind}."
    given = line.get(kind)
    if given in (None, ""):
        given = {}
    if not isinstance(given, dict):
        raise faults.unreadable()
    for key in given:
        if key not in fields and key not in UNMODELLED.get(kind, ()):
            known = {*fields, *UNMODELLED.get(kind, ())}
            raise faults.unknown_property(key, kind, list(known))
    detail: Record = {}
    for key, field in fields.items():
        value = given.get(key)
        if value in (None, "", {}):
            if field.required:
                raise faults.required(f"{place}{key}")
            continue
        detail[key] = shape.typed(key, field, value)
        if field.kind == "ref":
            company.resolve(detail, key, field)
            if not detail[key].get("value"):
                del detail[key]
                if field.required:
                    raise faults.required(f"{place}{key}")
    demand_tax_code(company, detail)
    return detail


def demand_name(company: Company, account_id: str, kind: str) -> None:
    """6000: receivables are somebody's, payables as well."""
    account = company.get("Account", account_id) or {}
    if account.get("AccountType") == RECEIVABLE and kind != "Customer":
        raise faults.needs_customer()
    if account.get("AccountType") == PAYABLE and kind != "Vendor":
        raise faults.needs_vendor()


def positive(record: Record, name: str) -> None:
    """Demand an amount of nothing or more."""
    if record.get(name) is None:
        raise faults.required(name)
    if Decimal(record[name]) < 0:
        raise faults.negative_total()


def moved(record: Record, source: str, target: str) -> tuple[Entry, Entry]:
    """Post an amount that moves from one account to another."""
    amount, memo = Decimal(record["Amount"]), record.get("PrivateNote", "")
    department = (record.get("DepartmentRef") or {}).get("value", "")
    return (
        Entry(account=source, amount=-amount, memo=memo, department=department),
        Entry(account=target, amount=amount, memo=memo, department=department),
    )
