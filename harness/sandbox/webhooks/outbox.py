"""The outbox: which app is to be told what, since when, and how often that failed."""

from __future__ import annotations

import json
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from harness.sandbox.webhooks.payload import VERBS, Event, Form

if TYPE_CHECKING:
    from harness.sandbox.company import Company
    from harness.sandbox.core.store import Store

ANNOUNCED = frozenset(
    {
        "Account",
        "Bill",
        "BillPayment",
        "Budget",
        "Class",
        "CompanyCurrency",
        "CreditMemo",
        "Customer",
        "Department",
        "Deposit",
        "Employee",
        "Estimate",
        "Invoice",
        "Item",
        "JournalEntry",
        "Payment",
        "PaymentMethod",
        "Preferences",
        "Purchase",
        "PurchaseOrder",
        "RefundReceipt",
        "SalesReceipt",
        "TaxAgency",
        "Term",
        "TimeActivity",
        "Transfer",
        "Vendor",
        "VendorCredit",
    }
)
"""Entities that Intuit tells of."""

MOST_EVENTS = 100
"""In one notification (Intuit's answers to questions on the newer form, in its sample of it)."""

HOUR = 3_600
DAY = 24 * HOUR


class Delivery(BaseModel):
    """
    How events are delivered.

    `pauses` are the seconds before a failed notification is sent again; the last
    one repeats for good (Intuit's page of 2026). Its older page ended after 20, 30
    and 50 minutes: with `gives_up` a notification is dropped after the last pause
    and its app blocked, and an answer that is no failure of the endpoint, such as
    401, is not repeated. Intuit promises neither an order nor that an event comes
    once: `shuffled` mixes them by the `seed`, `twice` repeats each. A notification
    is of one company (its best practices) or, `together`, of several (its news of
    the newer form).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    pauses: tuple[Annotated[int, Field(ge=0, le=DAY)], ...] = Field(
        default=(10, 20, 30, 5 * 60, 20 * 60, 2 * HOUR, 4 * HOUR, 6 * HOUR),
        min_length=1,
        max_length=10,
    )
    gives_up: bool = False
    order: Literal["kept", "shuffled"] = "kept"
    seed: int = 0
    twice: bool = False
    companies: Literal["apart", "together"] = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where an app is told; `entities` empty means all. A blocked one failed too often."""

    client_id: str
    url: str
    verifier: str
    form: Form
    entities: tuple[str, ...]
    blocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """What one app is to be told at once."""

    hook: Hook
    events: Sequence[Event]
    attempts: int


class Outbox:
    """Hooks and events in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._hooks: list[Hook] | None = None
        self.delivery = Delivery()

    def register(self, hook: Hook) -> None:
        """Make a hook known, or change it; a blocked one is tried again."""
        self._hooks = None
        self._store.rows(
            "INSERT OR REPLACE INTO hook VALUES (?, ?, ?, ?, ?, 0)",
            hook.client_id,
            hook.url,
            hook.verifier,
            hook.form,
            json.dumps(hook.entities),
        )

    def drop(self, client_id: str) -> bool:
        """Forget a hook and what it was to be told; False when there is none."""
        self._hooks = None
        self._store.rows("DELETE FROM event WHERE client_id = ?", client_id)
        return bool(
            self._store.rows("DELETE FROM hook WHERE client_id = ? RETURNING url", client_id)
        )

    def hooks(self) -> list[Hook]:
        """List all hooks; every write asks, so they are read once."""
        if self._hooks is None:
            forms = get_args(Form)
            self._hooks = [
                Hook(
                    client_id=client_id,
                    url=url,
                    verifier=verifier,
                    form=form if form in forms else forms[0],
                    entities=tuple(json.loads(entities)),
                    blocked=bool(blocked),
                )
                for client_id, url, verifier, form, entities, blocked in self._store.rows(
                    "SELECT * FROM hook ORDER BY client_id"
                )
            ]
        return self._hooks

    def keep(self, company: Company) -> bool:
        """Keep what a request did, for every app that may know; whether there is anything."""
        if not self.hooks():
            return False
        told = [
            change
            for change in company.changes
            if change.entity in ANNOUNCED and change.operation in VERBS
        ]
        rows = [
            (
                hook.client_id,
                company.realm,
                change.entity,
                change.id,
                change.operation,
                change.stamp,
            )
            for hook in (self._listening(company.realm) if told else ())
            for change in told
            if not hook.entities or change.entity in hook.entities
        ]
        if rows:
            self._store.many(
                "INSERT INTO event (client_id, realm, entity, id, operation, stamp, due, attempts)"
                " VALUES (?, ?, ?, ?, ?, ?, 0, 0)",
                rows,
            )
        return bool(rows)

    def _listening(self, realm: str) -> Collection[Hook]:
        """Return the hooks of apps that the company consented to."""
        hooks = [hook for hook in self.hooks() if not hook.blocked]
        if not hooks:
            return ()
        rows = self._store.rows("SELECT client_id FROM consent WHERE realm = ?", realm)
        consented = {client_id for (client_id,) in rows}
        return [hook for hook in hooks if hook.client_id in consented]

    def due(self, now: float) -> list[Notification]:
        """Gather what is due by app, company and number of attempts, so many a notification."""
        gathered: dict[tuple[str, str, int], list[Event]] = {}
        for (
            number,
            client_id,
            realm,
            entity,
            record_id,
            operation,
            stamp,
            attempts,
        ) in self._store.rows(
            "SELECT number, client_id, realm, entity, id, operation, stamp, attempts"
            " FROM event WHERE due <= ? ORDER BY number",
            now,
        ):
            event = Event(
                number=number,
                realm=realm,
                entity=entity,
                id=record_id,
                operation=operation,
                stamp=stamp,
            )
            whose = realm if self.delivery.companies == "apart" else ""
            gathered.setdefault((client_id, whose, attempts), []).append(event)
        if self.delivery.order == "shuffled":
            for (client_id, _, _), events in gathered.items():
                random.Random(f"{self.delivery.seed} {client_id}").shuffle(events)  # noqa: S311
        by_client = {hook.client_id: hook for hook in self.hooks()}
        return [
            Notification(
                hook=by_client[client_id],
                events=events[first : first + MOST_EVENTS],
                attempts=attempts,
            )
            for (client_id, _, attempts), events in gathered.items()
            if client_id in by_client
            for first in range(0, len(events), MOST_EVENTS)
        ]

    def next_due(self) -> float | None:
        """Say when the next event is due, in seconds since 1970; None when none waits."""
        row = self._store.row("SELECT MIN(due) FROM event")
        return row[0] if row else None

    def waiting(self, client_id: str) -> int:
        """Count what an app is still to be told."""
        row = self._store.row("SELECT COUNT(*) FROM event WHERE client_id = ?", client_id)
        return int(row[0]) if row else 0

    def hurry(self) -> None:
        """Let everything that waits be due now."""
        self._store.rows("UPDATE event SET due = 0")

    def done(self, notification: Notification) -> None:
        """Forget what was told, or can't be."""
        self._store.many(
            "DELETE FROM event WHERE number = ?", [(event.number,) for event in notification.events]
        )

    def failed(self, notification: Notification, now: float) -> None:
        """Let it be sent again later, or give up: it is dropped, and its app blocked."""
        pauses = self.delivery.pauses
        last = len(pauses) - 1
        if self.delivery.gives_up and notification.attempts > last:
            self.done(notification)
            self._hooks = None
            self._store.rows(
                "UPDATE hook SET blocked = 1 WHERE client_id = ?", notification.hook.client_id
            )
            return
        due = now + pauses[min(notification.attempts, last)]
        self._store.many(
            "UPDATE event SET attempts = attempts + 1, due = ? WHERE number = ?",
            [(due, event.number) for event in notification.events],
        )
