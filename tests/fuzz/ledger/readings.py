"""Reports read into plain numbers, and held against themselves: parts come to their totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Amounts = tuple[int | None, ...]


def cents(text: str) -> int | None:
    """An amount of a cell; nothing for an empty one."""
    return int(Decimal(text) * 100) if text else None


def plain(value: int | None) -> int:
    """An amount, zero for none."""
    return value or 0


@dataclass
class Summary:
    """A statement or a summary: the amounts of each row, and of each group, by column."""

    columns: list[str]
    """The keys of its columns of amounts."""
    rows: dict[str, Amounts] = field(default_factory=dict)
    """By the id of what the row is of, else its title."""
    groups: dict[str, Amounts] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    """Where the parts do not come to their total."""


def keys(report: Any) -> list[str]:
    """The keys of a report's columns; amounts at home are named as in a company of one currency."""
    return [_named(column) for column in report["Columns"]["Column"]]


def _named(column: dict[str, Any]) -> str:
    """A column's key, the home currency's too; of a trial balance, which has none, its title."""
    named = (meta["Value"] for meta in column.get("MetaData", ()) if meta["Name"] == "ColKey")
    key: str = next(named, column["ColTitle"].lower())
    return key.replace("_home_", "_")


def summary(report: Any) -> Summary:
    """Read a statement or a summary."""
    found = Summary(keys(report)[1:])
    _walk(report["Rows"].get("Row", []), found)
    return found


def _walk(rows: list[Any], found: Summary) -> list[Amounts]:
    """Read rows; their amounts, for what is above them."""
    result = []
    for row in rows:
        group = row.get("group", "")
        if "ColData" in row:
            amounts = _amounts(row)
            if group == "GrandTotal":
                found.groups[group] = amounts
                continue
            found.rows[_key(row, group)] = amounts
            if group:
                found.groups[group] = amounts
            result.append(amounts)
            continue
        inside = _walk(row.get("Rows", {}).get("Row", []), found)
        head = _amounts(row["Header"]) if "Header" in row else ()
        if any(value is not None for value in head):
            found.rows[_key(row["Header"], group)] = head
            inside.append(head)
        if "Summary" not in row:
            result += inside
            continue
        total = _amounts(row["Summary"])
        if "Header" in row or "Rows" in row:
            sums = tuple(sum(plain(part[at]) for part in inside) for at in range(len(total)))
            if sums != tuple(map(plain, total)):
                found.wrong.append(f"{row['Summary']['ColData'][0]}: {sums} inside, says {total}")
            result.append(total)
        if group:
            found.groups[group] = total
    return result


def _amounts(part: Any) -> Amounts:
    return tuple(cents(cell["value"]) for cell in part["ColData"][1:])


def _key(part: Any, group: str) -> str:
    first = part["ColData"][0]
    return str(first.get("id") or group or first["value"])


@dataclass(frozen=True)
class Row:
    """A row of a detail: its cells by the column's key, and the sections that it is in."""

    cells: dict[str, str]
    ids: dict[str, str]
    within: tuple[str, ...]


def details(report: Any) -> list[Row]:
    """The data rows of a detail, without the empty ones."""
    columns = keys(report)
    return list(_rows(report["Rows"].get("Row", []), columns, ()))


def _rows(rows: list[Any], columns: list[str], within: tuple[str, ...]) -> Iterator[Row]:
    for row in rows:
        if "ColData" in row:
            made = {key: cell["value"] for key, cell in zip(columns, row["ColData"], strict=False)}
            ids = {
                key: cell.get("id", "") for key, cell in zip(columns, row["ColData"], strict=False)
            }
            if any(made.values()):
                yield Row(made, ids, within)
            continue
        head = row["Header"]["ColData"][0] if "Header" in row else {"value": ""}
        below = head.get("id") or head["value"]
        inner = (*within, below) if below else within
        yield from _rows(row.get("Rows", {}).get("Row", []), columns, inner)


def last_total(report: Any) -> dict[str, str]:
    """The cells of the last summary, by the column's key."""
    rows = [row for row in report["Rows"].get("Row", []) if "Summary" in row]
    if not rows:
        return {}
    cells = rows[-1]["Summary"]["ColData"]
    return {key: cell["value"] for key, cell in zip(keys(report), cells, strict=False)}
