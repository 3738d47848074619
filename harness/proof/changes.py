"""What differs between two answers of QuickBooks, as people read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

LONGEST = 100
"""Characters that are shown of a value."""


def told(was: object, now: object) -> str:
    """Return a row for each difference between two answers, as people read it; "" for none."""
    return "".join(
        f"\n  {path}: {_short(old)} became {_short(new)}" for path, old, new in _changes(was, now)
    )


STAMPS = r"SyncToken|MetaData\.LastUpdatedTime"
"""What every write changes."""


def made_anew(was: object, now: object) -> bool:
    """Say whether nothing but the ids of a record's lines differs, and what follows from that."""
    return _only(was, now, r"Line\.\d+\.Id", STAMPS)


def paid_otherwise(was: object, now: object) -> bool:
    """Say whether nothing but a document's payments differs, and what follows from that."""
    return _only(was, now, r"LinkedTxn.*", rf"{STAMPS}|Balance|HomeBalance|Line\.\d+\.LinkedTxn.*")


def _only(was: object, now: object, wanted: str, besides: str) -> bool:
    """Say whether something `wanted` differs, and nothing else but what is `besides` it."""
    paths = [path for path, _, _ in _changes(was, now)]
    found = [path for path in paths if re.fullmatch(wanted, path)]
    return bool(found) and all(path in found or re.fullmatch(besides, path) for path in paths)


def _changes(was: object, now: object, path: str = "") -> Iterator[tuple[str, object, object]]:
    """
    Yield what differs between two answers of QuickBooks: its path, and both values.

    The name in a reference is that of another record, which may have been renamed.
    """
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        was, now = dict(enumerate(was)), dict(enumerate(now))
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        same = "value" in was and was["value"] == now.get("value")
        for key in {**was, **now}:
            if same and key == "name":
                continue
            yield from _changes(was.get(key), now.get(key), f"{path}.{key}" if path else str(key))
    elif was != now:
        yield path, was, now


def _short(value: object) -> str:
    """Return a value of QuickBooks as it fits beside another."""
    text = "nothing" if value is None else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
