"""
What runs, on file: the staging that is up, and every process that was started for it.

A process is put on record the moment it is started, before it is waited for, so
that a boot which was killed leaves no orphan that the next one can't end.
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
    """Read which staging is up; None when none is, or when the file is damaged."""
    try:
        content = json.loads(home.state.read_text("utf-8"))
        processes = {name: Process(**facts) for name, facts in content.pop("processes").items()}
        return Running(processes=processes, **content)
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def save(home: Home, running: Running) -> None:
    """Say that a staging is up; readable by its owner only."""
    fresh = home.state.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(running), file)
    fresh.replace(home.state)


def remember(home: Home, name: str, process: Process) -> None:
    """Put a process on record."""
    _write(home, {**remembered(home), name: process})


def forget(home: Home, name: str) -> None:
    """Take a process that has ended off the record."""
    _write(home, {key: value for key, value in remembered(home).items() if key != name})


def remembered(home: Home) -> dict[str, Process]:
    """Read the processes on record, whether their start was finished or not."""
    try:
        content = json.loads(_record(home).read_text("utf-8"))
        return {name: Process(**facts) for name, facts in content.items()}
    except (FileNotFoundError, ValueError, TypeError):
        return {}


def clear(home: Home) -> None:
    """Say that nothing runs."""
    home.state.unlink(missing_ok=True)
    _record(home).unlink(missing_ok=True)


def _record(home: Home) -> Path:
    return home.root / "processes.json"


def _write(home: Home, processes: dict[str, Process]) -> None:
    """Replace the record whole: half of one would name nobody."""
    fresh = _record(home).with_suffix(".new")
    fresh.write_text(json.dumps({name: asdict(item) for name, item in processes.items()}), "utf-8")
    fresh.replace(_record(home))
