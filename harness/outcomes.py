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
WENT_WRONG = pytest.StashKey[bool]()
"""Set on a scenario that did not pass: its recording is thrown away."""


def annotate(item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
    """
    Add our status to a scenario's report, and give people a message, not a traceback.

    An assertion is the connector's failure, and so is its own word that it
    failed. Anything else that stops a scenario, in its preparation above all,
    means that nothing was proved.
    """
    proved = proves(item)
    if proved is None:
        return
    status, reason = _judge(call)
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
    if call.excinfo is not None and reason and _is_for_people(call.excinfo.value):
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


def _judge(call: pytest.CallInfo[None]) -> tuple[Status, str]:
    if call.excinfo is None:
        return "passed", ""
    error = call.excinfo.value
    failures = AssertionError | pytest.fail.Exception | SyncFailed
    if isinstance(error, failures) and call.when == "call":
        return "failed", _told(error)
    if isinstance(error, HarnessError):
        return "not proven", str(error)
    if isinstance(error, pytest.skip.Exception):
        return "not proven", f"skipped: {error}"
    return "not proven", f"{type(error).__name__} while {_phase(call)}: {error}"


def _told(error: BaseException) -> str:
    """Give the message that was written for people, without the expression pytest adds below."""
    return str(error).partition("\nassert ")[0]


def _phase(call: pytest.CallInfo[None]) -> str:
    return {"setup": "preparing", "call": "running", "teardown": "cleaning up"}[call.when]


def _is_for_people(error: BaseException) -> bool:
    """Whether the message alone tells the cause; anything unexpected keeps its traceback."""
    return isinstance(error, HarnessError | AssertionError)
