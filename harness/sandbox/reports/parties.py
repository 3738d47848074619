"""Summaries by a name: sub-customers, sub-classes and so on inside those above them (recorded)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from harness.sandbox.reports.book import Book
from harness.sandbox.reports.columns import added
from harness.sandbox.reports.layout import Row, cell, cells, data, flat, named, section

Amounts = tuple[int | None, ...]


GROUPED = frozenset({"Class", "Department"})
"""Their rows have the id as group, and none in the cell (Intuit's sample of ClassSales)."""


def by_party(
    book: Book, entity: str, lines: Mapping[str, Amounts], *, backwards: bool = False
) -> list[Row]:
    """
    Lay out amounts by name, the nameless last; the last of each is its total.

    Rows outside have no type, those inside have one; what is above others is a
    section whose header has its own amounts.
    """
    named_lines = {name: line for name, line in lines.items() if name}
    rows = _Parties(book, entity, named_lines, backwards=backwards).rows()
    if "" in lines:
        rows.append({**flat(cell("Not Specified"), cells(lines[""])), "group": "**"})
    return rows


class _Parties:
    def __init__(
        self, book: Book, entity: str, lines: Mapping[str, Amounts], *, backwards: bool
    ) -> None:
        self.lines, self.backwards, self.grouped = lines, backwards, entity in GROUPED
        self.width = len(next(iter(lines.values()), ()))
        self.names: dict[str, str] = {}
        self.below: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            name = line
            while name not in self.names:
                record = book.company.get(entity, name) or {}
                self.names[name] = str(record.get("DisplayName") or record.get("Name") or name)
                above = str((record.get("ParentRef") or {}).get("value", ""))
                self.below[above].append(name)
                if not above:
                    break
                name = above

    def rows(self) -> list[Row]:
        """Lay out those with nobody above them."""
        rows = []
        for name in self._sorted(""):
            row = self._section(name) if self.below.get(name) else flat(*self._own(name))
            rows.append({**row, "group": name} if self.grouped else row)
        return rows

    def _own(self, name: str) -> tuple[dict[str, str], list[dict[str, str]]]:
        """Its name and amounts; one that has none of its own has a zero as total."""
        nothing: Amounts = (*(None,) * (self.width - 1), 0)
        shown = "" if self.grouped else name
        return named(self.names[name], shown), cells(self.lines.get(name, nothing))

    def _section(self, name: str) -> Row:
        first, own = self._own(name)
        inside = [
            self._section(child) if self.below.get(child) else data(*self._own(child))
            for child in self._sorted(name)
        ]
        summary = [cell(f"Total {self.names[name]}"), *cells(zeroed(self._whole(name)))]
        return section([first, *own], inside, summary)

    def _whole(self, name: str) -> Amounts:
        inside = [self._whole(child) for child in self.below.get(name, ())]
        own = [self.lines[name]] if name in self.lines else []
        return added([*own, *inside], self.width)

    def _sorted(self, above: str) -> Iterable[str]:
        return sorted(
            self.below.get(above, ()),
            key=lambda name: (self.names[name].lower(), name),
            reverse=self.backwards,
        )


def zeroed(amounts: Iterable[int | None]) -> Amounts:
    """Amounts of a total, which has a zero where there is none (recorded)."""
    return tuple(value or 0 for value in amounts)
