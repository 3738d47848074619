"""
Strays: records in QuickBooks that refer to ours, and that no expectation asked for.

A connector may mirror an invoice correctly and post it a second time as something
else. So everything that changed in QuickBooks meanwhile is searched. Records of others
do not refer to ours, so this works in a shared company too.
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
    List the changed records that are not `ours` (ids by entity) but refer to them.

    A transaction refers to a customer, vendor or item by a reference, an entry of a list
    by one of our `names` within its own.
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
    """Return which of our records a record of `entity` refers to; `""` if none."""
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
    """List a record's references: the entities that each may be of (empty: any), and the id."""
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
