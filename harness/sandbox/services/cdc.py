"""
Change data capture: what was made, changed or deleted since a moment, entity by entity.

Whole records, oldest change first, deleted ones as stubs behind them. An entity
without changes is an empty object (recorded).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from harness.sandbox.core import faults, shape, wire
from harness.sandbox.core.clock import PACIFIC
from harness.sandbox.core.faults import Fault
from harness.sandbox.core.schema import Entity

if TYPE_CHECKING:
    from harness.sandbox.company import Company

LARGEST = 1000
"""So many objects in one answer (Intuit)."""

LOOK_BACK = timedelta(days=30)
NOT_CAPTURED = frozenset({"TaxAgency", "TaxClassification"})
"""Entities that change data capture refuses (a client's live suite leaves them out)."""

SILENT = frozenset({"TimeActivity", "TaxCode", "TaxRate", "ExchangeRate"})
"""Not captured either (Intuit), but asking for them is answered (a client's live suite)."""


def answer(company: Company, entities: str, since: str) -> str:
    """Answer for the named entities; the JSON of `CDCResponse`'s list."""
    if not entities.strip():
        raise faults.required("entities").resting_on("cdc-parameters")
    if not since.strip():
        raise faults.required("changedSince").resting_on("cdc-parameters")
    moment = _moment(company, since)
    by_name = {name.casefold(): entity for name, entity in company.entities.items()}
    asked: list[Entity] = []
    named = (part.strip().casefold() for part in entities.split(","))
    for name in dict.fromkeys(filter(None, named)):
        entity = by_name.get(name)
        if entity is None or entity.name in NOT_CAPTURED:
            raise _unknown(name).resting_on("cdc-parameters")
        if entity.name in SILENT and company.choice("cdc-uncaptured") == "refused":
            raise _unknown(name).resting_on("cdc-uncaptured")
        asked.append(entity)
    room = LARGEST
    parts = []
    for entity in asked:
        company.lean_on(entity)
        if entity.name in SILENT:
            parts.append("{}")
            continue
        texts = _changed(company, entity, moment, room)
        room -= len(texts)
        parts.append(entity.listed(texts, changes=True))
    return f'[{{"QueryResponse":[{",".join(parts)}]}}]'


def _unknown(name: str) -> Fault:
    return faults.invalid(
        "2000",
        "Invalid or unsupported object name",
        f"Change data capture knows no entity {name}",
        "entities",
    )


def _moment(company: Company, since: str) -> int:
    """Read the moment in seconds; without an offset it is Pacific, without a time midnight."""
    try:
        moment = datetime.fromisoformat(since.strip().replace(" ", "+"))
    except ValueError:
        raise _wrong_moment(since) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=PACIFIC)
    earliest = company.clock.now() - LOOK_BACK
    if moment < earliest and company.choice("cdc-look-back") == "thirty days":
        moment = earliest
    try:
        return int(moment.timestamp())
    except (OverflowError, ValueError):
        raise _wrong_moment(since) from None


def _wrong_moment(since: str) -> Fault:
    return faults.invalid(
        "2070",
        "Invalid Date value",
        f"changedSince must be a date and time. Supplied value:{since}",
        "changedSince",
    ).resting_on("cdc-parameters")


def _changed(company: Company, entity: Entity, moment: int, room: int) -> list[str]:
    key = (company.realm, entity.name, moment)
    rows = company.store.rows(
        "SELECT body FROM record WHERE realm = ? AND entity = ? AND updated >= ?"
        " ORDER BY updated, number LIMIT ?",
        *key,
        room,
    )
    texts = [_shown(company, entity, body) for (body,) in rows]
    gone = company.store.rows(
        "SELECT id, stamp FROM removed WHERE realm = ? AND entity = ? AND updated >= ?"
        " ORDER BY updated DESC, CAST(id AS INTEGER) DESC LIMIT ?",
        *key,
        room - len(texts),
    )
    return texts + [
        wire.dumps(
            {
                "domain": "QBO",
                "status": "Deleted",
                "Id": record_id,
                "MetaData": {"LastUpdatedTime": stamp},
            }
        )
        for record_id, stamp in gone
    ]


def _shown(company: Company, entity: Entity, body: str) -> str:
    if entity.reading is None and entity.shown is None:
        return body
    record = wire.loads(body)
    if entity.reading is not None:
        entity.reading(company, record)
        record = shape.arrange(entity.form, record)
    return wire.dumps(entity.shown(record) if entity.shown else record)
