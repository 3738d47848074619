"""The fields that every record has: id, SyncToken, when it was changed and by whom."""

from __future__ import annotations

from harness.sandbox.core.schema import HEAD, Entity, Record

OWNERS_PLACE = 32
"""How far the id of a company's owner lies behind the company's (recorded 2026)."""


def first(record_id: str, stamp: str) -> Record:
    """Return these fields for a new record."""
    return {
        "domain": "QBO",
        "sparse": False,
        "Id": record_id,
        "SyncToken": "0",
        "MetaData": {"CreateTime": stamp, "LastUpdatedTime": stamp},
    }


def of(record: Record) -> Record:
    """Return these fields of a record."""
    return {key: record[key] for key in HEAD}


def next_token(record: Record) -> str:
    """Return the SyncToken that a record has after its next change."""
    return str(int(record["SyncToken"]) + 1)


def renewed(before: Record, stamp: str) -> Record:
    """Return these fields for a changed record: the next SyncToken and the time of the change."""
    changed = {**before["MetaData"], "LastUpdatedTime": stamp}
    return {**of(before), "SyncToken": next_token(before), "MetaData": changed}


def signed(entity: Entity, realm: str, held: Record, stamp: str) -> Record:
    """Return `MetaData` with the time of a change and, where Intuit has it, its user (recorded)."""
    if not entity.signed:
        return {**held, "LastUpdatedTime": stamp}
    by = {"LastModifiedByRef": {"value": _owner(realm)}}
    return {"CreateTime": held["CreateTime"], **by, "LastUpdatedTime": stamp}


def _owner(realm: str) -> str:
    """Return the id of a company's owner: a number near the company's own, as recorded."""
    return str(int(realm) + OWNERS_PLACE) if realm.isdecimal() else realm
