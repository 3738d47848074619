"""Preferences: switches that change how the company behaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox.schema import META, Entity, Field, Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

GROUPS = (
    "AccountingInfoPrefs",
    "ProductAndServicesPrefs",
    "SalesFormsPrefs",
    "EmailMessagesPrefs",
    "VendorAndPurchasesPrefs",
    "TimeTrackingPrefs",
    "TaxPrefs",
    "CurrencyPrefs",
    "ReportPrefs",
    "OtherPrefs",
)


def merge_groups(company: Company, record: Record, before: Record | None) -> None:
    """A group that is sent changes only the switches in it."""
    del company
    for group in GROUPS:
        held = (before or {}).get(group, {})
        record[group] = {**held, **record.get(group, {})}


PREFERENCES = Entity(
    name="Preferences",
    ids="preferences",
    operations=frozenset({"read", "update", "query"}),
    fields={**{group: Field(kind="object", keep=True) for group in GROUPS}, META: None},
    rules=(merge_groups,),
)
