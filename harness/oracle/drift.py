"""
Drift: edits made by hand in QuickBooks to the mirrors of our records.

Odoo is the source of truth. So a changed mirror that matches neither what Odoo says
now nor what it said when it was mirrored was changed by somebody else. Change data
capture returns whole records with the time of their last change, and of deleted ones
the id and the time. The API names who did it for invoices and bills only, by the
user's id (`LastModifiedByRef`, recorded in 2026; other published answers have it for
sales forms); otherwise only QuickBooks' audit log shows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from harness.oracle.compare import differences
from harness.oracle.difference import Difference
from harness.oracle.expectation import Directory, Expectation
from harness.oracle.strays import Changed, said_of
from harness.snapshot import OdooRef

NOBODY = "; its audit log says by whom, its API does not"

Kind = Literal["edited", "voided", "made inactive", "deleted", "made"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """
    A mirror that the harness knows: the record it belongs to, and what it may hold.

    One of the expectations must be met: what Odoo says now, or what it said when the
    record was last mirrored.
    """

    ref: OdooRef
    id: str
    expected: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """
    One edit made by hand in QuickBooks: what, when, and by whom.

    `ref` is the record that it mirrors, None for a record created in QuickBooks; `by` is
    QuickBooks' user, "" where its API does not tell.
    """

    kind: Kind
    entity: str
    id: str
    ref: OdooRef | None
    at: datetime | None
    by: str = ""
    differences: tuple[Difference, ...] = ()
    says: str = ""

    def __str__(self) -> str:
        whose = f"which mirrors {self.ref}" if self.ref else f"which speaks of {self.says}"
        when = self.at.isoformat(timespec="seconds") if self.at else "an unknown time"
        who = f" by its user {self.by}" if self.by else NOBODY
        fields = "".join(
            f"\n    {item.rule} ({item.field}): Odoo says {item.expected}, it holds {item.found}"
            for item in self.differences
        )
        return (
            f"{self.entity} {self.id}, {whose}, was {self.kind} in QuickBooks, last at {when}{who}"
            f"{fields}"
        )


def drifts(
    known: Sequence[Known], changed: Changed, directory: Directory, names: set[str]
) -> list[Drift]:
    """
    Find what drifted among the `changed` records, deleted ones as their stubs.

    A record that mirrors nothing counts as made by hand when it speaks of a
    known one, or bears one of our `names`.
    """
    mirrors = {(item.expected[0].entity, item.id): item for item in known}
    ours: dict[str, set[str]] = {}
    for entity, record_id in mirrors:
        ours.setdefault(entity, set()).add(record_id)
    found = []
    for entity, records in changed.items():
        for record in records:
            mirror = mirrors.get((entity, str(record["Id"])))
            drift = (
                _of_mirror(mirror, record, directory)
                if mirror
                else _of_stranger(entity, record, ours, names)
            )
            if drift is not None:
                found.append(drift)
    return found


def _of_mirror(mirror: Known, record: Mapping[str, Any], directory: Directory) -> Drift | None:
    entity = mirror.expected[0].entity
    if record.get("status") == "Deleted":
        return Drift(
            kind="deleted",
            entity=entity,
            id=mirror.id,
            ref=mirror.ref,
            at=_when(record),
            by=_who(record),
        )
    wrong = [differences(expected, record, directory) for expected in mirror.expected]
    inactive = record.get("Active") is False
    if not all(wrong) and not inactive:
        return None
    fewest = min(wrong, key=len)
    kind: Kind = "edited"
    if inactive:
        kind = "made inactive"
    elif "Voided" in str(record.get("PrivateNote", "")) and not record.get("TotalAmt"):
        kind = "voided"
    return Drift(
        kind=kind,
        entity=entity,
        id=mirror.id,
        ref=mirror.ref,
        at=_when(record),
        by=_who(record),
        differences=tuple(fewest),
    )


def _of_stranger(
    entity: str, record: Mapping[str, Any], ours: Mapping[str, set[str]], names: set[str]
) -> Drift | None:
    said = said_of(entity, record, ours, names)
    if not said:
        return None
    return Drift(
        kind="made",
        entity=entity,
        id=str(record["Id"]),
        ref=None,
        at=_when(record),
        by=_who(record),
        says=said,
    )


def _when(record: Mapping[str, Any]) -> datetime | None:
    stamp = record.get("MetaData", {}).get("LastUpdatedTime")
    return datetime.fromisoformat(stamp) if stamp else None


def _who(record: Mapping[str, Any]) -> str:
    user = record.get("MetaData", {}).get("LastModifiedByRef", {})
    return str(user.get("name") or user.get("value") or "")
