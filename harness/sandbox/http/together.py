"""
Answers that are ready in one turn of the event loop are sent together, at its end.

With several connections Python then works for all of them before the kernel does, which
leaves their code and data in the processor's caches.
"""

from __future__ import annotations

import asyncio
from typing import Any

SOON = 64 * 1024
"""Bytes that may wait; more is sent at once, so that the transport can slow down who writes."""


class Together(asyncio.Transport):
    """A connection's transport, whose writes wait for the end of the loop's turn."""

    def __init__(self, inner: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._inner = inner
        self._loop = loop
        self._waiting: list[bytes | bytearray | memoryview] = []
        self._size = 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send soon, in the order of the calls."""
        if not self._waiting:
            self._loop.call_soon(self._send)
        self._waiting.append(data)
        self._size += len(data)
        if self._size > SOON:
            self._send()

    def close(self) -> None:
        """Send what waits, then end the connection."""
        self._send()
        self._inner.close()

    def abort(self) -> None:
        """End the connection; what waits is lost."""
        self._waiting.clear()
        self._inner.abort()

    def is_closing(self) -> bool:
        """Whether the connection ends or has ended."""
        return self._inner.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - asyncio's
        """Tell about the connection."""
        return self._inner.get_extra_info(name, default)

    def pause_reading(self) -> None:
        """Read no more for now."""
        self._inner.pause_reading()

    def resume_reading(self) -> None:
        """Read again."""
        self._inner.resume_reading()

    def _send(self) -> None:
        waiting, self._waiting, self._size = self._waiting, [], 0
        if waiting and not self._inner.is_closing():
            self._inner.write(waiting[0] if len(waiting) == 1 else b"".join(waiting))
