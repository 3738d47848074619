"""
What two recordings of one scenario answer differently, field by field.

The scenario and its seed are the same, so whatever differs was changed by a
live system: a field that is new or gone, another type, another value. What
varies by nature is left out: ids, digits inside texts (numbers of documents,
dates, marks of a call), and so is the order in which calls were made.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from harness.cassette.serializer import Serializer

IDS = re.compile(r"(?:\A|_)ids?\Z|Id\Z|\Avalue\Z|\Ares_id\Z|\ASyncToken\Z")
"""Keys under which a number names a record; a reference of QuickBooks has its id in `value`."""
DIGITS = re.compile(r"\d+")


def compare(recorded: Path, now: Path) -> list[str]:
    """Say how the answers differ, each difference once with how often it was seen."""
    then, today = _answers(recorded), _answers(now)
    seen: Counter[str] = Counter()
    for call in sorted({*then, *today}):
        before, after = then.get(call, []), today.get(call, [])
        if len(before) != len(after):
            seen[f"{call}: asked {len(before)} times when recorded, {len(after)} times now"] += 1
        for one, other in zip(before, after, strict=False):
            for found in dict.fromkeys(_differences("", one, other)):
                seen[f"{call}: {found}"] += 1
    return [f"{said} ({times} times)" if times > 1 else said for said, times in seen.items()]


def _answers(path: Path) -> dict[str, list[Any]]:
    """Return each call's answers in their order; a call is known by its address without numbers."""
    found: dict[str, list[Any]] = defaultdict(list)
    for item in Serializer(None).deserialize(path.read_text("utf-8"))["interactions"]:
        request, response = item["request"], item["response"]
        if "/cdc?" in request["uri"]:
            continue  # what changed of late is whatever anybody did just before
        address = DIGITS.sub("#", request["uri"].partition("?")[0].partition("://")[2])
        answer = {"status": response["status"]["code"], "body": _parsed(response["body"]["string"])}
        found[f"{request['method']} {address}"].append(answer)
    return found


def _parsed(text: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError:
        return text


def _differences(path: str, then: Any, now: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    match then, now:
        case dict(), dict():
            yield from _fields(path, then, now)
        case list(), list():
            if len(then) != len(now) and not _all_ids(path, then, now):
                yield f"{path} had {len(then)} entries, it has {len(now)}"
            for one, other in zip(then, now, strict=False):
                if not _is_id(path.rpartition(".")[2], one, other):
                    yield from _differences(f"{path}[]", one, other)
        case str(), str() if DIGITS.sub("#", then) == DIGITS.sub("#", now):
            return
        case _ if type(then) is not type(now) and not _numbers(then, now):
            yield f"{path} was {_shown(then)}, it is {_shown(now)}: another type"
        case _ if then != now:
            yield f"{path} was {_shown(then)}, it is {_shown(now)}"


def _fields(path: str, then: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for key in sorted({*then, *now}):
        place = f"{path}.{key}".removeprefix(".")
        if key not in now:
            yield f"{place} is gone, it was {_shown(then[key])}"
        elif key not in then:
            yield f"{place} is new, it is {_shown(now[key])}"
        elif not _is_id(key, then[key], now[key]):
            yield from _differences(place, then[key], now[key])


def _is_id(key: str, *values: object) -> bool:
    """Whether values only name records: whole numbers under such a key, or alone in a list."""
    whole = all(
        (isinstance(value, int) and not isinstance(value, bool))
        or (isinstance(value, str) and value.isdecimal())
        for value in values
    )
    return whole and (IDS.search(key) is not None or key == "body")


def _all_ids(path: str, *lists: Sequence[object]) -> bool:
    key = path.rpartition(".")[2]
    return all(_is_id(key, value) for values in lists for value in values)


def _numbers(*values: object) -> bool:
    return all(isinstance(value, int | Decimal) and not isinstance(value, bool) for value in values)


def _shown(value: object) -> str:
    text = str(value) if isinstance(value, Decimal) else json.dumps(value, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - a line's worth
