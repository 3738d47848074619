"""What many failed scenarios fail by, told once."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from rich.console import Console

from harness.report import Outcome, judge
from harness.report.pages import milestone, pull_request
from harness.report.result import result_of
from harness.report.terminal import print_verdict


def failing(name: str, *differing: str) -> Outcome:
    """A scenario that failed by these fields."""
    return Outcome(
        number=0,
        rule=f"Case {name}",
        status="failed",
        reason=name,
        evidence=name,
        duration=0.1,
        differing=differing,
    )


def test_what_many_scenarios_fail_by_is_told_once() -> None:
    """One wrong account fails every document with it: the report says so, the widest first."""
    account, part, tax = "items.account (Ref)", "items.part (Ref)", "taxes.codes (TaxCodeRef)"
    four = [failing(name, account, part) for name in "abcd"]
    verdict = judge([*four, failing("e", tax), failing("f", tax), failing("g")])
    assert [item.fields for item in verdict.shared] == [(account, part)]
    told = io.StringIO()
    print_verdict(verdict, {}, Console(file=told, width=80))
    said = " ".join(told.getvalue().split())
    assert f"4 of the 7 scenarios that failed differ in {account} and {part}: mend" in said
    result = result_of(verdict, {}, datetime(2026, 11, 2, tzinfo=UTC))
    assert result.shared[0].scenarios == ("a", "b", "c", "d")
    for page in (milestone(result), pull_request(result)):
        assert f"\n- 4 of the 7 scenarios that failed differ in {account} and {part}:" in page


def test_what_all_fail_by_is_told_so() -> None:
    """Three are enough; of two there is nothing to say."""
    three = [failing(name, "a (B)") for name in "abc"]
    assert judge(three).shared[0].said(3).startswith("All 3 scenarios that failed differ in a (B)")
    assert judge(three[:2]).shared == ()
