"""Answering a query: filter, order, page and project records as Intuit does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from harness.sandbox.clock import PACIFIC
from harness.sandbox.company import Company
from harness.sandbox.parse import Condition, Query, invalid, parse
from harness.sandbox.schema import META, Entity, Field, Record

META_FIELDS = {"id": "Id", "synctoken": "SyncToken"}
TIMES = {"createtime": "CreateTime", "lastupdatedtime": "LastUpdatedTime"}
Reader = Callable[[Record], Any]


def answer(company: Company, text: str) -> Record:
    """Run a query; the content of `QueryResponse`, empty when nothing matches (recorded)."""
    query = parse(text)
    by_name = {name.casefold(): entity for name, entity in company.entities.items()}
    entity = by_name.get(query.entity.casefold())
    if entity is None or "query" not in entity.operations:
        raise invalid(f"invalid context declaration: {query.entity}")
    tests = [_test(entity, condition) for condition in query.where]
    mentions_active = any(condition.path[0].casefold() == "active" for condition in query.where)
    rows = [
        record
        for record in company.all(entity.name)
        if (mentions_active or record.get("Active") is not False)
        and all(test(record) for test in tests)
    ]
    if query.count:
        return {"totalCount": len(rows)}
    rows = _ordered(entity, query, rows)[query.start - 1 :][: query.limit]
    if not rows:
        return {}
    return {
        entity.name: [_projected(entity, query, row) for row in rows],
        "startPosition": query.start,
        "maxResults": len(rows),
    }


def _ordered(entity: Entity, query: Query, rows: list[Record]) -> list[Record]:
    """Order as asked, else as Intuit does: lists by name, transactions latest change first."""
    if query.order:
        for path, descending in reversed(query.order):
            reader, field = _reader(entity, path)
            rows = sorted(rows, key=_key(reader, field), reverse=descending)
        return rows
    if entity.order is not None:
        return sorted(rows, key=entity.order)
    rows = sorted(rows, key=lambda row: -int(row["Id"]) if row["Id"].isdecimal() else 0)
    return sorted(rows, key=lambda row: _time(row["MetaData"]["LastUpdatedTime"]), reverse=True)


def _projected(entity: Entity, query: Query, record: Record) -> Record:
    """Return the fields asked for; refs come without name, lines come empty (observed)."""
    if query.fields is None:
        shown = dict(record)
        shown.pop("DefaultTaxCodeRef", None)  # only single reads show the default (recorded)
        return shown
    shown = {}
    for path in query.fields:
        _reader(entity, path)
        name = _known(entity, path[0])
        if name == "Line":
            shown["Line"] = []
        elif name in record:
            value = record[name]
            shown[name] = {"value": value["value"]} if _is_ref(value) else value
    return {"domain": "QBO", "sparse": True, **shown} | {"Id": record["Id"]}


def _is_ref(value: object) -> bool:
    return isinstance(value, dict) and "value" in value


def _test(entity: Entity, condition: Condition) -> Callable[[Record], bool]:
    reader, field = _reader(entity, condition.path)
    if field is not None and not field.query and field.kind != "object":
        raise invalid(f"property '{'.'.join(condition.path)}' is not queryable")
    match condition.operator:
        case "IN":
            wanted = [_comparable(value, field) for value in condition.values]
            return lambda record: _comparable(reader(record), field) in wanted
        case "LIKE":
            pattern = re.compile(
                ".*".join(re.escape(part) for part in condition.values[0].split("%")),
                re.IGNORECASE | re.DOTALL,
            )
            return lambda record: bool(pattern.fullmatch(_text(reader(record))))
        case operator:
            return _comparison(reader, field, operator, condition.values[0])


def _comparison(
    reader: Reader, field: Field | None, operator: str, value: str
) -> Callable[[Record], bool]:
    wanted = _comparable(value, field)

    def test(record: Record) -> bool:
        held = _comparable(reader(record), field)
        if held is None or type(held) is not type(wanted):
            return operator == "=" and held == wanted
        match operator:
            case "=":
                return bool(held == wanted)
            case "<":
                return bool(held < wanted)
            case ">":
                return bool(held > wanted)
            case "<=":
                return bool(held <= wanted)
            case _:
                return bool(held >= wanted)

    return test


def _reader(entity: Entity, path: Sequence[str]) -> tuple[Reader, Field | None]:
    """Find how to read a path, whatever its case; 4001 for a property that is not there."""
    first = path[0].casefold()
    if first in META_FIELDS:
        return lambda record: record[META_FIELDS[first]], None
    if first == "metadata":
        inner = TIMES.get(path[1].casefold() if len(path) > 1 else "")
        if inner is None:
            raise _unknown(entity, path)
        return lambda record: record["MetaData"][inner], Field(kind="date", query=True)
    name = _known(entity, path[0])
    field = entity.fields[name]

    def read(record: Record) -> Any:  # noqa: ANN401 - any JSON
        value: Any = record.get(name)
        for step in path[1:]:
            value = value.get(step) if isinstance(value, dict) else None
        return value["value"] if _is_ref(value) else value

    return read, field


def _known(entity: Entity, name: str) -> str:
    for known in ("Id", "SyncToken", "MetaData", *entity.fields):
        if known.casefold() == name.casefold() and known != META:
            return known
    raise _unknown(entity, [name])


def _unknown(entity: Entity, path: Sequence[str]) -> Exception:
    return invalid(f"Property {'.'.join(path)} not found for Entity {entity.name}")


def _comparable(value: Any, field: Field | None) -> Any:  # noqa: ANN401 - any JSON
    """Bring both sides of a comparison to one type: text without case, numbers, moments."""
    if value is None:
        return None
    match field.kind if field else "id":
        case "money" | "number":
            try:
                return Decimal(value)
            except InvalidOperation:
                raise invalid(f"value {value} is not a number") from None
        case "flag":
            return str(value).casefold() == "true"
        case "date":
            return _time(str(value)) if "T" in str(value) else str(value)
        case "id":
            return str(value)
        case _:
            return str(value).casefold()


def _key(reader: Reader, field: Field | None) -> Callable[[Record], Any]:
    def key(record: Record) -> Any:  # noqa: ANN401 - any JSON
        value = reader(record)
        if field is None:
            return (value is not None, len(str(value)), str(value))  # ids, in their making
        return (value is not None, _comparable(value, field) if value is not None else 0)

    return key


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _time(text: str) -> datetime:
    """Read a timestamp; without an offset it is Pacific."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise invalid(f"value {text} is not a date and time") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=PACIFIC)
