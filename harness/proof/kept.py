"""How QuickBooks held parties and items last: what the sync of another record must not spoil."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from harness.oracle import Difference

LISTS = ("Customer", "Vendor", "Item")
"""What many documents share, so that the sync of one can spoil it for the others."""
TOLD_ALONE = frozenset(
    {"BillRate", "ClientEntityId", "CostRate", "DeferredRevenue", "IsProject", "V4IDPseudonym"}
)
"""What QuickBooks tells in some kinds of answers only (recorded 2026), and no rule speaks of."""
DERIVED = TOLD_ALONE | {
    "SyncToken",
    "MetaData",
    "Balance",
    "BalanceWithJobs",
    "QtyOnHand",
    "domain",
    "sparse",
}
"""What follows from the documents, or says nothing of the business."""

STOCK = "QtyOnHand"
"""What follows on a product from the documents with it."""


def _own_fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what documents change, and the ids of addresses, which each update gives anew."""
    return {
        key: {name: item for name, item in value.items() if name != "Id"}
        if key.endswith("Addr") and isinstance(value, Mapping)
        else value
        for key, value in record.items()
        if key not in DERIVED
    }


def unmoved(found: Iterable[Difference]) -> list[Difference]:
    """Leave out a product's stock, which follows from more documents than the one that left."""
    return [item for item in found if item.field != STOCK]


class Kept:
    """The parties and items that were seen, each as it was seen last."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], Mapping[str, Any]] = {}

    def hold(self, entity: str, record: Mapping[str, Any]) -> None:
        """Remember how QuickBooks holds a record now."""
        self._held[entity, str(record["Id"])] = record

    def is_changed(self, entity: str, record: Mapping[str, Any]) -> bool:
        """Say whether a record that was seen is another now, but for what documents change."""
        before = self._held.get((entity, str(record["Id"])))
        return before is not None and _own_fields(before) != _own_fields(record)
