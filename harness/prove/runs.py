"""The outcome of one scenario in a run of `harness prove`, handed from pytest's process to ours."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Status = Literal["passed", "failed", "not proven"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One scenario, by its pytest node, with a bug seeded (`""` for the correct connector)."""

    scenario: str
    bug: str
    status: Status
    reason: str


def write_runs(path: Path, runs: Iterable[Run]) -> None:
    """Write the runs of one pytest session."""
    path.write_text(json.dumps([asdict(run) for run in runs]), "utf-8")


def read_runs(path: Path) -> list[Run]:
    """Read what `write_runs` wrote; nothing if the session did not get that far."""
    if not path.is_file():
        return []
    return [Run(**row) for row in json.loads(path.read_text("utf-8"))]
