"""
Holds an answer against what is expected of it, and names every difference by its field.

An expectation is written as the JSON it expects. An object names the
properties it cares for; a list is complete, unless it ends with `~more`. A
text that begins with `~` stands for a kind of value: see `KINDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

MORE = "~more"
ABSENT = "~absent"
STAMP = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}"


def _text(pattern: str) -> Callable[[Any], bool]:
    found = re.compile(pattern, re.DOTALL)
    return lambda value: isinstance(value, str) and found.fullmatch(value) is not None


def _number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


KINDS: Mapping[str, Callable[[Any], bool]] = {
    "~any": lambda value: value is not None,
    "~id": _text(r"\d+"),
    "~text": _text(r".+"),
    "~number": _number,
    "~money": lambda value: (
        _number(value)
        and (value == 0 or "." not in str(value) or len(str(value).split(".")[1]) == 2)
    ),
    "~flag": lambda value: isinstance(value, bool),
    "~object": lambda value: isinstance(value, dict),
    "~list": lambda value: isinstance(value, list),
    "~date": _text(r"\d{4}-\d{2}-\d{2}"),
    "~seconds": _text(STAMP + r"[-+]\d{2}:\d{2}"),
    "~milliseconds": _text(STAMP + r"\.\d{3}[-+]\d{2}:\d{2}"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not what was expected."""

    where: str
    expected: object
    found: object

    def __str__(self) -> str:
        return f"{self.where}: expected {self.expected!r}, found {self.found!r}"


def differences(expected: Any, found: Any, where: str = "") -> Iterator[Difference]:
    """Compare an answer with what is expected of it."""
    match expected:
        case str() if expected.startswith("~"):
            yield from _kind(expected, found, where)
        case dict():
            yield from _object(expected, found, where)
        case list():
            yield from _list(expected, found, where)
        case float() | int() | Decimal() if not isinstance(expected, bool):
            if not _number(found) or Decimal(str(expected)) != found:
                yield Difference(where, expected, found)
        case _:
            if expected != found or type(expected) is not type(found):
                yield Difference(where, expected, found)


def _object(expected: dict[str, Any], found: Any, where: str) -> Iterator[Difference]:
    if not isinstance(found, dict):
        yield Difference(where, "an object", found)
        return
    for name, value in expected.items():
        inner = f"{where}.{name}" if where else name
        if name not in found:
            if value != ABSENT:
                yield Difference(inner, value, "nothing")
        elif value == ABSENT:
            yield Difference(inner, "nothing", found[name])
        else:
            yield from differences(value, found[name], inner)


def _kind(kind: str, found: Any, where: str) -> Iterator[Difference]:
    if kind.startswith("~/"):
        if not _text(kind[2:])(found):
            yield Difference(where, kind, found)
    elif not KINDS[kind](found):
        yield Difference(where, kind, found)


def _list(expected: list[Any], found: Any, where: str) -> Iterator[Difference]:
    if not isinstance(found, list):
        yield Difference(where, "a list", found)
        return
    wanted = expected[:-1] if MORE in expected[-1:] else expected
    if len(found) < len(wanted) or (wanted is expected and len(found) != len(wanted)):
        yield Difference(f"{where}[]", f"{len(wanted)} entries", f"{len(found)} entries")
    for number, (one, other) in enumerate(zip(wanted, found, strict=False)):
        yield from differences(one, other, f"{where}[{number}]")
