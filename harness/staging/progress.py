"""Showing phases with their times: a live line on a terminal, plain lines anywhere else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


class Progress:
    """Shows the phase under way, and remembers how long each took."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, highlight=False)
        self.seconds: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Show a phase while it runs, and its time when it is done."""
        started = time.monotonic()
        if self._console.is_terminal:
            with self._console.status(f"{name} ..."):
                yield
        else:
            yield
        taken = time.monotonic() - started
        self.seconds[name] = taken
        self._console.print(f"  {name:<58} {taken:6.1f} s")

    def note(self, text: str) -> None:
        """Print something that the user should know."""
        self._console.print(f"  {text}")
