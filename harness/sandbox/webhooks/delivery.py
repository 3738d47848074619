"""Delivering what is due: after the commit, beside the calls, again when it failed."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC
from typing import TYPE_CHECKING

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from harness.sandbox.webhooks.outbox import Notification, Outbox
from harness.sandbox.webhooks.payload import body, signature

if TYPE_CHECKING:
    from harness.sandbox.core.clock import Clock
    from harness.sandbox.core.store import Store

PATIENCE = 3
"""Seconds in which an endpoint must answer (Intuit)."""

RETRIED = frozenset({408, 500, 502, 503, 504})
"""Answers after which Intuit sent again by its older page; today it does after all but 200."""
GOOD = range(200, 300)

LOOK = 1.0
"""Seconds between two looks at the clock while something waits: a test may turn it."""


class Deliverer:
    """Tells the apps, one notification after another."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.outbox = Outbox(store)
        self._store = store
        self._clock = clock
        self._something = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()

    def wake(self) -> None:
        """Say that there is something to tell."""
        self._something.set()

    async def running(self, app: web.Application) -> AsyncIterator[None]:
        """Deliver for as long as the application runs (a cleanup context of aiohttp)."""
        del app
        task = asyncio.create_task(self._run())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _run(self) -> None:
        while True:
            with suppress(TimeoutError):
                waits = self.outbox.next_due() is not None
                await asyncio.wait_for(self._something.wait(), LOOK if waits else None)
            self._something.clear()
            await self.deliver()

    async def deliver(self, *, at_once: bool = False) -> list[dict[str, object]]:
        """Send all that is due, or all that waits; what became of each notification."""
        async with (
            self._one_at_a_time,
            ClientSession(timeout=ClientTimeout(total=PATIENCE)) as session,
        ):
            if at_once:  # only now: a delivery under way has put its failures aside by this time
                with self._store.transaction():
                    self.outbox.hurry()
            due = self.outbox.due(self._clock.seconds())
            if self.outbox.delivery.twice:
                due = [notification for notification in due for _ in range(2)]
            return [await self._send(session, notification) for notification in due]

    async def _send(self, session: ClientSession, notification: Notification) -> dict[str, object]:
        hook = notification.hook
        content = body(hook.form, notification.events)
        created = self._clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Accept": "application/json",
            "User-Agent": "intuit_notification_server/0.1",
            "intuit-signature": signature(hook.verifier, content),
            "intuit-created-time": created,
            "intuit-t-id": secrets.token_hex(16),
            "intuit-notification-schema-version": "0.1",
        }
        status = 0
        with suppress(ClientError, TimeoutError, OSError):
            # A redirect would carry the company's events to a host nobody registered.
            async with session.post(
                hook.url, data=content, headers=headers, allow_redirects=False
            ) as response:
                status = response.status
        given_up = status not in RETRIED if self.outbox.delivery.gives_up else status in GOOD
        again = status == 0 or not given_up
        with self._store.transaction():
            if again:
                self.outbox.failed(notification, self._clock.seconds())
            else:
                self.outbox.done(notification)
        return {
            "client_id": hook.client_id,
            "realms": sorted({event.realm for event in notification.events}),
            "events": len(notification.events),
            "status": status or None,
        }
