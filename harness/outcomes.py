"""
What became of each check, gathered from every worker.

pytest's own three outcomes can't say *not proven*. Each report of a scenario
carries our status beside pytest's, and xdist hands it to the controller.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import pytest

from harness.connector.driver import SyncFailed
from harness.errors import HarnessError
from harness.marks import proves
from harness.report import Outcome

Status = Literal["passed", "failed", "not proven"]
ATTRIBUTE = "harness_check"
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
    Add our status to a scenario's report, and give people a message, not a traceback.

    An assertion is the connector's failure, and so is its own word that it
    failed. Anything else that stops a scenario, in its preparation above all,
    means that nothing was proved. So does a system of our own that `died`: what
    a connector does on a dead system says nothing of the connector.
    """
    proved = proves(item)
    if proved is None:
        return
    error = died or (call.excinfo.value if call.excinfo else None)
    status, reason = _judge(error, call.when)
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
                "duration": report.duration,
                "scenario": item.nodeid,
            },
        )
    if error is not None and reason and _is_for_people(error):
        report.longrepr = f"{status.upper()}  {item.nodeid}\n{reason}"


def status_word(report: pytest.TestReport) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """How pytest prints a scenario that could not run; None leaves it to pytest."""
    data = getattr(report, ATTRIBUTE, None)
    if data is None or data["status"] != "not proven":
        return None
    return "not proven", "N", ("NOT PROVEN", {"yellow": True})


@dataclass(slots=True)
class Outcomes:
    """All scenarios' outcomes so far, on the process that writes the reports."""

    collected: list[Outcome] = field(default_factory=list)

    def add(self, report: pytest.TestReport) -> None:
        """Take a report's outcome, if it is a scenario's."""
        data: dict[str, Any] | None = getattr(report, ATTRIBUTE, None)
        if data is not None:
            self.collected.append(
                Outcome(
                    number=data["number"],
                    rule=data["rule"],
                    answer=data["answer"],
                    status=data["status"],
                    reason=data["reason"],
                    evidence=data["scenario"],
                    duration=data["duration"],
                )
            )


def _judge(error: BaseException | None, when: str) -> tuple[Status, str]:
    if error is None:
        return "passed", ""
    failures = AssertionError | pytest.fail.Exception | SyncFailed
    if isinstance(error, failures) and when == "call":
        return "failed", _told(error)
    if isinstance(error, HarnessError):
        return "not proven", str(error)
    if isinstance(error, pytest.skip.Exception):
        return "not proven", f"skipped: {error}"
    return "not proven", f"{type(error).__name__} while {PHASES[when]}: {error}"


def _told(error: BaseException) -> str:
    """Give the message that was written for people, without the expression pytest adds below."""
    return str(error).partition("\nassert ")[0]


def _is_for_people(error: BaseException) -> bool:
    """Whether the message alone tells the cause; anything unexpected keeps its traceback."""
    return isinstance(error, HarnessError | AssertionError)
