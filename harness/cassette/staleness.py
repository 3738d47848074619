"""
Whether a cassette is stale.

A recording proves what was recorded: these rules, this scenario, this connector,
on that day. Once one of them has changed, replaying it proves nothing any more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from harness.cassette.header import Header, place_of, record_command
from harness.errors import NotProven

SOURCES = frozenset({".py", ".xml", ".csv", ".sql", ".js"})
"""What of an addon can change what it sends; pages and translations can't."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """
    The state that a recording made now would have in its header; an empty text is unknown.

    `connector` names modules and versions, `fingerprints` are short hashes of
    the scenario's file, the mapping rules and the connector's source.
    """

    connector: str
    fingerprints: Mapping[str, str]


TOLD: Mapping[str, str] = {
    "scenario": "the scenario's file, or one that its room shares, was changed",
    "policy": "the mapping rules were changed",
    "connector": "the connector's source was changed",
}


def reasons(header: Header, scenario: str, tree: Tree, *, now: datetime, days: int) -> list[str]:
    """
    Say why a cassette proves nothing of a scenario, a reason a line; empty when it does.

    `days` is how old a recording may be, 0 for any age.
    """
    if place_of(header.scenario) != place_of(scenario):
        return [f"it was recorded by another scenario, {header.scenario}"]
    found = [
        told
        for name, told in TOLD.items()
        if tree.fingerprints.get(name) and _differs(header, tree, name)
    ]
    recorded = header.versions.get("connector", "")
    if tree.connector and recorded != tree.connector:
        found.append(f"the connector was {recorded or 'not named'}, it is {tree.connector}")
    age = now - header.recorded
    if days and age > timedelta(days=days):
        found.append(f"it is {age.days} days old, {days} are allowed (cassette_days)")
    return found


def for_scenario(tree: Tree, source: Path) -> Tree:
    """Add the fingerprint of the scenario's file and of the modules that its folder shares."""
    files = [source, *shared_by(source)] if source.is_file() else []
    own = fingerprint_of([(path.name, path) for path in files]) if files else ""
    return replace(tree, fingerprints={**tree.fingerprints, "scenario": own})


def shared_by(source: Path) -> list[Path]:
    """List the modules beside a scenario's file that hold no scenarios themselves."""
    return [path for path in source.parent.glob("*.py") if not path.name.startswith("test_")]


def demand_fresh(
    header: Header, path: Path, scenario: str, tree: Tree, *, now: datetime, days: int
) -> None:
    """Raise `NotProven` for a cassette of another scenario, and for a stale one."""
    found = reasons(header, scenario, tree, now=now, days=days)
    if found:
        raise NotProven(
            f"The cassette is stale: {'; '.join(found)}.",
            found=f"recorded {header.recorded.date()} against {header.target}",
            where=str(path),
            next_step=f"record it anew: {record_command(scenario, header.transport)}",
        )


def _differs(header: Header, tree: Tree, name: str) -> bool:
    """Compare a fingerprint; a connector whose source was not available when recorded has none."""
    recorded = header.fingerprints.get(name, "")
    return recorded != tree.fingerprints[name] and bool(recorded or name != "connector")


def fingerprint_of(files: Sequence[tuple[str, Path]]) -> str:
    """Hash files under their names; line ends of any system count the same."""
    digest = hashlib.sha256()
    for name, path in sorted(files):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def fingerprint_of_modules(folders: Sequence[Path]) -> str:
    """Hash the source of Odoo modules, their tests left out; empty for no folder."""
    files = [
        (f"{folder.name}/{path.relative_to(folder).as_posix()}", path)
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in SOURCES and path.is_file() and "tests" not in path.parts
    ]
    return fingerprint_of(files) if files else ""
