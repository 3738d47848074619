"""
A cache of what changes seldom and is read by every write: lists, preferences, choices.

Records are parsed once and shared between requests. Any write to a list drops that
list, and any rollback drops everything, so that nothing is cached that is not stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

SELDOM = frozenset(
    {
        "Account",
        "Class",
        "CompanyCurrency",
        "CompanyInfo",
        "Department",
        "Item",
        "PaymentMethod",
        "Preferences",
        "TaxAgency",
        "TaxCode",
        "TaxRate",
        "Term",
    }
)


MANY = frozenset({"Customer", "Vendor"})
"""Lists that may be long: only the records used of late are remembered, and kept up to date."""

LATE = 2_000
Lists = defaultdict[str, dict[str, dict[str, Any]]]
"""Records by entity and id."""


class Sums(dict[tuple[str, str, str], int]):
    """The recently used running sums of the ledger: cents by company, kind and id."""

    def keep(self, place: tuple[str, str, str], cents: int) -> None:
        """Remember a sum as it is now."""
        if len(self) >= LATE:
            self.clear()
        self[place] = cents


class Memory:
    """Records and index look-ups of the lists that change seldom."""

    def __init__(self) -> None:
        self.choices: dict[str, Mapping[str, str]] = {}
        self.sums = Sums()
        self._lists: defaultdict[str, Lists] = defaultdict(lambda: defaultdict(dict))
        self._found: dict[tuple[str, str], dict[tuple[str, str], tuple[str, ...]]] = {}
        self._derived: dict[tuple[str, str], dict[Hashable, Any]] = {}

    def lists(self, realm: str) -> Lists:
        """Return a company's cached records; dropping them empties this same dictionary."""
        return self._lists[realm]

    def found(self, realm: str, entity: str) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the remembered look-ups of a list: field and value to ids."""
        return self._found.setdefault((realm, entity), {})

    def derived(self, realm: str, entity: str) -> dict[Hashable, Any]:
        """Return what was worked out from a list."""
        return self._derived.setdefault((realm, entity), {})

    def keep(self, realm: str, entity: str, record: dict[str, Any]) -> None:
        """Remember a record of a long list as it is now."""
        records = self._lists[realm][entity]
        if len(records) >= LATE:
            records.clear()
        records[record["Id"]] = record

    def forget(self, realm: str, entity: str) -> None:
        """Forget a list that is written to."""
        self._lists[realm].pop(entity, None)
        self._found.pop((realm, entity), None)
        self._derived.pop((realm, entity), None)

    def clear(self) -> None:
        """Forget everything."""
        self.choices.clear()
        self.sums.clear()
        for lists in self._lists.values():
            lists.clear()
        self._found.clear()
        self._derived.clear()
