"""
The state file: the staging that is up, and every process that was started for it.

A process is recorded as soon as it is started, before waiting for it, so that a boot
that was killed leaves no process that the next one can't end.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from harness.staging.home import Home
from harness.staging.processes import Process


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Running:
    """A staging that runs; `api_key` and `admin_key` are secrets."""

    odoo_url: str
    odoo_version: str
    odoo_origin: str
    sandbox_url: str
    sandbox_tls_url: str
    ca_file: str
    admin_key: str
    template: str
    api_key: str
    processes: dict[str, Process]
    since: str


def load(home: Home) -> Running | None:
    """Read which staging is up; None if none is, or if the file is damaged."""
    try:
        content = json.loads(home.state.read_text("utf-8"))
        processes = {name: Process(**facts) for name, facts in content.pop("processes").items()}
        return Running(processes=processes, **content)
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def save(home: Home, running: Running) -> None:
    """Record that a staging is up; the file is readable by its owner only."""
    fresh = home.state.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(running), file)
    fresh.replace(home.state)


def remember(home: Home, name: str, process: Process) -> None:
    """Record a process."""
    _write(home, {**remembered(home), name: process})


def forget(home: Home, name: str) -> None:
    """Remove a process that has ended."""
    _write(home, {key: value for key, value in remembered(home).items() if key != name})


def remembered(home: Home) -> dict[str, Process]:
    """Read the recorded processes, whether or not their start was finished."""
    try:
        content = json.loads(_record(home).read_text("utf-8"))
        return {name: Process(**facts) for name, facts in content.items()}
    except (FileNotFoundError, ValueError, TypeError):
        return {}


def clear(home: Home) -> None:
    """Record that nothing runs."""
    home.state.unlink(missing_ok=True)
    _record(home).unlink(missing_ok=True)


def _record(home: Home) -> Path:
    return home.root / "processes.json"


def _write(home: Home, processes: dict[str, Process]) -> None:
    """Replace the file atomically, since half of one would be useless."""
    fresh = _record(home).with_suffix(".new")
    fresh.write_text(json.dumps({name: asdict(item) for name, item in processes.items()}), "utf-8")
    fresh.replace(_record(home))
