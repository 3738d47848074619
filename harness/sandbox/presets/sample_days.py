"""
On which days the sample company's documents lie.

How far they lie apart is recorded. Those of 2014 are its best-known books, the same
every time. A real company has them in the weeks before it was made, its last times on that
very day (recorded in 2019, 2020 and 2025); so has one with the choice `recent`.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from harness.sandbox.company import Company
from harness.sandbox.core.clock import PACIFIC

KNOWN = date(2014, 10, 20)
"""The first day, that of bill 25, in the year of the recorded balance sheet; it is ours."""

LISTS = timedelta(days=5)
"""So long ago its lists were made, and its documents from then on, as in Intuit's."""

LAST_WORKED = 21
"""So many days after the first its last times were worked: on the day when it was made."""

HIRED = -28
"""When its employee was hired, four weeks before the first day."""
LISTED = -5
MADE = ((1, -4), (4, -1), (7, 0), (28, 1), (67, 2), (107, 3), (131, 17), (144, 28))
"""
On which day its lists were made and, from an id on, its documents (recorded, 2026).

These are the stamps of a company with recent days; those of 2014 are made at once.
"""
MORNING = time(10, tzinfo=PACIFIC)


def day(company: Company, offset: int) -> str:
    """Return the day that lies so far from the first."""
    return (_first(company) + timedelta(days=offset)).isoformat()


def begin(company: Company) -> None:
    """Set the company's clock to when its lists were made."""
    if _recent(company):
        company.clock.set(_morning(company, LISTED))
    else:
        company.clock.advance(-LISTS.total_seconds())


def arrive(company: Company, number: int) -> None:
    """Set the clock to the morning when a document was made, if it is not later already."""
    if not _recent(company):
        return
    offset = next(offset for first, offset in reversed(MADE) if number >= first)
    morning = _morning(company, offset)
    if company.clock.now() < morning:
        company.clock.set(morning)


def _morning(company: Company, offset: int) -> datetime:
    return datetime.combine(_first(company) + timedelta(days=offset), MORNING)


def _recent(company: Company) -> bool:
    return company.chosen("sample-days") == "recent"


def _first(company: Company) -> date:
    if not _recent(company):
        return KNOWN
    info = company.get("CompanyInfo", "1")
    assert info is not None  # noqa: S101 - made before all documents
    return date.fromisoformat(info["CompanyStartDate"]) - LISTS - timedelta(days=LAST_WORKED)
