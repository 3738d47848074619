"""
The outcome of each scenario, collected from every worker.

pytest's own three outcomes can't express *not proven*. So each report of a scenario
carries our status beside pytest's, and xdist hands it to the controller. Each worker
also reports the scenarios it found: one that was deselected or never reached is not
proven either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from textwrap import fill
from typing import Any

import pytest

from harness.connector.exporting import SyncFailed
from harness.errors import HarnessError
from harness.marks import demand_of, name_of, proves
from harness.oracle import Difference, Differs
from harness.report import Outcome, Problem
from harness.report.terminal import WIDTH
from harness.report.verdict import NotAsked, Status
from harness.session.run import Parts

ATTRIBUTE = "harness_check"
DESELECTED = "deselected, so it was not run"
NOT_ASKED = "not asked"
"""Under which a scenario that was found says why it has no question for this connector."""
NEVER_CAME = "it was found, but the run ended before its turn"
ENDS: Mapping[int, tuple[str, str]] = {
    pytest.ExitCode.INTERRUPTED: ("The run was interrupted.", "run the same command again"),
    pytest.ExitCode.INTERNAL_ERROR: (
        "pytest failed internally before all was run.",
        "read its output, then run the same command again",
    ),
    pytest.ExitCode.NO_TESTS_COLLECTED: (
        "No scenario was found.",
        "run it in a folder that harness init made; pytest --collect-only shows what is found",
    ),
}
"""What pytest's exit codes say of a run that judged less than all."""
CRASHED = "???"
"""The phase of the report that xdist makes when a worker died."""
PHASES = {"setup": "preparing", "call": "running", "teardown": "cleaning up"}
WENT_WRONG = pytest.StashKey[bool]()
"""Set on a scenario that did not pass: its recording is thrown away."""


def annotate(
    item: pytest.Item,
    call: pytest.CallInfo[None],
    report: pytest.TestReport,
    died: HarnessError | None = None,
) -> None:
    """
    Add our status to a scenario's report, and replace the traceback by a message for people.

    A failed assertion counts against the connector, and so does an error that the connector
    reports itself. Anything else that stops a scenario, above all during its set-up, means
    that nothing was proved. So does a system of ours that `died`, since the connector could
    not have worked on it.
    """
    proved = proves(item)
    if proved is None:
        return
    error = died or (call.excinfo.value if call.excinfo else None)
    status, reason, next_step = _judge(error, call.when)
    if status != "passed":
        item.stash[WENT_WRONG] = True
    if report.when == "call" or status != "passed":
        setattr(
            report,
            ATTRIBUTE,
            {
                **proved,
                "status": status,
                "reason": reason,
                "next_step": next_step,
                "duration": report.duration,
                "scenario": name_of(item),
                "tolerated": _tolerated(item),
                "differing": [difference.place for difference in _differences(error)],
            },
        )
    if error is not None and reason and _is_for_people(error):
        told = f"{reason}\n  next: {next_step}" if next_step else reason
        demanded = fill(demand_of(item), WIDTH) if status == "failed" else ""
        heading = f"{status.upper()}  {name_of(item)}"
        report.longrepr = "\n".join(part for part in (heading, demanded, told) if part)


def _differences(error: BaseException | None) -> tuple[Difference, ...]:
    """The fields that a scenario failed by, if it failed by fields."""
    return error.differences if isinstance(error, Differs) else ()


def _tolerated(item: pytest.Item) -> list[str]:
    """List the differences in a scenario that a rule tolerated."""
    parts = getattr(item, "funcargs", {}).get("parts")
    return parts.proof.tolerated if isinstance(parts, Parts) else []


def status_word(report: pytest.TestReport) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """Return how pytest prints a scenario that is not proven; None leaves it to pytest."""
    data = getattr(report, ATTRIBUTE, None)
    if data is None or data["status"] != "not proven":
        return None
    return "not proven", "N", ("NOT PROVEN", {"yellow": True})


@dataclass(slots=True)
class Found:
    """The scenarios that one process found, each with the reason for having no outcome, if any."""

    scenarios: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, items: Iterable[pytest.Item], why: str) -> None:
        """Add the scenarios among the tests."""
        for item in items:
            if (proved := proves(item)) is not None:
                self.scenarios[name_of(item)] = {**proved, "why": why}

    def not_asked(self, whys: Mapping[pytest.Item, str]) -> None:
        """Take the scenarios that have no question for this kind of connector, and why."""
        for item, why in whys.items():
            if (proved := proves(item)) is not None:
                self.scenarios[name_of(item)] = {**proved, NOT_ASKED: why}

    def forget(self, items: Iterable[pytest.Item]) -> None:
        """Remove these scenarios."""
        for item in items:
            self.scenarios.pop(name_of(item), None)


@dataclass(slots=True)
class Outcomes:
    """All outcomes so far, in the process that writes the reports."""

    ran: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    found: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, report: pytest.TestReport) -> None:
        """Add a report: a scenario's outcome, or an error outside of any scenario."""
        data: dict[str, Any] | None = getattr(report, ATTRIBUTE, None)
        if data is not None:
            self.ran.append(
                Outcome(
                    number=data["number"],
                    rule=data["rule"],
                    answer=data["answer"],
                    status=data["status"],
                    reason=data["reason"],
                    next_step=data["next_step"],
                    evidence=data["scenario"],
                    duration=data["duration"],
                    tolerated=tuple(data["tolerated"]),
                    differing=tuple(data["differing"]),
                )
            )
        elif report.failed and report.when == CRASHED:
            self.problems.append(
                Problem(
                    status="not proven",
                    what=f"The process that ran {report.nodeid} ended by itself.",
                    next_step="run it alone and read its output, or see whether memory ran out",
                )
            )
        elif report.failed:
            self.problems.append(
                Problem(
                    status="failed",
                    what=f"A test that is no scenario failed: {report.nodeid} ({report.when}).",
                    next_step=f"read its output: pytest {report.nodeid}",
                )
            )

    def uncollected(self, report: pytest.CollectReport) -> None:
        """Add a file that pytest could not read, whose scenarios nobody knows."""
        last = report.longreprtext.strip().splitlines()[-1:]
        self.problems.append(
            Problem(
                status="not proven",
                what=f"{report.nodeid or 'The tests'} can't be read: {' '.join(last)}",
                next_step=f"mend the file; pytest --collect-only {report.nodeid} says more",
            )
        )

    def ended(self, code: int) -> None:
        """Take pytest's exit code; after an irregular end, nothing is proved."""
        if code in ENDS and not self.problems:
            what, next_step = ENDS[code]
            self.problems.append(Problem(status="not proven", what=what, next_step=next_step))

    def all(self) -> list[Outcome]:
        """Return the outcome of every scenario, including those that were found but not run."""
        told = {outcome.evidence for outcome in self.ran}
        return self.ran + [
            Outcome(
                number=data["number"],
                rule=data["rule"],
                answer=data["answer"],
                status="not proven",
                reason=data["why"],
                evidence=name,
                duration=0.0,
            )
            for name, data in self.found.items()
            if name not in told and NOT_ASKED not in data
        ]

    def not_asked(self) -> list[NotAsked]:
        """Return the scenarios that have no question for this kind of connector."""
        return [
            NotAsked(rule=data["rule"], answer=data["answer"], why=data[NOT_ASKED], evidence=name)
            for name, data in self.found.items()
            if NOT_ASKED in data
        ]

    def known(self, found: Mapping[str, dict[str, Any]]) -> None:
        """Take what one process found."""
        self.found.update(found)


def _judge(error: BaseException | None, when: str) -> tuple[Status, str, str]:
    """Return the status, the reason, and the next step if one is known."""
    if error is None:
        return "passed", "", ""
    failures = AssertionError | pytest.fail.Exception | SyncFailed
    if isinstance(error, HarnessError):
        step = error.next_step or ""
        reason = str(error).removesuffix(f"\n  next: {step}") if step else str(error)
        failed = isinstance(error, failures) and when == "call"
        return ("failed" if failed else "not proven"), reason, step
    if isinstance(error, failures) and when == "call":
        return "failed", _told(error), ""
    # Whoever skips a scenario has proved nothing: pytest's green skip must not pass here.
    if isinstance(error, pytest.skip.Exception):
        return "not proven", f"skipped: {error}", ""
    return "not proven", f"{type(error).__name__} while {PHASES[when]}: {error}", ""


def _told(error: BaseException) -> str:
    """Return the message for people, without the expression that pytest appends."""
    return str(error).partition("\nassert ")[0]


def _is_for_people(error: BaseException) -> bool:
    """Whether the message alone explains the error; anything unexpected keeps its traceback."""
    return isinstance(error, HarnessError | AssertionError)
