"""Throttling as Intuit publishes it: calls a minute and at once, of a company and an app."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from harness.sandbox.core.clock import Clock

MINUTE = 60.0
Window = tuple[tuple[str, ...], int | None, float]
"""What is counted together, how many are allowed, in how many seconds."""


class Limits(BaseModel):
    """
    What is allowed; None is no limit.

    The published numbers: 500 calls a minute for a company over all its apps
    and 10 at once for the company and an app, 40 batches a minute for the two
    and 120 for a company. In 2025 Intuit restated "10 at once" as 10 a second; `per_second` is
    for those who read it so. Whether a real 429 says `Retry-After` is not
    known: it does when `retry_after` is set.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: bool = False
    per_minute: int | None = Field(default=500, ge=1)
    per_second: int | None = Field(default=None, ge=1)
    at_once: int | None = Field(default=10, ge=1)
    batches_per_minute: int | None = Field(default=40, ge=1)
    batches_per_minute_of_all_apps: int | None = Field(default=120, ge=1)
    retry_after: int | None = Field(default=None, ge=0)


class Throttle:
    """
    Counts calls by the emulator's clock: under a frozen clock the limits never pass.

    A window slides; a refused call does not count (assumed).
    """

    def __init__(self, clock: Clock) -> None:
        self.limits = Limits()
        self.refused = 0
        self._clock = clock
        self._calls: defaultdict[tuple[str, ...], deque[float]] = defaultdict(deque)
        self._under_way: Counter[tuple[str, str]] = Counter()

    def enter(self, realm: str, client_id: str, *, batch: bool) -> bool:
        """Count a call in; False when it is one too many. Every call let in must `leave`."""
        limits, caller = self.limits, (realm, client_id)
        windows: list[Window] = [
            (("call", realm), limits.per_minute, MINUTE),
            (("second", *caller), limits.per_second, 1.0),
        ]
        if batch:
            windows.append((("batch", *caller), limits.batches_per_minute, MINUTE))
            windows.append((("all", realm), limits.batches_per_minute_of_all_apps, MINUTE))
        now = self._clock.seconds()
        busy = limits.at_once is not None and self._under_way[caller] >= limits.at_once
        if busy or any(self._full(key, limit, span, now) for key, limit, span in windows):
            self.refused += 1
            return False
        for key, _, _ in windows:
            self._calls[key].append(now)
        self._under_way[caller] += 1
        return True

    def leave(self, realm: str, client_id: str) -> None:
        """Count a call out."""
        self._under_way[realm, client_id] -= 1

    def set(self, limits: Limits) -> None:
        """Change the limits; the windows begin anew."""
        self.limits = limits
        self._calls.clear()
        self.refused = 0

    def state(self) -> dict[str, Any]:
        """Say what is allowed, what is under way and what was refused."""
        return {
            **self.limits.model_dump(),
            "under_way": self._under_way.total(),
            "refused": self.refused,
        }

    def _full(self, key: tuple[str, ...], limit: int | None, span: float, now: float) -> bool:
        calls = self._calls[key]
        if calls and calls[-1] > now:  # the clock was set back
            calls.clear()
        while calls and calls[0] <= now - span:
            calls.popleft()
        return limit is not None and len(calls) >= limit
