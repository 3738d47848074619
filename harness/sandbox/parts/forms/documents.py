"""Rules that documents share: dates, numbers, due dates, addresses of the party."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from harness.sandbox.books import exchange
from harness.sandbox.core import faults
from harness.sandbox.core.schema import Field, Fields, Record, ref, text

if TYPE_CHECKING:
    from harness.sandbox.company import Company

SALES_FORMS = ("Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt")
"""Forms of which each number is used once, and which draw theirs from one sequence."""

NUMBER_LIMIT = 21
LONGEST_NOTE = 4000
CURRENCY = Field(kind="ref", keep=True, filter=True)
"""Without a target: what there is, and which belongs to whom, is not a list's matter."""
HEAD: Fields = {
    "DocNumber": text(NUMBER_LIMIT, query=True, index=True),
    "TxnDate": Field(kind="date", query=True, index=True),
    "DepartmentRef": ref("Department"),
    "CurrencyRef": CURRENCY,
    "ExchangeRate": Field(kind="number"),
    "PrivateNote": text(LONGEST_NOTE),
}
"""What purchase forms, deposits and movements of stock have in common, in printed order."""
PRINTED = ("NotSet", "NeedToPrint", "PrintComplete")
"""What a form's PrintStatus may say (schema)."""

NUMBERS = "document"
"""The sequence of the sales forms' numbers; a company starts it at 1000."""
OFFERS = "estimate"
FIRST_NUMBER = 1001

COUNTS = ("DueDays", "DayOfMonthDue", "DueNextMonthDays")
"""The parts of a term that a due date is counted by."""

LONGEST_COUNTED = 12
"""A longer number is somebody's own, not one that the sequence goes on from."""


def dated(company: Company, record: Record, before: Record | None) -> None:
    """
    A document without a date is of today, also after a full update without one (recorded).

    It has a currency, and a rate where there are more.
    """
    if not record.get("TxnDate"):
        record["TxnDate"] = company.clock.today()
    exchange.complete(company, record, before)


def due(company: Company, record: Record, before: Record | None) -> None:
    """The due date follows the term, else the company's default term; a given one stays."""
    del before
    if record.get("DueDate"):
        return
    term_id = (record.get("SalesTermRef") or {}).get("value") or (
        company.preferences()["SalesFormsPrefs"].get("DefaultTerms") or {}
    ).get("value", "")
    term = company.get("Term", term_id) or {}
    counts = (int(term.get(name) or 0) for name in COUNTS)
    record["DueDate"] = _after(record["TxnDate"], *counts)


@lru_cache(maxsize=1024)
def _after(dated: str, days: int, wanted: int, grace: int) -> str:
    """
    Count a term's days; or find its day of the month.

    That is in the next month when it is nearer than the term's days of grace.
    """
    day = date.fromisoformat(dated)
    try:
        if not wanted:
            return (day + timedelta(days=days)).isoformat()
        due_day = _in_month(day.year, day.month, wanted)
        if due_day < day + timedelta(days=grace):
            due_day = _in_month(day.year + day.month // 12, day.month % 12 + 1, wanted)
    except (OverflowError, ValueError):
        return date.max.isoformat()
    return due_day.isoformat()


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def numbered(company: Company, record: Record, before: Record | None) -> None:
    """Number a sales form whose number no other may have."""
    _number(company, record, before, NUMBERS, once=True)


def offer_numbered(company: Company, record: Record, before: Record | None) -> None:
    """Number an estimate: its sequence is its own (recorded), others may have its number."""
    company.store.reach(company.realm, OFFERS, FIRST_NUMBER - 1)
    _number(company, record, before, OFFERS, once=False)


def _number(
    company: Company, record: Record, before: Record | None, sequence: str, *, once: bool
) -> None:
    """
    Number a sales form.

    With the preference for custom numbers a missing one stays missing, without
    it the server gives the next. A sent one stays (Intuit advises against it;
    some integrators saw it replaced).
    """
    custom = company.preferences()["SalesFormsPrefs"].get("CustomTxnNumbers", False)
    number = record.get("DocNumber")
    if before is not None:
        if not number and before.get("DocNumber"):
            record["DocNumber"] = before["DocNumber"]
    elif not custom and not (number and company.choice("sent-document-number") == "kept"):
        # Beyond every number that was ever used, so that nobody else has it.
        record["DocNumber"] = company.store.next(company.realm, sequence)
        return
    number = record.get("DocNumber")
    if number and (before or {}).get("DocNumber") != number:
        if once and "allowduplicatedocnum" not in company.includes:
            check_number(company, record, SALES_FORMS)
        if number.isdecimal() and number.isascii() and len(number) < LONGEST_COUNTED:
            company.store.reach(company.realm, sequence, int(number))


VOIDED = "Voided"


def void_note(record: Record) -> str:
    """Say that a transaction was voided, before what its note said (Intuit; seen in 2026)."""
    note = str(record.get("PrivateNote") or "")
    if not note or note == VOIDED or note.startswith(f"{VOIDED} - "):
        return note or VOIDED
    return f"{VOIDED} - {note}"[:LONGEST_NOTE]


def check_number(
    company: Company, record: Record, entities: Iterable[str], label: str = ""
) -> None:
    """Refuse a number that another document of these entities has; of checks only, by a label."""
    number = record["DocNumber"]
    for name in entities:
        for other in company.lookup(name, "DocNumber", number):
            if other["Id"] == record["Id"] or other["DocNumber"] != number:
                continue
            if label and not is_check(other):
                continue
            raise faults.duplicate_number(
                number, label or company.entities[name].label, other["Id"]
            )


def is_check(record: Record) -> bool:
    """Whether an expense is a check."""
    return record.get("PaymentType") == "Check"
