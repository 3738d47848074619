"""
A pytest plugin: change each field of each mirror that was found right, and note what goes unseen.

A scenario shows that the connector is right; this shows of which fields the oracle would have
said so. It is run over replays, and writes what it found to the file named by `BLINDSPOTS`.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from harness.oracle import Difference, Expectation, differing_from
from harness.proof import mirror
from harness.snapshot import Snapshot

Path_ = tuple[str | int, ...]
SEEN, UNSEEN = "seen", "unseen"
found: dict[str, set[str]] = {SEEN: set(), UNSEEN: set()}


def told(
    snapshot: Snapshot, expectation: Expectation, record: Mapping[str, Any], **others: Any
) -> list[Difference]:
    """Compare as the oracle does; of what is right, try each field with another value."""
    differences = differing_from(snapshot, expectation, record, **others)
    if differences:
        return differences
    for path, value in _leaves(record):
        changed = copy.deepcopy(record)
        _set(changed, path, _another(value))
        noticed = differing_from(snapshot, expectation, changed, **others)
        place = ".".join(str(step) for step in path if isinstance(step, str))
        found[SEEN if noticed else UNSEEN].add(f"{expectation.entity}.{place}")
    return differences


def pytest_sessionstart() -> None:
    """Compare through `told`."""
    mirror.differing_from = told  # type: ignore[attr-defined]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write down the fields of which no change was ever noticed."""
    del session
    never = sorted(found[UNSEEN] - found[SEEN])
    Path(os.environ["BLINDSPOTS"]).write_text(json.dumps(never), "utf-8")


def _leaves(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    match value:
        case dict():
            for key, item in value.items():
                yield from _leaves(item, (*path, key))
        case list():
            for number, item in enumerate(value):
                yield from _leaves(item, (*path, number))
        case _:
            yield path, value


def _set(record: Any, path: Path_, value: Any) -> None:
    *above, last = path
    for step in above:
        record = record[step]
    record[last] = value


def _another(value: Any) -> Any:
    """Return a value of the same kind that is another."""
    match value:
        case bool():
            return not value
        case int() | Decimal():
            return value + 1
        case str() if value.isdecimal():
            return str(int(value) + 1)
        case str():
            try:
                return (date.fromisoformat(value) + timedelta(days=1)).isoformat()
            except ValueError:
                return f"Q{value[::-1]}"
        case _:
            return "Q"
