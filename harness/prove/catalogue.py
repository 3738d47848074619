"""
The catalogue of seeded bugs: what each breaks, and which scenarios must catch it.

One file a group in `bugs/`, of the same name as the group's code in
`addons/qbo_mirror_bugs/models/`. The groups are the ways in which connectors
between Odoo and QuickBooks are known to fail.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

import pydantic
from pydantic import BaseModel, ConfigDict, Field

from harness.errors import SettingsError

FOLDER = Path(__file__).parent / "bugs"
ADDONS = Path(__file__).parent / "addons"
"""To be put on Odoo's addons path when bugs are seeded, and only then."""

Text = Annotated[str, Field(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Caught(_Entry):
    """
    How a bug must be caught: `by` is the scenario's pytest node, `told` is in its message.

    `told` names the rule or the reason, so that a scenario which fails for another reason
    does not count.
    """

    by: Text
    told: Text


class Bug(_Entry):
    """One bug: what the connector `does` wrong, and what must catch it."""

    does: Text
    caught: Annotated[tuple[Caught, ...], Field(min_length=1)]


class Group(_Entry):
    """Bugs of one kind; `group` is `C1` to `C27`."""

    group: Annotated[str, Field(pattern=r"^C([1-9]|1[0-9]|2[0-7])$")]
    title: Text
    bugs: Annotated[dict[str, Bug], Field(min_length=1)]

    @property
    def number(self) -> int:
        """The group's number, by which groups are sorted."""
        return int(self.group[1:])


@cache
def load_catalogue(folder: Path = FOLDER) -> tuple[Group, ...]:
    """Read every group, by number; raise `SettingsError` for a file that is wrong."""
    groups = sorted(map(_load, folder.glob("*.toml")), key=lambda group: group.number)
    names = [name for group in groups for name in group.bugs]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SettingsError(
            f"Two groups of seeded bugs have one called {twice[0]}.",
            where=str(folder),
            next_step="give one of the two another name",
        )
    return tuple(groups)


def pairs(groups: Sequence[Group]) -> Iterator[tuple[str, Caught]]:
    """List every bug's id with each of the scenarios that must catch it."""
    for group in groups:
        for name, bug in group.bugs.items():
            for caught in bug.caught:
                yield name, caught


def choose(groups: Sequence[Group], names: Sequence[str]) -> tuple[Group, ...]:
    """Keep the bugs of these names, or all for none; raise `SettingsError` for an unknown one."""
    known = {name for group in groups for name in group.bugs}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=3, cutoff=0.3)
            raise SettingsError(
                f"There is no seeded bug called {name}.",
                expected=f"such as {', '.join(near)}" if near else None,
                where=str(FOLDER),
                next_step="harness prove --list names them all",
            )
    kept = [
        group.model_copy(
            update={"bugs": {name: bug for name, bug in group.bugs.items() if name in names}}
        )
        for group in groups
    ]
    return tuple(group for group in kept if group.bugs) if names else tuple(groups)


def _load(path: Path) -> Group:
    try:
        return Group.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, pydantic.ValidationError) as error:
        raise SettingsError(
            f"A file of the catalogue of seeded bugs is wrong: {error}",
            where=str(path),
            next_step="correct it; CONTRIBUTING.md says what an entry holds",
        ) from None
