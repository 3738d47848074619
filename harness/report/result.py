"""
The verdict for machines: what `verdict.json` holds, and its published schema.

`verdict.schema.json` beside this file is made from these classes. A field may be
added under the same version; one that goes, or means something else, needs the next.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from harness.policy import RULES
from harness.report.verdict import EXIT_CODES, Decision, RuleResult, Status, Verdict, named

SCHEMA_ID = "urn:odoo-qbo-harness:verdict:1"
SCHEMA_FILE = Path(__file__).with_name("verdict.schema.json")
QUESTIONS = {rule.path: rule.question for rule in RULES}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Proved(_Part):
    """What became of a check, an answer or a case; a case has a title alone."""

    title: str = Field(description="the check or case in words, or the question of a rule")
    status: Status
    reason: str = Field(description="why it did not pass; empty when it did")
    next_step: str = Field(description="what to do about it; empty when nobody knows")
    scenarios: tuple[str, ...] = Field(description="the scenarios behind it; none: not run")
    seconds: Annotated[float, Field(ge=0)]


class ProvedCheck(Proved):
    """One of the eleven checks of the validation loop."""

    number: Annotated[int, Field(ge=1)]


class ProvedRule(Proved):
    """One answer to a question of the mapping rules."""

    rule: str = Field(description="the question's path in the mapping rules")
    answer: str
    means: str = Field(description="the answer as a sentence")
    ours: bool = Field(description="whether the company answers so; otherwise it decides nothing")

    @property
    def section(self) -> str:
        """The section of the mapping rules."""
        return self.rule.partition(".")[0]


class Obstacle(_Part):
    """What happened besides the scenarios and forbids a go."""

    status: Literal["failed", "not proven"]
    what: str
    next_step: str


class LeftOut(_Part):
    """A scenario that was not asked of this kind of connector; it counts as nothing."""

    what: str = Field(description="the answer to a rule's question, or the case")
    because: str = Field(description="why the question can't arise with it")
    scenario: str


class Common(_Part):
    """What at least three failed scenarios failed by: one fault may be behind them."""

    fields: tuple[str, ...] = Field(description="rules, each with the field that differs")
    said: str = Field(description="the same as a sentence")
    scenarios: tuple[str, ...]


class Result(_Part):
    """The result of a run of the scenarios."""

    schema_id: Annotated[
        Literal["urn:odoo-qbo-harness:verdict:1"], Field(alias="schema", description="the version")
    ]
    verdict: Decision
    exit_code: Literal[0, 1, 2] = Field(description="0 go, 1 no-go, 2 not proven")
    at: AwareDatetime
    run: dict[str, str] = Field(description="what was run: target, connector, versions, seed")
    checks: tuple[ProvedCheck, ...]
    rules: tuple[ProvedRule, ...]
    cases: tuple[Proved, ...]
    problems: tuple[Obstacle, ...]
    tolerated: tuple[str, ...] = Field(
        default=(), description="differences that a named rule allows"
    )
    not_asked: tuple[LeftOut, ...] = Field(
        default=(), description="scenarios whose question can't arise with this kind of connector"
    )
    shared: tuple[Common, ...] = Field(
        default=(), description="differences that many failed scenarios share, the most first"
    )

    def to_json(self) -> str:
        """Write it as the file for machines."""
        content = self.model_dump(mode="json", by_alias=True)
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

    def spoiled(self, problem: Obstacle) -> Result:
        """Return the same with one more problem, and the verdict that follows."""
        failed = self.verdict == "no-go" or problem.status == "failed"
        decision: Decision = "no-go" if failed else "not proven"
        return self.model_copy(
            update={
                "verdict": decision,
                "exit_code": EXIT_CODES[decision],
                "problems": (*self.problems, problem),
            }
        )


def result_of(verdict: Verdict, facts: Mapping[str, str], at: datetime) -> Result:
    """Write a verdict down for machines."""
    return Result.model_validate(
        {
            "schema": SCHEMA_ID,
            "verdict": verdict.decision,
            "exit_code": verdict.exit_code,
            "at": at.replace(microsecond=0),
            "run": dict(facts),
            "checks": [
                {"number": item.check.number, "title": item.check.title, **_common(item)}
                for item in verdict.results
            ],
            "rules": [_rule(item) for item in verdict.rules if item.answer],
            "cases": [
                {"title": item.rule, **_common(item)} for item in verdict.rules if not item.answer
            ],
            "problems": [
                {"status": item.status, "what": item.what, "next_step": item.next_step}
                for item in verdict.problems
            ],
            "tolerated": list(verdict.tolerated),
            "not_asked": [
                {"what": named(item), "because": item.why, "scenario": item.evidence}
                for item in verdict.not_asked
            ],
            "shared": [
                {
                    "fields": item.fields,
                    "said": item.said(verdict.failed),
                    "scenarios": item.scenarios,
                }
                for item in verdict.shared
            ],
        }
    )


def schema() -> dict[str, Any]:
    """Make the published schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **Result.model_json_schema(by_alias=True),
    }


def _common(item: Any) -> dict[str, Any]:  # noqa: ANN401 - a check's result or a rule's
    return {
        "status": item.status,
        "reason": item.reason,
        "next_step": item.next_step,
        "scenarios": item.scenarios,
        "seconds": round(item.duration, 3),
    }


def _rule(item: RuleResult) -> dict[str, Any]:
    question = QUESTIONS.get(item.rule)
    return {
        "rule": item.rule,
        "answer": item.answer,
        "title": question.text if question else item.rule,
        "means": question.answers.get(item.answer, item.answer) if question else item.answer,
        "ours": item.ours,
        **_common(item),
    }
