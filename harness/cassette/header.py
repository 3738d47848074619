"""A cassette's header: against what it was recorded, when, and what makes the run again."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from harness.errors import NotProven


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first lines of a cassette; `seed` and `recorded` are the scenario's moment."""

    scenario: str
    recorded: datetime
    target: str
    transport: str
    seed: int
    versions: Mapping[str, str]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for YAML, in reading order."""
        return {**asdict(self), "recorded": self.recorded.isoformat(timespec="seconds")}


class Cassettes:
    """A folder of cassettes, one a scenario and transport."""

    def __init__(self, folder: Path, transport: str) -> None:
        self._folder = folder / transport

    def path(self, scenario: str) -> Path:
        """Name a scenario's file after the scenario."""
        module, _, name = scenario.partition("::")
        parts = Path(module).with_suffix("").parts
        room = parts[-2] if len(parts) > 1 else ""
        return self._folder / room / f"{name.removeprefix('test_')}.yaml"

    def headers(self) -> list[Header]:
        """Read the headers of all cassettes that can be read."""
        found = []
        for path in sorted(self._folder.rglob("*.yaml")):
            with contextlib.suppress(NotProven):
                found.append(read_header(path, path.stem))
        return found


def read_header(path: Path, scenario: str) -> Header:
    """Read the header alone; raise `NotProven` when there is no cassette to replay."""
    try:
        with path.open(encoding="utf-8") as file:
            content = next(yaml.load_all(file, Loader=_Loader))
        fields = content["header"]
        return Header(**{**fields, "recorded": datetime.fromisoformat(fields["recorded"])})
    except FileNotFoundError:
        raise NotProven(
            "There is no cassette of this scenario to replay.",
            expected=str(path),
            where=scenario,
            next_step=f"record it: {record_command(scenario)}",
        ) from None
    except (yaml.YAMLError, KeyError, TypeError, ValueError, StopIteration) as error:
        raise NotProven(
            "The cassette of this scenario can't be read.",
            found=f"{type(error).__name__}: {error}",
            where=str(path),
            next_step=f"record it anew: {record_command(scenario)}",
        ) from None


def record_command(scenario: str) -> str:
    """Return the command that records a scenario anew."""
    return f"pytest --target=local --record {scenario.partition('::')[0]}"


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The compiled loader where PyYAML has it: ten times as fast."""
