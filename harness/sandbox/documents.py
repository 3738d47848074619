"""Rules that documents share: dates, numbers, due dates, addresses of the party."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from harness.sandbox import exchange, faults
from harness.sandbox.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

SALES_FORMS = ("Invoice",)
NUMBER_LIMIT = 21
NUMBERS = "document"
"""The sequence of the sales forms' numbers; a company starts it at 1000."""

LONGEST_COUNTED = 12
"""A longer number is somebody's own, not one that the sequence goes on from."""


def dated(company: Company, record: Record, before: Record | None) -> None:
    """A document without a date is of today; it has a currency, and a rate where there are more."""
    if not record.get("TxnDate"):
        record["TxnDate"] = before["TxnDate"] if before else company.clock.today()
    exchange.complete(company, record, before)


def due(company: Company, record: Record, before: Record | None) -> None:
    """The due date follows the term, else the company's default term; a given one stays."""
    del before
    if record.get("DueDate"):
        return
    term_id = (record.get("SalesTermRef") or {}).get("value") or (
        company.preferences()["SalesFormsPrefs"].get("DefaultTerms") or {}
    ).get("value", "")
    term = company.get("Term", term_id)
    days = int((term or {}).get("DueDays") or 0)
    record["DueDate"] = (date.fromisoformat(record["TxnDate"]) + timedelta(days=days)).isoformat()


def sales_number(company: Company, record: Record, before: Record | None) -> None:
    """
    Number a sales form.

    With the preference for custom numbers a sent one stays and a missing one
    stays missing; without it the server gives the next, whatever was sent.
    """
    custom = company.preferences()["SalesFormsPrefs"].get("CustomTxnNumbers", False)
    number = record.get("DocNumber")
    if before is not None:
        if not number and before.get("DocNumber"):
            record["DocNumber"] = before["DocNumber"]
    elif not custom and not (number and company.choice("sent-document-number") == "kept"):
        record["DocNumber"] = company.store.next(company.realm, NUMBERS)
    number = record.get("DocNumber")
    if number and (before or {}).get("DocNumber") != number:
        check_number(company, record, SALES_FORMS)
        if number.isdecimal() and number.isascii() and len(number) < LONGEST_COUNTED:
            company.store.reach(company.realm, NUMBERS, int(number))


def check_number(company: Company, record: Record, entities: Iterable[str]) -> None:
    """Refuse a number that another document of these entities has."""
    number = record["DocNumber"]
    for name in entities:
        for other in company.lookup(name, "DocNumber", number):
            if other["Id"] != record["Id"] and other["DocNumber"] == number:
                label = company.entities[name].label
                raise faults.duplicate_number(number, label, other["Id"])
