"""A cassette's header: what it was recorded against, when, and what is needed to repeat the run."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import AwareDatetime, ConfigDict, ValidationError
from pydantic.dataclasses import dataclass

from harness.errors import NotProven

FORMAT = 3
"""Of the file as a whole; a harness reads one."""

_UNFIT = re.compile(r"[^\w-]+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid"))
class Header:
    """The first lines of a cassette; `seed`, `recorded` and `day` repeat the scenario's run."""

    scenario: str
    recorded: AwareDatetime
    day: date
    """On which the company dated its documents."""
    target: str
    transport: str
    seed: int
    versions: Mapping[str, str]
    fingerprints: Mapping[str, str]
    """Short hashes of what was recorded: `scenario`, `policy`, `connector` (empty if not known)."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for YAML, in reading order."""
        recorded = self.recorded.isoformat(timespec="seconds")
        plain = {"recorded": recorded, "day": self.day.isoformat()}
        return {"format": FORMAT, **asdict(self), **plain}


class Cassettes:
    """A folder of cassettes, one a scenario and transport."""

    def __init__(self, folder: Path, transport: str) -> None:
        self.folder = folder / transport
        self.transport = transport

    def path(self, scenario: str) -> Path:
        """Name a scenario's file after the scenario."""
        return self.folder / place_of(scenario)

    def paths(self) -> list[Path]:
        """List all cassettes there are."""
        return sorted(self.folder.rglob("*.yaml"))

    def headers(self) -> list[Header]:
        """Read the headers of all cassettes that can be read."""
        found = []
        for path in self.paths():
            with contextlib.suppress(NotProven):
                found.append(read_header(path, path.stem, self.transport))
        return found


def place_of(scenario: str) -> Path:
    """
    Return a scenario's folder, file and function as a file name.

    Characters that come from a parameter are made safe for any file system, and a hash keeps
    two such names apart.
    """
    module, _, name = scenario.partition("::")
    *_, room, file = ("", *Path(module).with_suffix("").parts)
    plain = _UNFIT.sub("_", name)
    mark = "" if plain == name else f".{hashlib.sha256(name.encode()).hexdigest()[:6]}"
    return Path(room, file.removeprefix("test_"), f"{plain[:80].removeprefix('test_')}{mark}.yaml")


def read_header(path: Path, scenario: str, transport: str = "json2") -> Header:
    """
    Read the header alone.

    Raises `NotProven` when there is no cassette to replay: none, one that can't
    be read, one of another format or transport.
    """
    try:
        with path.open(encoding="utf-8") as file:
            content = next(yaml.load_all(file, Loader=_Loader))
        fields = dict(content["header"])
        if (form := fields.pop("format", 1)) != FORMAT:
            raise NotProven(
                "The cassette has another form than this harness reads.",
                expected=f"format {FORMAT}",
                found=f"format {form}",
                where=str(path),
                next_step=f"record it anew: {record_command(scenario, transport)}",
            )
        header = Header(**fields)
    except FileNotFoundError:
        raise NotProven(
            "There is no cassette of this scenario to replay.",
            expected=str(path),
            where=scenario,
            next_step=f"record it: {record_command(scenario, transport)}",
        ) from None
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, StopIteration) as error:
        raise NotProven(
            "The cassette of this scenario can't be read.",
            found=_said(error),
            where=str(path),
            next_step=f"record it anew: {record_command(scenario, transport)}",
        ) from None
    if header.transport != transport:
        raise NotProven(
            "The cassette was recorded by another transport.",
            expected=transport,
            found=header.transport,
            where=str(path),
            next_step=f"record it anew: {record_command(scenario, transport)}",
        )
    return header


def _said(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(
            f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()
        )
    return f"{type(error).__name__}: {error}"


def record_command(scenario: str, transport: str = "json2") -> str:
    """
    Return the command that records a scenario anew.

    A packaged scenario has no path where the harness is installed: its name says which.
    """
    module, _, name = scenario.partition("::")
    which = module if Path(module).exists() else f"-k {name.partition('[')[0]}"
    option = "" if transport == "json2" else f"--transport={transport} "
    return f"pytest --target=local --record {option}{which}"


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The compiled loader where PyYAML has it: ten times as fast."""
