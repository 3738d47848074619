"""
What else arrived: records that speak of ours, and that no expectation asked for.

A connector may mirror an invoice right and post it a second time as something
else. Everything that changed in QuickBooks meanwhile is looked through; what
belongs to others does not speak of our records, so a shared company is no
trouble.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

PARENT = "ParentRef"
PARTIES: Mapping[str, tuple[str, ...]] = {
    "CustomerRef": ("Customer",),
    "VendorRef": ("Vendor",),
    "EntityRef": ("Customer", "Vendor"),
    "Entity": ("Customer", "Vendor"),
    "ItemRef": ("Item",),
    PARENT: (),
}
"""
References by which a record speaks of another, and to which lists they lead.

A parent is in the record's own list: ids of different lists coincide.
"""

NAMES = ("DisplayName", "Name")

Changed = Mapping[str, Sequence[Mapping[str, Any]]]
"""Records that changed, by entity."""


def strays(changed: Changed, ours: Mapping[str, set[str]], names: set[str]) -> list[str]:
    """
    List the changed records that are not `ours` (ids by entity) but speak of them.

    A transaction speaks of a customer, vendor or item by a reference; an entry
    of a list by bearing one of our `names`, whatever was put before or behind.
    """
    found = []
    for entity, records in changed.items():
        for record in records:
            if str(record["Id"]) in ours.get(entity, set()):
                continue
            said = said_of(entity, record, ours, names)
            if said:
                label = record.get("DocNumber") or record.get("DisplayName") or record.get("Name")
                found.append(f"{entity} {record['Id']} ({label or 'no number'}) speaks of {said}")
    return found


def said_of(
    entity: str, record: Mapping[str, Any], ours: Mapping[str, set[str]], names: set[str]
) -> str:
    """Say of which of our records one of `entity` speaks, by name or reference; `""` of none."""
    for key in NAMES:
        text = str(record.get(key, ""))
        for name in sorted(names):
            if name and name in text:
                return f"our name {name}"
    for key, record_id in _references(record):
        for list_ in (entity,) if key == PARENT else PARTIES[key]:
            if record_id in ours.get(list_, set()):
                return f"our {list_} {record_id}"
    return ""


def references(record: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """List what a record points at: the lists it may be in (none: any), and its id."""
    for key, record_id in _references(record):
        yield PARTIES[key], record_id


def _references(value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in PARTIES and isinstance(inner, Mapping) and "value" in inner:
                yield key, str(inner["value"])
            yield from _references(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)
