"""Closed books: what is dated up to the closing date can't be changed any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox.core import faults
from harness.sandbox.core.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def demand_open(company: Company, *records: Record | None) -> None:
    """
    Refuse to make, change, void or delete a posting dated in the closed period.

    Both the old and the new date of a transaction count. 6200, or 6210 where
    the books are closed with a password, which the API has no way to give
    (Intuit's list of codes; a company says which by a switch).
    """
    closed = company.preferences()["AccountingInfoPrefs"].get("BookCloseDate")
    if not closed:
        return
    dates = [record["TxnDate"] for record in records if record and record.get("TxnDate")]
    if any(date <= closed for date in dates):
        password = company.choice("closed-books") == "password"
        raise _with_password() if password else _closed()


def _closed() -> faults.Fault:
    return faults.invalid("6200", "Account Period Closed", "The account period has closed.", "")


def _with_password() -> faults.Fault:
    return faults.invalid(
        "6210",
        "Account Period Closed, Cannot Update Through Services API",
        "The account period has closed and the account books cannot be updated through through"
        " the QBO Services API. Please use the QBO website to make these changes.",
        "",
    )
