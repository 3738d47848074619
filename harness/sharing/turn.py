"""
One scenario at a time on a shared database, whoever runs it and wherever.

A scenario may answer a question of the rules in its own way, or invalidate a token
for a moment; a second run must not see that. The turn is a system parameter of
Odoo: keys are unique, so whoever creates it has the turn. It expires if its holder
never gives it back.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from harness.errors import HarnessError
from harness.odoo.port import OdooAccessError, OdooError, OdooPort
from harness.waiting import Patience, Tell, wait_for

KEY = "harness.turn"
LONGEST = timedelta(minutes=10)
"""No scenario takes so long; a turn older than this was left by a run that died."""

PATIENCE = Patience(limit=240, every=0.5)
MODEL = "ir.config_parameter"


def utc_now() -> datetime:
    """Our own clock; the doctor compares it with Odoo's."""
    return datetime.now(UTC)


class Turns:
    """Takes and gives back turns on one database."""

    def __init__(
        self,
        port: OdooPort,
        *,
        patience: Patience = PATIENCE,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._port = port
        self._patience = patience
        self._now = now

    @contextmanager
    def turn(self, who: str, tell: Tell) -> Iterator[None]:
        """Hold the turn for the block; raise `NotProven` when others keep it too long."""
        held = wait_for(
            "a turn on the shared database",
            lambda: self._try(who),
            patience=self._patience,
            tell=tell,
            next_step="wait until the other run is done; a turn that nobody holds any more ends by"
            f" itself after {LONGEST.total_seconds() / 60:.0f} minutes",
        )
        try:
            yield
        finally:
            # It ends by itself; what went wrong before must not be hidden by this.
            with contextlib.suppress(HarnessError):
                self._port.call(MODEL, "unlink", ids=[held])

    def _try(self, who: str) -> tuple[int | None, str]:
        until = (self._now() + LONGEST).isoformat(timespec="seconds")
        value = json.dumps({"who": who, "until": until})
        try:
            made = self._port.call(MODEL, "create", vals_list=[{"key": KEY, "value": value}])
            return int(made[0]), ""
        except OdooAccessError:
            raise
        except OdooError:
            return None, self._look()

    def _look(self) -> str:
        rows = self._port.call(
            MODEL, "search_read", domain=[["key", "=", KEY]], fields=["value"], limit=1
        )
        if not rows:
            return "it was just given back"
        try:
            held = json.loads(rows[0]["value"])
            who, until = str(held["who"]), datetime.fromisoformat(held["until"])
            over = until < self._now()
        except (ValueError, KeyError, TypeError):
            who, over = "somebody", True
        if not over:
            return f"{who} has it"
        with contextlib.suppress(OdooError):  # another run took it away first
            self._port.call(MODEL, "unlink", ids=[rows[0]["id"]])
        return f"{who} left it behind; taking it away"
