"""What differs between two answers of QuickBooks, as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

LONGEST = 100
"""Characters that are shown of a value."""


def changes(was: object, now: object, path: str = "") -> Iterator[tuple[str, object, object]]:
    """Yield what differs between two answers of QuickBooks: its path, and both values."""
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        was, now = dict(enumerate(was)), dict(enumerate(now))
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in {**was, **now}:
            yield from changes(was.get(key), now.get(key), f"{path}.{key}" if path else str(key))
    elif was != now:
        yield path, was, now


def short(value: object) -> str:
    """Return a value of QuickBooks as it fits beside another."""
    text = "nothing" if value is None else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
