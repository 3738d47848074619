"""The two forms of a notification, and its signature."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

Form = Literal["cloudevents", "classic"]

VERBS = {
    "Create": "created",
    "Update": "updated",
    "Delete": "deleted",
    "Void": "void",
    "Merge": "merged",
    "Emailed": "emailed",
}
"""Operations in the words of the newer form, as Intuit's page lets an app choose them (2026)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened; `number` is its place in the outbox."""

    number: int
    realm: str
    entity: str
    id: str
    operation: str
    stamp: str


def body(form: Form, events: Sequence[Event]) -> bytes:
    """Write a notification."""
    notification = _classic(events) if form == "classic" else _cloudevents(events)
    return json.dumps(notification, separators=(",", ":")).encode()


def signature(verifier: str, content: bytes) -> str:
    """Sign a body: base64 of HMAC-SHA256 under the app's verifier token (Intuit)."""
    digest = hmac.new(verifier.encode(), content, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def _utc(stamp: str, form: str) -> str:
    return datetime.fromisoformat(stamp).astimezone(UTC).strftime(form)


def _classic(events: Sequence[Event]) -> object:
    by_realm: dict[str, list[object]] = {}
    for event in events:
        entity = {
            "name": event.entity,
            "id": event.id,
            "operation": event.operation,
            # Unlike Intuit's page, which has an offset without a colon (recorded, 2017 to 2020).
            "lastUpdated": _utc(event.stamp, "%Y-%m-%dT%H:%M:%S.000Z"),
        }
        by_realm.setdefault(event.realm, []).append(entity)
    return {
        "eventNotifications": [
            {"realmId": realm, "dataChangeEvent": {"entities": entities}}
            for realm, entities in by_realm.items()
        ]
    }


def _cloudevents(events: Sequence[Event]) -> object:
    return [
        {
            "specversion": "1.0",
            "id": _id(event),
            "source": _source(event.realm),
            "type": f"qbo.{event.entity.lower()}.{VERBS[event.operation]}.v1",
            "time": _utc(event.stamp, "%Y-%m-%dT%H:%M:%SZ"),
            "intuitentityid": event.id,
            "intuitaccountid": event.realm,
        }
        for event in events
    ]


def _source(realm: str) -> str:
    """Name a company: base64 of 32 bytes, of which Intuit does not say what they are."""
    opaque = base64.b64encode(hashlib.sha256(realm.encode()).digest()).decode()
    return f"intuit.{opaque}"


def _id(event: Event) -> str:
    """Name an event: it keeps its id when it is sent again, and no other has it (CloudEvents)."""
    unique = uuid5(NAMESPACE_URL, f"{_source(event.realm)}/{event.number}/{event.stamp}")
    return f"{unique}-{event.entity}-{event.id}"
