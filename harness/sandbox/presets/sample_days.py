"""
On which days the sample company's documents lie.

How far they lie apart is recorded. Those of 2014 are its best-known books, the same
every time. A real company has them in the weeks before it was made, its last times on that
very day (recorded in 2019, 2020 and 2025); so has one with the choice `recent`.
"""

from __future__ import annotations

from datetime import date, timedelta

from harness.sandbox.company import Company

KNOWN = date(2014, 10, 20)
"""The first day, that of bill 25, in the year of the recorded balance sheet; it is ours."""

LISTS = timedelta(days=5)
"""So long ago its lists were made, and its documents from then on, as in Intuit's."""

LAST_WORKED = 21
"""So many days after the first its last times were worked: on the day when it was made."""

NEW_YEAR, HIRED = -112, -28
"""When its first books were opened, and its employee hired, four weeks before the first day."""


def day(company: Company, offset: int) -> str:
    """Return the day that lies so far from the first."""
    return (_first(company) + timedelta(days=offset)).isoformat()


def _first(company: Company) -> date:
    if company.chosen("sample-days") != "recent":
        return KNOWN
    info = company.get("CompanyInfo", "1")
    assert info is not None  # noqa: S101 - made before all documents
    return date.fromisoformat(info["CompanyStartDate"]) - LISTS - timedelta(days=LAST_WORKED)
