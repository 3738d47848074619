"""Long waits: they report what they wait for, and give up with a reason."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from harness.errors import NotProven

Found = TypeVar("Found")
Tell = Callable[[str], None]
SPOKEN = 10.0
"""Seconds between two words about a wait that goes on."""


def silently(text: str) -> None:
    """Tell nobody."""
    del text


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait and how often to look, in seconds, and by which clock."""

    limit: float
    every: float = 2.0
    clock: Callable[[], float] = lambda: time.monotonic()  # noqa: PLW0108 - looked up when called
    sleep: Callable[[float], None] = lambda seconds: time.sleep(seconds)  # noqa: PLW0108


def let_the_second_pass() -> None:
    """Wait for the next second: QuickBooks stamps changes in whole seconds."""
    time.sleep(1 - datetime.now(UTC).microsecond / 1_000_000)


def wait_for(
    what: str,
    look: Callable[[], tuple[Found | None, str]],
    *,
    patience: Patience,
    tell: Tell,
    next_step: str,
) -> Found:
    """
    Call `look` until it finds something, and return that.

    `look` returns what it found, or None, and a description of what it saw instead.
    Raises `NotProven` with that description when the limit has passed.
    """
    began = patience.clock()
    spoken: float | None = None
    while True:
        found, seen = look()
        if found is not None:
            return found
        now = patience.clock()
        if now - began >= patience.limit:
            raise NotProven(
                f"Waited {now - began:.0f} s for {what}, in vain.", found=seen, next_step=next_step
            )
        if spoken is None or now - spoken >= SPOKEN:
            tell(f"waiting for {what}: {seen} ({now - began:.0f} of {patience.limit:.0f} s)")
            spoken = now
        patience.sleep(patience.every)
