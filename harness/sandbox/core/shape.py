"""Validating what a client sent by an entity's declaration: known fields, types, lengths, order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import filterfalse
from typing import Any

from harness.sandbox.core import faults, gathered, wire
from harness.sandbox.core.faults import Fault
from harness.sandbox.core.schema import META, Entity, Field, Form, Kind, Record
from harness.sandbox.core.unmodelled import UNMODELLED, extension

LARGEST = Decimal(99999999999)
LEAST = Decimal("0.0000000001")
"""Intuit documents the largest price; that amounts and quantities end there too is ours."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no XML, and so none of Intuit's services, can say."""

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*|[-+]\d{2}:\d{2}|Z)?")

REFERENCE = ("value", "name", "type")
"""What a reference may say."""
PART = Field(kind="text")

NUMBERS = frozenset({int, Decimal})
"""As what numbers of JSON are read, all of them finite."""
FULL = NUMBERS | {bool}
OBJECTS = frozenset({dict})
ENVELOPE: Mapping[str, Field] = {
    **dict.fromkeys(("Id", "SyncToken", "domain", "status", "time"), Field(kind="text")),
    "sparse": Field(kind="flag"),
    "MetaData": Field(kind="object"),
}
"""Properties of every entity; none of them is the client's to set."""


def accept(entity: Entity, body: Mapping[str, Any], told: list[Fault]) -> Record:
    """
    Validate a client's body: refuse unknown properties, drop read-only ones, convert the rest.

    Empty values stay in (`""`, `{}`, `{"value": ""}`): they clear a field. What is too long
    stays in too, and is `told` beside what else may be wrong.
    """
    accepted: Record = {}
    for name, field in known(entity, body).items():
        value = body[name]
        if value is None or (value == "" and not field.clearable):
            continue
        if field.readonly:
            typed(name, PLAIN[field.kind], value)  # ignored, but readable it must be
            continue
        try:
            accepted[name] = typed(name, field, value)
        except Fault as fault:
            if not gathered.is_only(fault, gathered.TOO_LONG):
                raise gathered.joined([*told, fault]) from None
            told.append(fault)
            accepted[name] = str(value)  # a text, as rules expect, also where a number was sent
    return accepted


def known(entity: Entity, body: Mapping[str, Any]) -> dict[str, Field]:
    """Return the fields that a body has; refuse properties that the entity does not have."""
    found = {}
    unmodelled = UNMODELLED.get(entity.name, ())
    for name, value in body.items():
        if name in ENVELOPE:
            if value not in (None, ""):
                typed(name, ENVELOPE[name], value)
            continue
        if name in unmodelled:
            continue
        field = entity.fields.get(name)
        if field is None or field.refused:
            _demand_empty_extension(entity, name, value)
            continue
        found[name] = field
    return found


def _demand_empty_extension(entity: Entity, name: str, value: object) -> None:
    """Refuse what the entity does not have, and its extension (`PurchaseEx`) unless it is empty."""
    if name != extension(entity.name):
        raise unknown(entity, name)
    if value not in (None, {}, {"any": []}):
        raise faults.unreadable()


def demand_again(entity: Entity, given: Record, before: Record) -> None:
    """Demand the fields that every update must repeat, even a sparse one (live tests)."""
    for name in entity.again:
        if not given.get(name):
            raise faults.required(name)
    if entity.one_again and all(given.get(name) is None for name in entity.one_again):
        raise faults.required(next(name for name in entity.one_again if name in before))


def unknown(entity: Entity, name: str) -> faults.Fault:
    """Return the fault for an unknown property; it lists all properties of Intuit's class."""
    names = {*entity.fields, *UNMODELLED.get(entity.name, ()), *ENVELOPE}
    return faults.unknown_property(name, entity.name, list(names - {META, "time", name}))


def arrange(form: Form, record: Record) -> Record:
    """Put fields into their printed order and leave out what is empty."""
    given = {**form.hollow, **record}
    # Every write does this to some dozens of fields, so it is left to C where it can be.
    names = list(filter(given.__contains__, form.names))
    arranged = dict(zip(names, map(given.__getitem__, names), strict=True))
    for name in [*filterfalse(given.get, names), *filter(arranged.__contains__, form.refs)]:
        value = given[name]
        if value.__class__ in FULL or name not in arranged:
            continue  # numbers and flags are never empty
        if value and name in form.refs and value.get("value"):
            continue  # as nearly every reference
        if _empty(value, form.fields[name]):
            if name in form.hollow:
                arranged[name] = {}
            else:
                del arranged[name]
    return arranged


def _empty(value: object, field: Field) -> bool:
    if value is None:
        return True
    if field.kind == "list":
        return field.lean and not value  # Intuit prints most empty lists, such as LinkedTxn
    if value == "":
        return True
    if isinstance(value, dict):
        if field.hollow or field.bare:
            return False
        return not value or (field.kind == "ref" and not value.get("value"))
    return False


def is_unset(value: object, field: Field) -> bool:
    """Whether a required field is empty; a reference without a value is."""
    return not value or (field.kind == "ref" and isinstance(value, dict) and not value.get("value"))


def typed(name: str, field: Field, value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Convert one value to its field's type, or refuse it."""
    return READERS[field.kind](name, field, value)


def decimal(name: str, value: Any) -> Decimal:  # noqa: ANN401 - any JSON
    """Read a number; text that is written as one counts (python-quickbooks sends it so)."""
    number = Decimal(value) if type(value) in NUMBERS else _written_number(value)
    if number and not LEAST <= number.copy_abs() <= LARGEST:
        raise too_large(name)
    return number


def _written_number(value: Any) -> Decimal:  # noqa: ANN401 - any JSON
    if isinstance(value, bool) or (isinstance(value, str) and "_" in value):
        raise faults.unreadable()  # `1_000` is a number to Python only
    try:
        number = Decimal(value)
    except (InvalidOperation, ValueError, TypeError):
        raise faults.unreadable() from None
    if not number.is_finite():
        raise faults.unreadable()
    return number


def parts(path: str, kind: str, value: Mapping[str, Any], known: Mapping[str, Field]) -> Record:
    """
    Validate an object within an entity: known parts, converted, without empty ones.

    `path` is its place in the body, `kind` its class in Intuit's schema.
    """
    for key in value:
        if key not in known:
            raise faults.unknown_property(key, kind, list(known))
    return {
        key: typed(f"{path}.{key}", field, value[key])
        for key, field in known.items()
        if value.get(key) not in (None, "")
    }


def too_large(name: str) -> faults.Fault:
    """2240: a number that is too large, or too close to zero, to be stored."""
    return faults.invalid(
        "2240", "Invalid Number Range", f"{name} must be between -{LARGEST} and {LARGEST}", name
    ).resting_on("largest-amount")


def _text(name: str, field: Field, value: object) -> str:
    if isinstance(value, bool | dict | list):
        raise faults.unreadable()
    written = str(value)
    if field.limit is not None and len(written) > field.limit:
        raise faults.too_long(name, field.limit, len(written))
    if not written.isprintable() and CONTROL.search(written):
        raise faults.unwritable(name, written)
    if field.choices and written and written not in field.choices:
        if not field.free:
            raise faults.unreadable()
        raise faults.invalid(
            "2170",
            "Invalid Enumeration",
            f"Invalid Enumeration : {written} is not one of {', '.join(field.choices)}",
            name,
        )
    return written


def _money(name: str, field: Field, value: object) -> Decimal | int:
    del field
    return wire.money(decimal(name, value))


def _number(name: str, field: Field, value: object) -> Decimal | int:
    del field
    return wire.number(decimal(name, value))


def _flag(name: str, field: Field, value: object) -> bool:
    del name, field
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    raise faults.unreadable()


def _date(name: str, field: Field, value: object) -> str:
    """Read a date; a time behind it is cut off, as clients send both."""
    del field
    if not isinstance(value, str):
        raise faults.unreadable()
    if not value:
        return ""
    found = DAY.fullmatch(value)
    try:
        return date.fromisoformat(found[1] if found else "").isoformat()
    except ValueError:
        raise faults.invalid(
            "2070", "Invalid Date value", f"{name} must be a date: yyyy-mm-dd", name
        ) from None


def _ref(name: str, field: Field, value: object) -> Record:
    """Read a reference, without the name that a client may send with it."""
    del name, field
    if value == "":
        return {"value": ""}
    if not isinstance(value, dict):
        raise faults.unreadable()
    if not value:
        return {}
    if len(value) == 1:
        said = value.get("value")
        if said.__class__ is str and said.isprintable():
            return {"value": said}  # as most clients write it
    read = {"value": ""}
    for key, said in value.items():
        if key not in REFERENCE:
            raise faults.unknown_property(key, "ReferenceType", REFERENCE)
        if said is None:
            continue
        written = said
        if said.__class__ is not str or not said.isprintable():
            written = _text(key, PART, said)
        if key != "name":
            read[key] = written
    return read


def _object(name: str, field: Field, value: object) -> Record:
    del name, field
    if not isinstance(value, dict):
        raise faults.unreadable()
    return dict(value)


def _list(name: str, field: Field, value: object) -> list[Record]:
    del name, field
    if not isinstance(value, list) or not OBJECTS.issuperset(map(type, value)):
        raise faults.unreadable()
    return value


READERS: Mapping[Kind, Callable[[str, Field, Any], Any]] = {
    "text": _text,
    "money": _money,
    "number": _number,
    "flag": _flag,
    "date": _date,
    "ref": _ref,
    "object": _object,
    "list": _list,
}
"""How a value of each kind is read."""
PLAIN: Mapping[Kind, Field] = {kind: Field(kind=kind) for kind in READERS}
"""Of each kind a field without limits."""


def nameless(value: object) -> object:
    """Leave the names in references out: what was renamed is still the same."""
    if isinstance(value, list):
        return [nameless(part) for part in value]
    if not isinstance(value, dict):
        return value
    left_out = {"name"} if value.keys() >= {"value", "name"} else set()
    return {key: nameless(part) for key, part in value.items() if key not in left_out}
