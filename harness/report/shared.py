"""Differences that many failed scenarios share, since one fault may be behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

FEWEST = 3
"""Two scenarios that fail alike are read as fast as a line about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One or several fields that differ in the same scenarios, each as `rule (field)`."""

    fields: tuple[str, ...]
    scenarios: tuple[str, ...]

    def said(self, failed: int) -> str:
        """Say it in a sentence; `failed` is how many scenarios failed in all."""
        count = len(self.scenarios)
        those = f"All {count}" if count == failed else f"{count} of the {failed}"
        names = " and ".join(self.fields)
        return f"{those} scenarios that failed differ in {names}: mend that first."


def shared_of(differing: Iterable[tuple[str, Iterable[str]]]) -> tuple[Shared, ...]:
    """
    Gather which fields differ in at least `FEWEST` scenarios, the most frequent first.

    `differing` holds a scenario and the fields that differ in it. Fields that always
    differ together are told together.
    """
    scenarios: dict[str, dict[str, None]] = {}
    for scenario, fields in differing:
        for name in fields:
            scenarios.setdefault(name, {})[scenario] = None
    together: dict[tuple[str, ...], list[str]] = {}
    for name, those in scenarios.items():
        if len(those) >= FEWEST:
            together.setdefault(tuple(sorted(those)), []).append(name)
    gathered = [
        Shared(fields=tuple(sorted(names)), scenarios=those) for those, names in together.items()
    ]
    return tuple(sorted(gathered, key=lambda item: (-len(item.scenarios), item.fields)))
