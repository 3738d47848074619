"""What time it is in the emulated service: running, frozen, advanced, accelerated or set."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")
"""Intuit stamps everything in its own zone, whatever the company's (recorded 2015 to 2020)."""

EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
FASTEST = 10_000.0
MILLION = 1_000_000


class Clock:
    """
    A clock that runs `factor` times as fast as the machine's.

    Tokens, timestamps and throttling all use this clock, so that a test can stop and
    set it instead of waiting. A restart sets it back to the machine's time.
    """

    def __init__(self) -> None:
        self._shown = self._read = time.time()
        self._factor = 1.0
        self._second, self._parts = 0, ("", "", "", "")

    @property
    def factor(self) -> float:
        """How fast time passes; 0 is frozen."""
        return self._factor

    def seconds(self) -> float:
        """Return the time in seconds since 1970; every request asks several times."""
        return self._shown + (time.time() - self._read) * self._factor

    def now(self) -> datetime:
        """Return the time with its zone."""
        return datetime.fromtimestamp(self.seconds(), UTC)

    def set(self, moment: datetime) -> None:
        """Set the time; it runs on from there at the same speed."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone, as in 2026-01-31T09:00:00-08:00")
        if not EARLIEST <= moment <= LATEST:
            raise ValueError(f"a moment lies between {EARLIEST.year} and {LATEST.year}")
        self._shown, self._read = moment.timestamp(), time.time()

    def advance(self, seconds: float) -> None:
        """Turn the clock on: tokens age by so many seconds at once."""
        try:
            moment = self.now() + timedelta(seconds=seconds)
        except OverflowError:
            raise ValueError(f"{seconds} seconds lead out of the calendar") from None
        self.set(moment)

    def run(self, factor: float) -> None:
        """Set the speed from now on; 0 freezes the time."""
        if not 0 <= factor <= FASTEST:
            raise ValueError(f"a factor lies between 0 and {FASTEST:.0f}")
        self.set(self.now())
        self._factor = factor

    def reset(self) -> None:
        """Show the machine's time again."""
        self._shown = self._read = time.time()
        self._factor = 1.0

    def stopped(self) -> Clock:
        """Return another clock that is frozen at this moment."""
        made = Clock()
        made.set(self.now())
        made.run(0)
        return made

    def stamp(self) -> str:
        """Format the time as in `MetaData`: with seconds and offset."""
        return self._written(int(self.seconds()))[0]

    def time(self) -> str:
        """Format the time as in an envelope: with milliseconds and offset."""
        second, rest = divmod(round(self.seconds() * MILLION), MILLION)
        _, _, head, tail = self._written(second)
        return f"{head}.{rest // 1000:03d}{tail}"

    def _written(self, second: int) -> tuple[str, str, str, str]:
        """Format the current second, cached for all who ask within it."""
        if second != self._second:
            text = datetime.fromtimestamp(second, PACIFIC).isoformat()
            self._second, self._parts = second, (text, text[:10], text[:19], text[19:])
        return self._parts

    def today(self) -> str:
        """Return the company's day, which a document without a date gets."""
        return self._written(int(self.seconds()))[1]
