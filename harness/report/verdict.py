"""Outcomes of scenarios to results of checks, and results to the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from harness.report.checks import CHECKS, Check

Status = Literal["passed", "failed", "not proven"]
Decision = Literal["go", "no-go", "not proven"]
EXIT_CODES: dict[Decision, int] = {"go": 0, "no-go": 1, "not proven": 2}
WORST_FIRST: tuple[Status, ...] = ("failed", "not proven", "passed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one scenario; `evidence` names it, `duration` is in seconds."""

    number: int
    status: Status
    reason: str
    evidence: str
    duration: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What became of a check: its worst scenario counts."""

    check: Check
    status: Status
    reason: str
    scenarios: tuple[str, ...]
    duration: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The eleven results and what follows from them."""

    results: tuple[CheckResult, ...]

    @property
    def decision(self) -> Decision:
        """Go if all passed, no-go if any failed; a check that could not run is never a pass."""
        statuses = {result.status for result in self.results}
        if "failed" in statuses:
            return "no-go"
        return "go" if statuses == {"passed"} else "not proven"

    @property
    def exit_code(self) -> int:
        """0 go, 1 no-go, 2 could not run."""
        return EXIT_CODES[self.decision]


def judge(outcomes: Iterable[Outcome]) -> Verdict:
    """Judge all eleven checks; one without a scenario was not run, so it is not proven."""
    gathered = list(outcomes)
    return Verdict(
        results=tuple(
            _result(check, [item for item in gathered if item.number == check.number])
            for check in CHECKS
        )
    )


def _result(check: Check, outcomes: Sequence[Outcome]) -> CheckResult:
    if not outcomes:
        return CheckResult(
            check=check, status="not proven", reason="not run", scenarios=(), duration=0.0
        )
    worst = min(outcomes, key=lambda item: WORST_FIRST.index(item.status))
    return CheckResult(
        check=check,
        status=worst.status,
        reason=worst.reason,
        scenarios=tuple(dict.fromkeys(item.evidence for item in outcomes)),
        duration=sum(item.duration for item in outcomes),
    )
