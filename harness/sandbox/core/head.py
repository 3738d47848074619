"""What every kept record carries: its id, its SyncToken, when it was changed and by whom."""

from __future__ import annotations

from harness.sandbox.core.schema import HEAD, Entity, Record

OWNERS_PLACE = 32
"""How far the id of a company's owner lies behind the company's (recorded 2026)."""


def first(record_id: str, stamp: str) -> Record:
    """Return what a record carries that was made a moment ago."""
    return {
        "domain": "QBO",
        "sparse": False,
        "Id": record_id,
        "SyncToken": "0",
        "MetaData": {"CreateTime": stamp, "LastUpdatedTime": stamp},
    }


def of(record: Record) -> Record:
    """Return what a record carries."""
    return {key: record[key] for key in HEAD}


def next_token(record: Record) -> str:
    """Return the SyncToken that a record has after its next change."""
    return str(int(record["SyncToken"]) + 1)


def renewed(before: Record, stamp: str) -> Record:
    """Return what a changed record carries: another SyncToken, and the time of the change."""
    changed = {**before["MetaData"], "LastUpdatedTime": stamp}
    return {**of(before), "SyncToken": next_token(before), "MetaData": changed}


def signed(entity: Entity, realm: str, held: Record, stamp: str) -> Record:
    """Return a `MetaData` that tells when a change was, and whose where Intuit tells (recorded)."""
    if not entity.signed:
        return {**held, "LastUpdatedTime": stamp}
    by = {"LastModifiedByRef": {"value": _owner(realm)}}
    return {"CreateTime": held["CreateTime"], **by, "LastUpdatedTime": stamp}


def _owner(realm: str) -> str:
    """Return the id of a company's owner: a number near the company's own, as recorded."""
    return str(int(realm) + OWNERS_PLACE) if realm.isdecimal() else realm
