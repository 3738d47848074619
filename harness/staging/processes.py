"""
Our own processes: started detached, recorded, and ended without mistaking another's for ours.

A process is identified by its id and its time of creation, since the id alone may
belong to somebody else's process by the time it is used.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

GRACE = 10
"""Seconds a process has to end by itself before it is killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process that we started."""

    pid: int
    created: float

    def running(self) -> psutil.Process | None:
        """Return the process, if it is still the one that we started."""
        try:
            found = psutil.Process(self.pid)
            if (
                abs(found.create_time() - self.created) < 1
                and found.status() != psutil.STATUS_ZOMBIE
            ):
                return found
        except psutil.NoSuchProcess:
            pass
        return None

    def stop(self) -> None:
        """End it and its children: terminate them, and kill them after a grace period."""
        found = self.running()
        if found is None:
            return
        family = [found, *found.children(recursive=True)]
        for member in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                member.terminate()
        _, left = psutil.wait_procs(family, timeout=GRACE)
        for member in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                member.kill()
        psutil.wait_procs(left, timeout=GRACE)


@contextlib.contextmanager
def unbroken() -> Iterator[None]:
    """
    Delay Ctrl-C and a termination until the block is done.

    An interruption between starting a process and recording it, or while processes are
    being ended, would leave one running that nobody knows of.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals reach the main thread only
        return
    told: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _frame: told.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if told:
            signal.raise_signal(told[0])


def start(command: Sequence[str], *, env: Mapping[str, str], log: Path) -> Process:
    """Start a command in a session of its own, its output appended to `log`."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as output:
        child = subprocess.Popen(
            command,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return known(child.pid)


def known(pid: int) -> Process:
    """Return the id and the time of creation of a process that was just started."""
    return Process(pid=pid, created=psutil.Process(pid).create_time())


def tail(log: Path, lines: int = 25) -> str:
    """Return the end of a log, for an error message."""
    try:
        text = log.read_text("utf-8", "replace")
    except FileNotFoundError:
        return "(no log)"
    return "\n".join(text.splitlines()[-lines:])
