"""Outcomes of scenarios to results of checks, and results to the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from harness.report.checks import CHECKS, Check
from harness.report.shared import Shared, shared_of

Status = Literal["passed", "failed", "not proven"]
Decision = Literal["go", "no-go", "not proven"]
EXIT_CODES: dict[Decision, int] = {"go": 0, "no-go": 1, "not proven": 2}
WORST_FIRST: tuple[Status, ...] = ("failed", "not proven", "passed")
NOT_RUN = "not run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """
    What became of one scenario; `evidence` names it, `duration` is in seconds.

    It is about a check of the loop (`number`), about one answer to a question
    of the mapping rules (`rule`, `answer`), or about a case (`rule` alone).
    `tolerated` is what differed, and a rule allowed; `differing` the rules and
    fields by which it failed.
    """

    number: int
    rule: str = ""
    answer: str = ""
    status: Status
    reason: str
    next_step: str = ""
    evidence: str
    duration: float
    tolerated: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What became of a check: its worst scenario counts."""

    check: Check
    status: Status
    reason: str
    next_step: str = ""
    scenarios: tuple[str, ...]
    duration: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """
    What became of a rule's answer, or of a case: its worst scenario counts.

    `ours` when the company answers the question so. That the connector could be
    told otherwise is worth knowing, but decides nothing.
    """

    rule: str
    answer: str
    ours: bool
    status: Status
    reason: str
    next_step: str = ""
    scenarios: tuple[str, ...]
    duration: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What happened besides the scenarios and forbids a go, such as a pytest that crashed."""

    status: Literal["failed", "not proven"]
    what: str
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAsked:
    """A scenario whose question can't arise with this kind of connector: neither pass nor fail."""

    rule: str
    answer: str
    why: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The eleven results, those of the mapping rules and cases, and what follows from them."""

    results: tuple[CheckResult, ...]
    rules: tuple[RuleResult, ...] = ()
    problems: tuple[Problem, ...] = ()
    tolerated: tuple[str, ...] = ()
    """Every difference that a rule allowed."""
    not_asked: tuple[NotAsked, ...] = ()
    """They decide nothing, and whoever reads the verdict is told of them."""
    failed: int = 0
    """How many scenarios failed."""
    shared: tuple[Shared, ...] = ()
    """What many of them failed by."""

    @property
    def decision(self) -> Decision:
        """Go if all passed, no-go if any failed; what could not run is never a pass."""
        statuses: set[Status] = {result.status for result in self.results}
        statuses |= {result.status for result in self.rules if result.ours}
        statuses |= {problem.status for problem in self.problems}
        if "failed" in statuses:
            return "no-go"
        return "go" if statuses == {"passed"} else "not proven"

    @property
    def exit_code(self) -> int:
        """0 go, 1 no-go, 2 could not run."""
        return EXIT_CODES[self.decision]


def judge(
    outcomes: Iterable[Outcome],
    answers: Mapping[str, str] | None = None,
    problems: Iterable[Problem] = (),
    not_asked: Iterable[NotAsked] = (),
) -> Verdict:
    """
    Judge all eleven checks, the company's `answers` to the mapping rules, and the cases.

    A check or an answer without a scenario was not run, so it is not proven; one that could
    not be asked is told apart. Scenarios that run side by side end in any order: the verdict
    tells them in one.
    """
    gathered = sorted(outcomes, key=lambda item: item.evidence)
    left = tuple(sorted(not_asked, key=lambda item: item.evidence))
    answered = answers or {}
    asked = {(item.rule, item.answer) for item in gathered if item.rule}
    topics = asked | (set(answered.items()) - {(item.rule, item.answer) for item in left})
    return Verdict(
        results=tuple(
            _result(check, [item for item in gathered if item.number == check.number])
            for check in CHECKS
        ),
        rules=tuple(
            _rule_result(
                topic,
                [item for item in gathered if (item.rule, item.answer) == topic],
                ours=not topic[1] or answered.get(topic[0]) == topic[1],
            )
            for topic in sorted(topics)
        ),
        problems=tuple(problems),
        tolerated=tuple(dict.fromkeys(text for item in gathered for text in item.tolerated)),
        not_asked=left,
        failed=len({item.evidence for item in gathered if item.status == "failed"}),
        shared=shared_of((item.evidence, item.differing) for item in gathered),
    )


def named(result: RuleResult | NotAsked) -> str:
    """Name a rule's answer, or a case."""
    return f"{result.rule} = {result.answer}" if result.answer else result.rule


def _rule_result(topic: tuple[str, str], outcomes: Sequence[Outcome], *, ours: bool) -> RuleResult:
    worst = _worst(outcomes)
    return RuleResult(
        rule=topic[0],
        answer=topic[1],
        ours=ours,
        status=worst.status,
        reason=worst.reason,
        next_step=worst.next_step,
        scenarios=tuple(dict.fromkeys(item.evidence for item in outcomes)),
        duration=sum(item.duration for item in outcomes),
    )


def _result(check: Check, outcomes: Sequence[Outcome]) -> CheckResult:
    worst = _worst(outcomes)
    return CheckResult(
        check=check,
        status=worst.status,
        reason=worst.reason,
        next_step=worst.next_step,
        scenarios=tuple(dict.fromkeys(item.evidence for item in outcomes)),
        duration=sum(item.duration for item in outcomes),
    )


def _worst(outcomes: Sequence[Outcome]) -> Outcome:
    """The scenario that counts; without any, nothing was run."""
    if not outcomes:
        return Outcome(number=0, status="not proven", reason=NOT_RUN, evidence="", duration=0.0)
    return min(outcomes, key=lambda item: WORST_FIRST.index(item.status))
