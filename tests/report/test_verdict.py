"""The verdict: what it says, and that a missing check is never a pass."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from harness.errors import SettingsError
from harness.report import CHECKS, Outcome, judge, number_of
from harness.report.result import result_of
from harness.report.terminal import print_verdict
from harness.report.verdict import NotAsked, Status
from harness.report.writers import write_reports
from harness.scrub import Scrubber


def outcome(number: int, status: Status = "passed", reason: str = "") -> Outcome:
    """One scenario's outcome."""
    return Outcome(
        number=number, status=status, reason=reason, evidence=f"scenario_{number}", duration=0.5
    )


ALL = [outcome(check.number) for check in CHECKS]


def unasked(rule: str, answer: str = "", scenario: str = "scenario_x") -> NotAsked:
    """One scenario that has no question for the connector."""
    return NotAsked(rule=rule, answer=answer, why="it exports by itself", evidence=scenario)


def test_go_only_when_all_eleven_passed() -> None:
    """Eleven passes are a go, and exit code 0."""
    verdict = judge(ALL)
    assert verdict.decision == "go"
    assert verdict.exit_code == 0


@pytest.mark.parametrize("missing", [check.number for check in CHECKS])
def test_a_check_that_was_not_run_is_not_a_pass(missing: int) -> None:
    """Leaving out any one check makes the verdict not proven, exit code 2."""
    verdict = judge([item for item in ALL if item.number != missing])
    assert verdict.decision == "not proven"
    assert verdict.exit_code == 2
    assert verdict.results[missing - 1].reason == "not run"


def test_what_was_not_asked_counts_as_nothing_and_is_told() -> None:
    """Neither proved nor open; the words of the verdict say so, and the reason stands there."""
    other = replace(outcome(0), rule="a.q2", answer="no")
    answers = {"a.q1": "yes", "a.q2": "no"}
    verdict = judge([*ALL, other], answers, (), [unasked("a.q1", "yes"), unasked("A case")])
    assert verdict.decision == "go"
    assert [result.rule for result in verdict.rules] == ["a.q2"]
    told = io.StringIO()
    print_verdict(verdict, {}, Console(file=told, width=80))
    shown = " ".join(told.getvalue().split())
    assert "mapping rules: 1 of 1 proved" in shown
    because = "not asked of this kind of connector, because it exports by itself"
    assert f"a.q1 = yes, A case: {because}" in shown
    assert "answer that was asked is proved. Not asked of this kind of connector: 2" in shown


def test_a_check_has_a_question_for_every_connector() -> None:
    """None of the eleven is given up because something was not asked."""
    rest = [item for item in ALL if item.number != 8]
    assert judge(rest, {}, (), [unasked("")]).decision == "not proven"


def test_what_was_asked_elsewhere_still_counts() -> None:
    """Of an answer with two scenarios one may have no question; the other decides."""
    told = replace(outcome(0, "failed", "wrong"), rule="a.q1", answer="yes", evidence="other")
    verdict = judge([*ALL, told], {"a.q1": "yes"}, (), [unasked("a.q1", "yes")])
    assert verdict.decision == "no-go"
    gone = judge(ALL, {"a.q1": "yes"}, (), [unasked("a.q1", "no")])
    assert gone.decision == "not proven", "another answer was not asked, ours was not run"


def test_nothing_run_is_not_proven() -> None:
    """No outcomes at all prove nothing."""
    assert judge([]).decision == "not proven"


def test_one_failure_is_a_no_go_whatever_else() -> None:
    """A failure outweighs what is not proven; exit code 1."""
    verdict = judge([outcome(8, "failed", "wrong tax"), outcome(9, "not proven", "no invoice")])
    assert verdict.decision == "no-go"
    assert verdict.exit_code == 1


def test_the_worst_scenario_of_a_check_counts() -> None:
    """A second scenario that passes does not make up for the first."""
    verdict = judge([*ALL, outcome(5, "failed", "twice")])
    assert verdict.results[4].status == "failed"
    assert verdict.results[4].reason == "twice"


def test_the_order_in_which_scenarios_end_tells_nothing() -> None:
    """Side by side they end in any order; what is told, and of which one, stays the same."""
    told = [
        replace(outcome(2, "failed", reason), evidence=f"test_02.py::{name}", rule=rule)
        for name, reason, rule in (("a", "one", "x"), ("b", "two", "x"), ("c", "three", ""))
    ]
    assert judge(told) == judge(reversed(told))


def test_a_misspelt_title_is_an_error() -> None:
    """A scenario can't be counted towards a check that does not exist."""
    assert number_of("One customer is mirrored") == 5
    with pytest.raises(SettingsError, match="One custmer"):
        number_of("One custmer is mirrored")


def test_the_terminal_page_fits_and_names_the_reason() -> None:
    """At most 80 columns, readable without colour, each reason with its check."""
    file = io.StringIO()
    verdict = judge([outcome(8, "failed", "invoices.tax_total: 72.65, found 0")])
    print_verdict(verdict, {"target": "local"}, Console(file=file, width=80, color_system=None))
    text = file.getvalue()
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "8. failed: invoices.tax_total: 72.65, found 0" in text
    assert "NO-GO" in text


def test_one_reason_is_told_once() -> None:
    """A system that died stops every check, and is named with all of them."""
    file = io.StringIO()
    verdict = judge([outcome(number, "not proven", "Odoo is gone.") for number in (3, 4, 5)])
    print_verdict(verdict, {}, Console(file=file, width=80, color_system=None))
    assert file.getvalue().count("Odoo is gone.") == 1
    assert "3, 4, 5. not proven: Odoo is gone." in file.getvalue()


def test_a_long_line_goes_on_further_in() -> None:
    """The end of a log is told apart line by line, in 80 columns however wide the terminal."""
    file = io.StringIO()
    log = "2026-01-02 03:04:05,678 4711 INFO main odoo.modules.loading: " + "loading " * 12
    reason = f"Odoo ended.\n  found: \n    {log}\n    {log}\n  where: odoo.log"
    verdict = judge([outcome(number, "not proven", reason) for number in range(1, 12)])
    print_verdict(verdict, {}, Console(file=file, width=120, color_system=None))
    lines = file.getvalue().splitlines()
    assert max(len(line) for line in lines) <= 80
    start = next(number for number, line in enumerate(lines) if line.endswith("Odoo ended."))
    told = lines[start : start + 8]
    assert [len(line) - len(line.lstrip()) for line in told] == [2, 8, 10, 14, 14, 10, 14, 14]
    assert lines[start + 8] == "        where: odoo.log"


def test_a_part_of_the_rules_does_not_bury_its_own_result() -> None:
    """Few that were not run are named, many are counted."""
    for many, told in ((2, "not run: a.q0 = yes, a.q1 = yes"), (40, "not run: 40 answers")):
        file = io.StringIO()
        verdict = judge(ALL, {f"a.q{number}": "yes" for number in range(many)})
        print_verdict(verdict, {}, Console(file=file, width=80, color_system=None))
        assert told in file.getvalue()


def test_reports_are_written_whole_and_without_secrets(tmp_path: Path) -> None:
    """The page and the file for machines say the same; a planted secret is in neither."""
    canary = "canary-5f2c9d1e7b"
    verdict = judge([outcome(4, "failed", f"refused: Bearer {canary}")])
    at = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    page = write_reports(
        result_of(verdict, {"target": "local", "seed": "42"}, at),
        folder=tmp_path,
        scrubber=Scrubber({"CANARY": canary}),
    )
    machine = json.loads((tmp_path / "verdict.json").read_text())
    assert machine["verdict"] == "no-go"
    assert machine["exit_code"] == 1
    assert [row["number"] for row in machine["checks"]] == list(range(1, 12))
    text = page.read_text()
    assert "NO-GO" in text
    assert "### Failed: 4. The OAuth connection works" in text
    assert "| seed | 42 |" in text
    assert canary not in text + (tmp_path / "verdict.json").read_text()
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "milestone.md",
        "pull-request.md",
        "verdict.json",
    ]
