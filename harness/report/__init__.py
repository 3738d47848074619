"""From outcomes to a verdict that a project manager can sign."""

from harness.report.checks import CHECKS, Check, number_of
from harness.report.verdict import CheckResult, Outcome, Verdict, judge

__all__ = ["CHECKS", "Check", "CheckResult", "Outcome", "Verdict", "judge", "number_of"]
