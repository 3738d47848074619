"""The score: which seeded bugs were caught, for which reason, and which alarms were false."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from harness.prove.catalogue import Caught, Group
from harness.prove.runs import Run

Sight = Literal["right", "wrong reason", "missed", "not run"]


def sight_of(run: Run | None, told: str) -> Sight:
    """
    Judge whether a scenario caught a seeded bug.

    A scenario that is not proven has not caught it. The message of one that failed must
    contain the words of the catalogue, wherever its lines break.
    """
    if run is None:
        return "not run"
    if run.status != "failed":
        return "missed"
    return "right" if told in " ".join(run.reason.split()) else "wrong reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How one scenario fared with one bug."""

    caught: Caught
    sight: Sight
    status: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BugScore:
    """
    How all the scenarios that must catch a seeded bug fared.

    It is caught if any of them failed, and for the right reason if all of them failed
    with the words of the catalogue.
    """

    group: str
    bug: str
    does: str
    seen: tuple[Seen, ...]

    @property
    def caught(self) -> bool:
        """Whether any scenario failed."""
        return any(look.sight in {"right", "wrong reason"} for look in self.seen)

    @property
    def right(self) -> bool:
        """Whether every scenario failed for the right reason."""
        return all(look.sight == "right" for look in self.seen)

    @property
    def missed(self) -> bool:
        """Whether every scenario ran and none failed."""
        return not self.caught and not self.unrun

    @property
    def unrun(self) -> bool:
        """Whether a scenario never ran."""
        return any(look.sight == "not run" for look in self.seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """
    All seeded bugs, and how the scenarios fared on the correct connector.

    `correct` are the runs without a bug, of `rounds` rounds.
    """

    groups: tuple[Group, ...]
    bugs: tuple[BugScore, ...]
    correct: tuple[Run, ...]
    rounds: int

    @property
    def false_alarms(self) -> list[Run]:
        """Scenarios that failed although the connector is correct."""
        return [run for run in self.correct if run.status == "failed"]

    @property
    def unproven(self) -> list[Run]:
        """Scenarios that were not proven on the correct connector."""
        return [run for run in self.correct if run.status == "not proven"]

    @property
    def exit_code(self) -> int:
        """0: all caught for the right reason and no false alarm; 1: not so; 2: could not run."""
        if (
            self.unproven
            or any(bug.unrun for bug in self.bugs)
            or (self.rounds and not self.correct)
        ):
            return 2
        return 0 if not self.false_alarms and all(bug.right for bug in self.bugs) else 1

    def of_group(self, group: Group) -> list[BugScore]:
        """Return a group's bugs."""
        return [bug for bug in self.bugs if bug.group == group.group]


def score(
    groups: Sequence[Group], seeded: Iterable[Run], correct: Iterable[Run], *, rounds: int
) -> Score:
    """Judge the runs by the catalogue."""
    found: dict[tuple[str, str], Run] = {}
    for run in seeded:
        key = (run.bug, run.scenario)
        # What could not be cleaned up after a scenario leaves nothing proved.
        if key not in found or run.status == "not proven":
            found[key] = run
    return Score(
        groups=tuple(groups),
        bugs=tuple(
            BugScore(
                group=group.group,
                bug=name,
                does=bug.does,
                seen=tuple(_seen(found.get((name, look.by)), look) for look in bug.caught),
            )
            for group in groups
            for name, bug in group.bugs.items()
        ),
        correct=tuple(correct),
        rounds=rounds,
    )


def _seen(run: Run | None, caught: Caught) -> Seen:
    return Seen(
        caught=caught,
        sight=sight_of(run, caught.told),
        status=run.status if run else "not run",
        reason=run.reason if run else "",
    )
