"""Comparing a found record with an expectation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from harness.oracle.difference import Difference
from harness.oracle.expectation import (
    Addressed,
    Amount,
    Day,
    Directory,
    Either,
    Expectation,
    Field,
    Flag,
    Linked,
    Named,
    Nothing,
    Text,
    UnitPrice,
    Usual,
    Want,
)

CENT = Decimal("0.01")
NOTHING = "nothing"
Json = Any
"""A piece of QuickBooks' JSON, as it came."""


def differences(
    expectation: Expectation, found: Mapping[str, Json], directory: Directory
) -> list[Difference]:
    """
    List every field of `found` that is not as expected, in the expectation's order.

    `found` is the raw record with `Decimal` numbers. An empty list means that
    the record mirrors.
    """
    return [row for row in compared(expectation, found, directory) if not row.agrees]


def compared(
    expectation: Expectation, found: Mapping[str, Json], directory: Directory
) -> list[Difference]:
    """List the comparison of every expected field, those that agree too, in the same order."""
    result = _fields("", expectation.fields, found, directory)
    if expectation.lines is not None:
        result += _lines(expectation, found.get("Line", []), directory)
    return result


def tolerated(expectation: Expectation, found: Mapping[str, Json]) -> list[Difference]:
    """List the amounts that differ by no more than a rule allows; the report shows them all."""
    result = []
    for field in expectation.fields:
        match field.want:
            case Amount(expected, within, by) if within:
                number = _number(_at(found, field.path))
                if number is not None and 0 < abs(number - expected) <= within:
                    result.append(
                        Difference(
                            field=field.path, rule=by, expected=str(expected), found=str(number)
                        )
                    )
    return result


def _fields(
    prefix: str, fields: Sequence[Field], record: Mapping[str, Json], directory: Directory
) -> list[Difference]:
    result = []
    for field in fields:
        value = _at(record, field.path)
        result.append(
            Difference(
                field=f"{prefix}{field.path}",
                rule=field.rule,
                expected=_shown(field.want),
                found=_found(field.want, value, directory),
                agrees=_meets(field.want, value, directory),
            )
        )
    return result


def _lines(
    expectation: Expectation, found: Sequence[Mapping[str, Json]], directory: Directory
) -> list[Difference]:
    """Compare line by line in their order; QuickBooks' own subtotal must be the sum."""
    wanted = expectation.lines or ()
    real = [line for line in found if line.get("DetailType") != "SubTotalLineDetail"]
    if expectation.lines_key:
        real = _matched(wanted, real, expectation.lines_key)
    result: list[Difference] = []
    for number, fields in enumerate(wanted, start=1):
        if number > len(real):
            wants = " ".join(_shown(field.want) for field in fields[:2])
            gap = _line_gap(expectation, number, wants, NOTHING)
            keyed = [field.rule for field in fields if field.path == expectation.lines_key]
            result.append(replace(gap, rule=keyed[0]) if keyed else gap)
        else:
            result += _fields(f"Line[{number}].", fields, real[number - 1], directory)
    for number, line in enumerate(real[len(wanted) :], start=len(wanted) + 1):
        result.append(_line_gap(expectation, number, NOTHING, _line_text(line)))
    for line in found:
        if line.get("DetailType") == "SubTotalLineDetail" and expectation.subtotal is not None:
            want = Field(
                path="Amount",
                rule=f"{expectation.lines_rule}.subtotal",
                want=Amount(expectation.subtotal),
            )
            result += _fields("Line[subtotal].", [want], line, directory)
    return result


def _matched(
    wanted: Sequence[Sequence[Field]], found: Sequence[Mapping[str, Json]], key: str
) -> list[Mapping[str, Json]]:
    """Order the found lines as the expected lines with the same reference; the rest come last."""
    places = [
        field.want.id
        for fields in wanted
        for field in fields
        if field.path == key and isinstance(field.want, Linked)
    ]

    def place(line: Mapping[str, Json]) -> int:
        held = _ref(_at(line, key))
        return places.index(held) if held in places else len(places)

    return sorted(found, key=place)


def _line_gap(expectation: Expectation, number: int, expected: str, found: str) -> Difference:
    return Difference(
        field=f"Line[{number}]", rule=expectation.lines_rule, expected=expected, found=found
    )


def _line_text(line: Mapping[str, Json]) -> str:
    parts = (line.get("DetailType"), line.get("Description"), line.get("Amount"))
    return " ".join(str(part) for part in parts if part is not None)


def _at(record: Mapping[str, Json], path: str) -> Json:
    """Follow a path such as `BillAddr.City` or `LinkedTxn.0.TxnId`; None if it does not exist."""
    value: Json = record
    for step in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _meets(want: Want, value: Json, directory: Directory) -> bool:
    match want:
        case Text(expected):
            # Blanks around a text are in neither system's forms, and may be sent or not.
            held = value.strip() if isinstance(value, str) else value or ""
            return bool(held == expected.strip())
        case Amount():
            number = _number(value)
            return number is not None and want.meets(number)
        case UnitPrice(amount, quantity):
            price = _number(value)
            return price is not None and _rounded(price * quantity) == _rounded(amount)
        case Day(expected):
            return _day(value) == expected
        case Flag(expected):
            return isinstance(value or False, bool) and bool(value) is expected
        case Named(entity, name):
            return _name(entity, _ref(value), directory) == name
        case Linked(_, wanted, _):
            return _ref(value) == wanted
        case Nothing():
            return not _held(value)
        case Usual(values):
            return _called(value) in {"", *values}
        case Either(values):
            return (value or "") in values
        case Addressed():
            return _is_addressed(want, value)


def _called(value: Json) -> str:
    """Return a plain value, or the name in a reference."""
    if isinstance(value, Mapping):
        value = value.get("name")
    return str(value or "")


def _is_addressed(want: Addressed, value: Json) -> bool:
    """Whether an address is empty, or the one that is wanted; a state is a word of its own."""
    written = _written(value)
    if not written:
        return True
    whole = all(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", written) for part in want.parts)
    return whole and all(
        str(value.get(place) or "") in {"", *allowed} for place, allowed in want.places.items()
    )


def _written(address: Json) -> str:
    """Return the words of an address, whatever fields they are in."""
    if not isinstance(address, Mapping):
        return ""
    skipped = {"Id", "Lat", "Long"}
    return " ".join(str(text) for key, text in address.items() if key not in skipped and text)


def _number(value: Json) -> Decimal | None:
    """Read a number; text counts as one only if it is written as one (QuickBooks takes both)."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return Decimal(value)
    except (InvalidOperation, ValueError, TypeError):
        return None


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def _day(value: Json) -> date | None:
    try:
        return date.fromisoformat(value)
    except (ValueError, TypeError):
        return None


def _held(value: Json) -> bool:
    """Whether a value is not empty; a reference or address without content is."""
    if isinstance(value, Mapping):
        return any(_held(item) for item in value.values())
    return bool(value)


def _ref(value: Json) -> str:
    """Read a reference's id, whether `{"value": ..}` or a bare id."""
    if isinstance(value, Mapping):
        value = value.get("value")
    return str(value) if value is not None else ""


def _name(entity: str, record_id: str, directory: Directory) -> str | None:
    if not record_id:
        return ""
    return directory.get(entity, {}).get(record_id)


def _shown(want: Want) -> str:
    match want:
        case Text(value):
            return value or NOTHING
        case Amount():
            return want.shown()
        case UnitPrice(amount, quantity):
            return f"{amount} / {quantity}"
        case Day(value):
            return value.isoformat()
        case Flag(value):
            return str(value).lower()
        case Named(_, name):
            return name or NOTHING
        case Linked(entity, record_id, ref):
            return f"{entity} {record_id} of {ref}"
        case Nothing():
            return NOTHING
        case Usual(values):
            return " or ".join((NOTHING, *dict.fromkeys(values)))
        case Either(values):
            return " or ".join(values) or NOTHING
        case Addressed():
            return " ".join(want.parts) or NOTHING


def _found(want: Want, value: Json, directory: Directory) -> str:
    if value is None or value == "":
        return NOTHING
    match want:
        case Named(entity, _) | Linked(entity, _, _):
            record_id = _ref(value)
            name = _name(entity, record_id, directory)
            return f"{name} ({record_id})" if name else f"{entity} {record_id}"
        case Usual():
            return _called(value) or NOTHING
        case Addressed():
            return _written(value) or NOTHING
        case Text(expected) if isinstance(value, str) and _look_alike(expected, value):
            return f"{value} ({_first_difference(expected, value)})"
        case _ if isinstance(value, bool):
            return str(value).lower()
        case _ if isinstance(value, Mapping) and value.get("name") and value.get("value"):
            return f"{value['name']} ({value['value']})"
        case _:
            return str(value)


def _look_alike(one: str, other: str) -> bool:
    """Whether two different texts look alike to a reader."""

    def plain(text: str) -> str:
        return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

    return plain(one) == plain(other)


def _first_difference(expected: str, found: str) -> str:
    for position, (one, other) in enumerate(zip(expected, found, strict=False), start=1):
        if one != other:
            return f"character {position}: U+{ord(other):04X} for U+{ord(one):04X}"
    return f"{len(found)} characters for {len(expected)}"
