"""Index entries: the normalised values of a record's indexed fields."""

from __future__ import annotations

from typing import Any

from harness.sandbox.core.schema import Entity, Field, Record


def normal(field: Field, value: Any) -> str:  # noqa: ANN401 - any JSON
    """Bring a field's value, or a query's literal, to the form it is indexed by."""
    match field.kind:
        case "ref":
            return str(value["value"] if isinstance(value, dict) else value)
        case "flag":
            return str(value).casefold()
        case "date":
            return str(value)[:10]
        case _:
            return str(value).casefold()


def entries(entity: Entity, record: Record) -> set[tuple[str, str]]:
    """List what a record is found by: fields and values, empty ones left out."""
    indexed = entity.indexed
    return {
        (name, normal(indexed[name], record[name]))
        for name in filter(record.__contains__, indexed)
        if record[name] not in (None, "", {})
    }
