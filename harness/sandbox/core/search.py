"""Finding records of one entity in the database: what it can narrow, order and page by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from harness.sandbox.core import index

if TYPE_CHECKING:
    from harness.sandbox.company import Company
    from harness.sandbox.core.schema import Entity

COMPARISONS = frozenset({"=", "<", ">", "<=", ">="})
MOST = 100
"""How many conditions the database gets; SQLite nests them, down to a depth of 1000."""


class Search:
    """
    A search that is narrowed step by step.

    Each `by_` method returns whether the database does the whole of that test; if not,
    the caller must test each record that is left.
    """

    def __init__(self, company: Company, entity: Entity) -> None:
        self.company = company
        self.entity = entity
        self._where = ["r.realm = ?", "r.entity = ?"]
        self._values: list[object] = [company.realm, entity.name]
        self._driver = ""
        self._driving: list[object] = []
        self._order = "r.sort, r.number" if entity.order else "r.updated DESC, r.number DESC"

    def only_active(self) -> None:
        """Leave out what is inactive."""
        if "Active" in self.entity.fields:
            self._where.append("r.active = 1")

    def by_id(self, operator: str, values: Sequence[str]) -> bool:
        """Narrow to ids."""
        return operator in {"=", "IN"} and self._narrowed(f"r.id IN ({_marks(values)})", values)

    def by_time(self, operator: str, moments: Sequence[float]) -> bool:
        """Narrow by the time of the last change, in seconds since 1970."""
        return operator in COMPARISONS and self._narrowed(f"r.updated {operator} ?", moments)

    def by_field(self, name: str, operator: str, values: Sequence[str]) -> bool:
        """Narrow by an indexed field; texts and references only by what they are equal to."""
        if name == "Active" and operator in {"=", "IN"}:
            flags = [value.casefold() == "true" for value in values]
            return self._narrowed(f"r.active IN ({_marks(values)})", flags)
        field = self.entity.indexed.get(name)
        if field is None or self._driver or not all(value.strip() for value in values):
            return False
        if operator not in ({"=", "IN"} if field.kind != "date" else COMPARISONS | {"IN"}):
            return False
        normal = [index.normal(field, value) for value in values]
        test = f"IN ({_marks(normal)})" if operator == "IN" else f"{operator} ?"
        # The entry comes first, so that the records behind it are the only ones looked at.
        self._driver = (
            "entry e CROSS JOIN record r ON r.realm = e.realm AND r.entity = e.entity"
            f" AND r.id = e.id AND e.realm = ? AND e.entity = ? AND e.field = ? AND e.value {test}"
        )
        self._driving = [self.company.realm, self.entity.name, name, *normal]
        return True

    def _narrowed(self, test: str, values: Sequence[object]) -> bool:
        """Add a condition, unless there are as many as the database can take."""
        if len(self._where) > MOST:
            return False
        self._where.append(test)
        self._values += values
        return True

    def order_by_id(self, *, descending: bool) -> None:
        """Order by id, in the order of their making."""
        self._order = "r.number DESC, r.id DESC" if descending else "r.number, r.id"

    def order_by_time(self, *, descending: bool) -> None:
        """Order by the time of the last change."""
        self._order = "r.updated DESC, r.number DESC" if descending else "r.updated, r.number"

    def texts(self, *, limit: int | None = None, offset: int = 0) -> Iterator[str]:
        """Read the records, as the JSON they are kept in."""
        page = "" if limit is None else f" LIMIT {limit:d} OFFSET {offset:d}"
        rows = self.company.store.stream(
            f"SELECT r.body FROM {self._from()} ORDER BY {self._order}{page}",  # noqa: S608 - our own text
            *self._driving,
            *self._values,
        )
        return (body for (body,) in rows)

    def count(self) -> int:
        """Count the records."""
        row = self.company.store.row(
            f"SELECT COUNT(*) FROM {self._from()}",  # noqa: S608 - our own text, values bound
            *self._driving,
            *self._values,
        )
        return int(row[0]) if row else 0

    def _from(self) -> str:
        return f"{self._driver or 'record r'} WHERE {' AND '.join(self._where)}"


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
