"""The names of what a mirror points at, read without reading whole lists of people and items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from harness.oracle import references
from harness.policy import Policy
from harness.proof.keyed import ENTITIES
from harness.quickbooks.books import Books
from harness.snapshot import OdooRef, Role

FIXED = ("Account", "Term", "TaxCode", "PaymentMethod")
"""Short lists that no scenario writes to: read once."""
GROWING = ("Item", "Customer", "Vendor")
"""Lists of which only the entries that are pointed at are read, however long they are."""
LOCATIONS = {"location": ("Department",), "class": ("Class",), "not at all": ()}
"""The list that holds our locations, for each answer to `locations.recorded_as`."""

Names = dict[str, dict[str, str]]
"""Entity, id, name."""


class Naming:
    """Names by id, for one scenario."""

    def __init__(self, books: Books, policy: Policy) -> None:
        self._books = books
        self._located = LOCATIONS[policy.locations.recorded_as]
        self._fixed: Names = {}

    def of(
        self,
        links: Mapping[tuple[OdooRef, Role], str],
        records: Iterable[Mapping[str, Any]],
    ) -> Names:
        """Name our mirrors, what these QuickBooks records point at, and the short lists."""
        if not self._fixed:
            self._fixed = self._books.directory(FIXED)
        wanted: dict[str, set[str]] = {entity: set() for entity in GROWING}
        for (_, role), record_id in links.items():
            if ENTITIES[role] in wanted:
                wanted[ENTITIES[role]].add(record_id)
        for record in records:
            for entities, record_id in references(record):
                for entity in entities or GROWING:
                    wanted[entity].add(record_id)
        growing = {entity: self._books.names(entity, ids) for entity, ids in wanted.items()}
        return {**self._fixed, **self._books.directory(self._located), **growing}
