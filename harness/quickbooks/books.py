"""Reading a company's books: single records, whole lists, counts, the company itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from harness.errors import NotProven
from harness.quickbooks.errors import QuickBooksError
from harness.quickbooks.session import Session

PAGE = 1000
"""Intuit answers at most so many rows a page, and 100 when nobody asks."""

DELETED = "Deleted"
"""What change data capture calls a record that is no more."""

MOST_CHANGES = 1000
"""So many changed records in one answer (Intuit)."""

NAMES: Mapping[str, str] = {
    "Account": "FullyQualifiedName",
    "Class": "FullyQualifiedName",
    "Department": "FullyQualifiedName",
    "Customer": "DisplayName",
    "Vendor": "DisplayName",
    "Item": "FullyQualifiedName",
    "Term": "Name",
    "TaxCode": "Name",
    "PaymentMethod": "Name",
}
"""The field by which people know a list's entries."""

BY_ID, BY_CREATION = "Id", "MetaData.CreateTime"
"""
What pages are ordered by, so that none repeats or skips a row.

Intuit announced that queries will not be ordered by `Id` any more; its sandbox still took
it in July 2026 (a client's log).
"""

INVALID_QUERY = "4001"
"""Well formed, but it asks for something that the entity does not have, or not so (Intuit)."""

Record = Mapping[str, Any]


def quoted(value: str) -> str:
    """Quote a value for the query language, with a backslash before each apostrophe."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


class Books:
    """Reads raw records; amounts are `Decimal`, ids are text."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._order = BY_ID

    def read(self, entity: str, record_id: str) -> Record:
        """Read one record by id; raise `RecordNotFound`."""
        answer: Record = self.session.read(entity, record_id)[entity]
        return answer

    def query(
        self, entity: str, where: str | None = None, *, fields: Iterable[str] = ("*",)
    ) -> list[Record]:
        """Read all records of an entity that match, page by page, as they were made."""
        rows: list[Record] = []
        clause = f" WHERE {where}" if where else ""
        while True:
            page = self._page(
                f"SELECT {', '.join(fields)} FROM {entity}{clause}",  # noqa: S608 - not SQL; values are quoted
                f"STARTPOSITION {len(rows) + 1} MAXRESULTS {PAGE}",
            ).get(entity, [])
            rows += page
            if len(page) < PAGE:
                return rows

    def _page(self, wanted: str, place: str) -> Mapping[str, Any]:
        """Ask for a page, in the other order where ids are not taken for one."""
        try:
            return self._ordered(wanted, self._order, place)
        except QuickBooksError as error:
            if self._order != BY_ID or error.code != INVALID_QUERY:
                raise
        page = self._ordered(wanted, BY_CREATION, place)
        self._order = BY_CREATION
        return page

    def _ordered(self, wanted: str, order: str, place: str) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = self.session.query(f"{wanted} ORDERBY {order} {place}")
        return answer

    def find(self, entity: str, **equal: str) -> list[Record]:
        """Find records by the values of fields."""
        where = " AND ".join(f"{field} = {quoted(value)}" for field, value in equal.items())
        return self.query(entity, where)

    def count(self, entity: str) -> int:
        """Count an entity's (active) records."""
        return int(self.session.query(f"SELECT COUNT(*) FROM {entity}")["totalCount"])  # noqa: S608 - not SQL

    def changed(self, entities: Sequence[str], since: datetime) -> dict[str, list[Record]]:
        """
        Read what was created or changed since a moment, by entity, without deleted records.

        Raises `NotProven` when it is more than one answer holds.
        """
        return {
            entity: [row for row in rows if row.get("status") != DELETED]
            for entity, rows in self.changes(entities, since).items()
        }

    def changes(self, entities: Sequence[str], since: datetime) -> dict[str, list[Record]]:
        """
        Read what was created, changed or deleted since a moment; of deleted records id and time.

        QuickBooks looks back thirty days and does not say who did it. Raises
        `NotProven` when it is more than one answer holds.
        """
        moment = since.isoformat(timespec="seconds")
        found: dict[str, list[Record]] = {}
        for part in self.session.changes(",".join(entities), moment):
            for entity in entities:
                rows = part.get(entity, [])
                found.setdefault(entity, []).extend(rows)
        if sum(len(rows) for rows in found.values()) >= MOST_CHANGES:
            raise NotProven(
                f"QuickBooks tells of {MOST_CHANGES} changes at most, and there were as many.",
                where=f"since {moment}",
                next_step="run again when fewer people work in this company",
            )
        return found

    def company_info(self) -> Record:
        """Read who the company is."""
        return self.read("CompanyInfo", self.session.company.realm)

    def preferences(self) -> Record:
        """Read the company's preferences."""
        rows: list[Record] = self.session.query("SELECT * FROM Preferences")["Preferences"]
        return rows[0]

    def names(self, entity: str, ids: Iterable[str]) -> dict[str, str]:
        """Return the names of a list's active entries that have these ids."""
        wanted = ", ".join(quoted(record_id) for record_id in sorted(ids))
        return self._named(entity, f"Id IN ({wanted})") if wanted else {}

    def directory(self, entities: Iterable[str]) -> dict[str, dict[str, str]]:
        """List every entry of the given lists: entity, id, name."""
        return {entity: self._named(entity) for entity in entities}

    def _named(self, entity: str, where: str | None = None) -> dict[str, str]:
        rows = self.query(entity, where, fields=("Id", NAMES[entity]))
        return {str(row["Id"]): str(row[NAMES[entity]]) for row in rows}
