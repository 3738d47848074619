"""Reading a company's books: one record, whole lists, counts, and who the company is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from harness.quickbooks.session import Session

PAGE = 1000
"""Intuit answers at most so many rows a page, and 100 when nobody asks."""

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

Record = Mapping[str, Any]


def quoted(value: str) -> str:
    """Write a value for the query language: a backslash before an apostrophe."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


class Books:
    """Reads raw records; amounts are `Decimal`, ids are text."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def read(self, entity: str, record_id: str) -> Record:
        """Read one record by id; raise `RecordNotFound`."""
        answer: Record = self.session.read(entity, record_id)[entity]
        return answer

    def query(self, entity: str, where: str | None = None) -> list[Record]:
        """Read all records of an entity that match, page by page, in the order of their ids."""
        rows: list[Record] = []
        clause = f" WHERE {where}" if where else ""
        while True:
            page = self.session.query(
                f"SELECT * FROM {entity}{clause} ORDERBY Id"  # noqa: S608 - not SQL; values are quoted
                f" STARTPOSITION {len(rows) + 1} MAXRESULTS {PAGE}"
            ).get(entity, [])
            rows += page
            if len(page) < PAGE:
                return rows

    def find(self, entity: str, **equal: str) -> list[Record]:
        """Find records by the values of fields."""
        where = " AND ".join(f"{field} = {quoted(value)}" for field, value in equal.items())
        return self.query(entity, where)

    def count(self, entity: str) -> int:
        """Count an entity's (active) records."""
        return int(self.session.query(f"SELECT COUNT(*) FROM {entity}")["totalCount"])  # noqa: S608 - not SQL

    def company_info(self) -> Record:
        """Read who the company is."""
        return self.read("CompanyInfo", self.session.company.realm)

    def preferences(self) -> Record:
        """Read the company's preferences."""
        rows: list[Record] = self.session.query("SELECT * FROM Preferences")["Preferences"]
        return rows[0]

    def directory(self, entities: Iterable[str]) -> dict[str, dict[str, str]]:
        """Name every entry of the given lists: entity, id, name."""
        return {
            entity: {str(row["Id"]): str(row[NAMES[entity]]) for row in self.query(entity)}
            for entity in entities
        }
