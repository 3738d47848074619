"""The form of a report: Header, Columns, Rows; cells, sections and summaries in Intuit's order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
Cell = dict[str, str]
CELL_LIMIT = 400_000
"""More cells than that and the report holds one row that says so (client reports)."""
TOO_LARGE = "Unable to display more data. Please reduce the date range."


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column, with or without a key; `start` and `end` are told of those that are a period."""

    title: str
    key: str
    type: str = "Money"
    start: str = ""
    end: str = ""
    columns: tuple[Column, ...] = ()

    def shown(self) -> Row:
        """Return it as the report lists it (recorded at minor version 75's form)."""
        meta = []
        if self.start:
            meta = [
                {"Name": "StartDate", "Value": self.start},
                {"Name": "EndDate", "Value": self.end},
            ]
        if self.key:
            meta.append({"Name": "ColKey", "Value": self.key})
        shown: Row = {"ColTitle": self.title, "ColType": self.type}
        if meta:
            shown["MetaData"] = meta
        if self.columns:
            shown["Columns"] = {"Column": [column.shown() for column in self.columns]}
        return shown


def amount(cents: int | None) -> str:
    """Write an amount: two digits, no separators; nothing for None."""
    if cents is None:
        return ""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def detailed(cents: int | None) -> str:
    """Write an amount as details do."""
    return bare(amount(cents))


def bare(number: str) -> str:
    """Write a number as details do: below one there is no digit before the point (recorded)."""
    return number.replace("0.", ".", 1) if number.lstrip("-").startswith("0.") else number


def cell(value: str, identifier: str | None = None) -> Cell:
    """A cell; `id` is there only if it points at something (recorded)."""
    return {"value": value} if identifier is None else {"value": value, "id": identifier}


def named(name: str, identifier: str = "") -> Cell:
    """A cell that points at what it names, if it names something that has an id."""
    return cell(name, identifier or None)


def cells(values: Iterable[int | None]) -> list[Cell]:
    """Amounts as cells."""
    return [cell(amount(value)) for value in values]


def data(first: Cell, values: Iterable[Cell], group: str = "") -> Row:
    """A data row."""
    row: Row = {"ColData": [first, *values], "type": "Data"}
    if group:
        row["group"] = group
    return row


def flat(first: Cell, values: Iterable[Cell]) -> Row:
    """A row of the flat lists, which have no type (recorded)."""
    return {"ColData": [first, *values]}


def section(
    header: Sequence[Cell] | None,
    rows: Sequence[Row],
    summary: Sequence[Cell] | None,
    group: str = "",
) -> Row:
    """A section; without rows it has no `Rows` (recorded)."""
    row: Row = {}
    if header is not None:
        row["Header"] = {"ColData": list(header)}
    if rows:
        row["Rows"] = {"Row": list(rows)}
    if summary is not None:
        row["Summary"] = {"ColData": list(summary)}
    row["type"] = "Section"
    if group:
        row["group"] = group
    return row


def grand_total(values: Iterable[Cell], title: str = "TOTAL") -> Row:
    """The last row of a flat list."""
    return section(None, (), [cell(title), *values], "GrandTotal")


def report(header: Row, columns: Sequence[Column], rows: Sequence[Row]) -> Row:
    """The whole report; without rows `Rows` is empty."""
    return {
        "Header": header,
        "Columns": {"Column": [column.shown() for column in columns]},
        "Rows": {"Row": list(rows)} if rows else {},
    }


def too_large() -> list[Row]:
    """The one row of a report that would have too many cells."""
    return [data(cell(TOO_LARGE), ())]


def cells_in(rows: Any) -> int:  # noqa: ANN401 - rows within rows
    """Count the cells of a report's rows."""
    if isinstance(rows, list):
        return sum(cells_in(row) for row in rows)
    if not isinstance(rows, dict):
        return 0
    return len(rows.get("ColData", ())) + sum(
        cells_in(rows.get(part)) for part in ("Row", "Header", "Rows", "Summary")
    )
