"""From outcomes to a verdict that a project manager can sign."""

from harness.report.checks import CHECKS, Check, number_of
from harness.report.verdict import CheckResult, Outcome, Problem, RuleResult, Verdict, judge

__all__ = [
    "CHECKS",
    "Check",
    "CheckResult",
    "Outcome",
    "Problem",
    "RuleResult",
    "Verdict",
    "judge",
    "number_of",
]
