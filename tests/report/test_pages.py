"""The pages for people: what a project manager and a pull request read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from harness.policy import RULES
from harness.report import CHECKS, Outcome, Problem, judge
from harness.report.pages import cell, fenced, milestone, pull_request
from harness.report.result import Result, result_of
from harness.report.verdict import NotAsked, Status

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
RULE = RULES[0]
OURS, OTHER = list(RULE.question.answers)[:2]


def outcome(
    number: int = 0,
    status: Status = "passed",
    reason: str = "",
    *,
    rule: str = "",
    answer: str = "",
    next_step: str = "",
) -> Outcome:
    """One scenario's outcome."""
    return Outcome(
        number=number,
        rule=rule,
        answer=answer,
        status=status,
        reason=reason,
        next_step=next_step,
        evidence=f"scenario_{number or rule}",
        duration=0.5,
    )


def result(
    *outcomes: Outcome, problems: tuple[Problem, ...] = (), run: Mapping[str, str] | None = None
) -> Result:
    """A result in which all but the given outcomes passed."""
    given = {item.number for item in outcomes}
    rest = [outcome(check.number) for check in CHECKS if check.number not in given]
    facts = run or {"target": "replay"}
    return result_of(judge([*rest, *outcomes], {RULE.path: OURS}, problems), facts, AT)


GO = outcome(rule=RULE.path, answer=OURS)


def test_a_go_says_what_it_does_not_prove() -> None:
    """On which systems; who signs; and nothing that stands in the way."""
    for target, said in (
        ("replay", "no system was contacted"),
        ("local", "does not prove what Intuit's own sandbox answers"),
        ("staging", "Intuit's sandbox company"),
    ):
        page = " ".join(milestone(result(GO, run={"target": target})).split())
        assert "**GO:" in page
        assert said in page
        assert "stands in the way" not in page
    assert "| accountant, for the mapping rules | | | |" in milestone(result(GO))


def test_both_pages_say_what_was_not_asked_and_why() -> None:
    """And their first words say that there is something."""
    left = NotAsked(rule=RULE.path, answer=OURS, why="it exports | more", evidence="scenario_x")
    checks = [outcome(check.number) for check in CHECKS]
    found = result_of(judge(checks, {RULE.path: OURS}, (), [left]), {"target": "local"}, AT)
    for page in (milestone(found), pull_request(found)):
        assert "**GO:" in page
        assert "Not asked of this kind of connector: 1 scenario.**" in page
        assert "## Not asked of this kind of connector" in page
        assert "it exports \\| more" in page
        assert f"{RULE.path} = {OURS}" in page
        assert "scenario_x" in page
    assert "of this kind" not in milestone(result(GO)) + pull_request(result(GO))


def test_an_answer_is_told_in_words() -> None:
    """The question, what the answer means, and under which section it stands."""
    page = milestone(result(GO))
    assert RULE.question.text in page
    assert RULE.question.answers[OURS] in page
    assert f"`{RULE.path} = {OURS}`" in page


def test_failures_come_first_and_one_reason_once() -> None:
    """Then what is not proven, with its next step; the same reason is told with all it stopped."""
    page = milestone(
        result(
            outcome(3, "not proven", "Odoo is gone.", next_step="harness up"),
            outcome(4, "not proven", "Odoo is gone.", next_step="harness up"),
            outcome(8, "failed", "tax differs"),
            GO,
        )
    )
    assert page.index("### Failed: 8. ") < page.index("### Not proven: 3. ")
    assert page.count("Odoo is gone.") == 1
    assert "4. The OAuth connection works" in page.split("### Not proven: ")[1].splitlines()[0]
    assert "Next step: harness up" in page


def test_a_reason_of_many_names_the_first() -> None:
    """All of them stand in the tables."""
    page = milestone(
        result(*(outcome(each, "not proven", "Odoo is gone.") for each in range(1, 9)))
    )
    heading = page.split("### Not proven: ")[1].splitlines()[0]
    assert heading.startswith("1. ")
    assert heading.endswith("; and 4 more")
    assert page.count("| not proven |") >= 8


def test_an_answer_of_others_decides_nothing_and_is_shown() -> None:
    """Its failure is no obstacle, and stands in its own table."""
    tried = result(GO, outcome(status="failed", reason="differs", rule=RULE.path, answer=OTHER))
    assert tried.verdict == "go"
    page = milestone(tried)
    assert "stands in the way" not in page
    assert f"| `{RULE.path} = {OTHER}` | failed: differs |" in page


def test_what_nobody_ran_is_in_the_way() -> None:
    """An answer of the company without a scenario, and a problem of the run itself."""
    page = milestone(
        result(problems=(Problem(status="not proven", what="pytest crashed.", next_step="again"),))
    )
    assert "**NOT PROVEN:" in page
    assert "### Not proven: The run itself" in page
    assert f"`{RULE.path} = {OURS}`" in page.split("What stands in the way")[1].split("## The")[0]


def test_the_pull_request_is_short() -> None:
    """A long reason is cut, and says so; each next step is told once."""
    reason = "\n".join(f"line {number}" for number in range(100))
    page = pull_request(
        result(
            outcome(8, "failed", reason, next_step="mend it"),
            outcome(9, "failed", "other", next_step="mend it"),
            GO,
        )
    )
    assert "line 24\n... 75 more lines" in page
    assert "line 25" not in page
    assert page.count("- mend it") == 1
    assert "| 8 | One invoice is mirrored | **failed** |" in page


def test_a_reason_can_not_break_out_of_its_place() -> None:
    """A fence in a reason, a bar or markup in a cell."""
    assert fenced("a\n```\nb").startswith("````\n")
    assert cell("a | b\n<img>") == "a \\| b &lt;img>"
