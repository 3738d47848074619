"""
The journal: what runs began and created on shared systems, written to disk at once.

One file of JSON lines that is only appended to; each line is synced. A crash can
truncate the last line at most, and a truncated line is skipped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from harness.errors import HarnessError


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Which two systems a run worked on."""

    url: str
    database: str
    realm: str


@dataclass(slots=True, kw_only=True)
class Entry:
    """One scenario of one run, by its tag; `made` are the ids of Odoo records by model."""

    tag: str
    scenario: str
    where: Where
    at: str
    pid: int
    pid_since: float
    made: dict[str, list[int]] = field(default_factory=dict)
    ended: bool = False
    let_go: bool = False

    def running(self) -> bool:
        """Whether the process that began it still works on it (on this machine)."""
        if self.ended:
            return False
        try:
            return abs(psutil.Process(self.pid).create_time() - self.pid_since) < 1
        except psutil.NoSuchProcess:
            return False


class Journal:
    """Writes and reads one file; several processes may write at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def began(self, tag: str, scenario: str, where: Where) -> None:
        """Record that a scenario is about to create records with this tag."""
        self._write(
            tag,
            "began",
            scenario=scenario,
            url=where.url,
            database=where.database,
            realm=where.realm,
            pid=os.getpid(),
            pid_since=psutil.Process().create_time(),
        )

    def made(self, tag: str, model: str, ids: Sequence[int]) -> None:
        """Record which Odoo records were created."""
        self._write(tag, "made", model=model, ids=list(ids))

    def ended(self, tag: str) -> None:
        """Record that the scenario has ended."""
        self._write(tag, "ended")

    def let_go(self, tag: str) -> None:
        """Record that the scenario has been cleaned up."""
        self._write(tag, "let go")

    def entries(self) -> list[Entry]:
        """Read all scenarios, the oldest first; a truncated line is skipped."""
        found: dict[str, Entry] = {}
        for line in self._lines():
            try:
                row = json.loads(line)
                tag, what = str(row["tag"]), row["what"]
                if what == "began":
                    found[tag] = _entry(row)
                elif what == "made":
                    found[tag].made.setdefault(str(row["model"]), []).extend(row["ids"])
                elif what == "ended":
                    found[tag].ended = True
                elif what == "let go":
                    found[tag].let_go = True
            except (ValueError, KeyError, TypeError):
                continue
        return list(found.values())

    def _lines(self) -> list[str]:
        try:
            return self.path.read_text("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return []

    def _write(self, tag: str, what: str, **facts: object) -> None:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        line = json.dumps({"at": at, "tag": tag, "what": what, **facts}) + "\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                # A line that a crash cut off is ended, so that it takes no other with it.
                size = os.lseek(descriptor, 0, os.SEEK_END)
                cut = size and os.pread(descriptor, 1, size - 1) != b"\n"
                os.write(descriptor, (("\n" if cut else "") + line).encode())
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise HarnessError(
                "The journal of what is made on the shared systems can't be written.",
                found=error.strerror or type(error).__name__,
                where=str(self.path),
                next_step="make its folder writable, or name another file in the setting journal;"
                " nothing is seeded that could not be let go of again",
            ) from None


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        tag=str(row["tag"]),
        scenario=str(row["scenario"]),
        where=Where(url=row["url"], database=row["database"], realm=row["realm"]),
        at=str(row["at"]),
        pid=int(row["pid"]),
        pid_since=float(row["pid_since"]),
    )
