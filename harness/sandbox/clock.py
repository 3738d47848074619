"""What time it is in the emulated service; tests stop and turn it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")
"""Intuit stamps everything in its own zone, whatever the company's (recorded 2015 to 2020)."""


class Clock:
    """The machine's clock plus an offset that the admin API may advance."""

    def __init__(self) -> None:
        self._offset = timedelta(0)

    def now(self) -> datetime:
        """Return the moment, zoned."""
        return datetime.now(UTC) + self._offset

    def advance(self, seconds: float) -> None:
        """Turn the clock on: tokens age by so many seconds at once."""
        self._offset += timedelta(seconds=seconds)

    def stamp(self) -> str:
        """Write the moment as `MetaData` does: seconds and offset."""
        return self.now().astimezone(PACIFIC).isoformat(timespec="seconds")

    def time(self) -> str:
        """Write the moment as an envelope does: milliseconds and offset."""
        return self.now().astimezone(PACIFIC).isoformat(timespec="milliseconds")

    def today(self) -> str:
        """Return the company's day, which a document without a date gets."""
        return self.now().astimezone(PACIFIC).date().isoformat()
