"""Classes and locations: which of them a company tracks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from harness.sandbox.core.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def location(company: Company, record: Record) -> None:
    """Drop a location where the company tracks none, as two clients saw of bills (2026)."""
    _drop(company, [("TrackDepartments", "DepartmentRef", record)])


def places(company: Company, record: Record, details: Iterable[Record]) -> None:
    """Drop the location and the classes that the company does not track (classes: assumed)."""
    location(company, record)
    _drop(company, [("ClassTrackingPerTxn", "ClassRef", record)])
    _drop(company, [("ClassTrackingPerTxnLine", "ClassRef", detail) for detail in details])


def _drop(company: Company, held: Iterable[tuple[str, str, Record]]) -> None:
    preferences = company.preferences()["AccountingInfoPrefs"]
    for name, key, holder in held:
        untracked = holder.get(key) and not preferences.get(name)
        if untracked and company.choice("untracked") == "dropped":
            holder.pop(key)
