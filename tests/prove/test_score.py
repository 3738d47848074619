"""The score: what counts as caught, what the exit code says, and what is written."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from harness.prove.catalogue import Bug, Caught, Group
from harness.prove.report import print_score, write_score
from harness.prove.runs import Run, read_runs, write_runs
from harness.prove.score import Score, score
from harness.scrub import Scrubber

ONE = Caught(by="scenarios/a.py::test_one", told="customers.name")
TWO = Caught(by="scenarios/a.py::test_two", told="vendors.name")
GROUPS = (
    Group(group="C2", title="Text", bugs={"name_cut": Bug(does="Cuts names.", caught=(ONE, TWO))}),
    Group(group="C5", title="Tax", bugs={"tax_lost": Bug(does="Loses tax.", caught=(ONE,))}),
)


def run(scenario: str, bug: str, status: str, reason: str = "") -> Run:
    """One run."""
    return Run(scenario=scenario, bug=bug, status=status, reason=reason)  # type: ignore[arg-type]


GOOD = [
    run(ONE.by, "name_cut", "failed", "x customers.name: y"),
    run(TWO.by, "name_cut", "failed", "vendors.name"),
    run(ONE.by, "tax_lost", "failed", "... customers.name"),
]
CORRECT = [run(ONE.by, "", "passed"), run(TWO.by, "", "passed")]


def scored(seeded: list[Run], correct: list[Run] | None = None) -> Score:
    """The score of these runs."""
    return score(GROUPS, seeded, CORRECT if correct is None else correct, rounds=1)


def test_all_caught_is_a_0() -> None:
    """Every bug, by each of its scenarios, in the words of the catalogue."""
    result = scored(GOOD)
    assert [(bug.bug, bug.right) for bug in result.bugs] == [("name_cut", True), ("tax_lost", True)]
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("change", "caught", "right", "missed", "code"),
    [
        (run(ONE.by, "tax_lost", "passed"), False, False, True, 1),
        (run(ONE.by, "tax_lost", "not proven", "customers.name"), False, False, True, 1),
        (run(ONE.by, "tax_lost", "failed", "something else"), True, False, False, 1),
        (None, False, False, False, 2),
    ],
)
def test_what_is_not_caught_for_its_reason_is_told(
    change: Run | None, caught: bool, right: bool, missed: bool, code: int
) -> None:
    """Missed, for another reason, or never run."""
    result = scored([*GOOD[:2], *([change] if change else [])])
    bug = result.bugs[1]
    assert (bug.caught, bug.right, bug.missed) == (caught, right, missed)
    assert result.exit_code == code


def test_a_scenario_that_could_not_be_cleaned_up_has_not_seen_it() -> None:
    """Two reports came of it; the worse one counts."""
    result = scored([*GOOD, run(ONE.by, "tax_lost", "not proven", "while cleaning up")])
    assert result.bugs[1].missed


def test_a_bug_that_only_some_see_is_not_caught_for_the_right_reason() -> None:
    """Each scenario of the catalogue has to see it."""
    result = scored([GOOD[0], run(TWO.by, "name_cut", "passed"), GOOD[2]])
    assert (result.bugs[0].caught, result.bugs[0].right) == (True, False)
    assert result.exit_code == 1


@pytest.mark.parametrize(("status", "code"), [("failed", 1), ("not proven", 2)])
def test_an_alarm_at_the_correct_connector_is_told(status: str, code: int) -> None:
    """False, or not to be told."""
    result = scored(GOOD, [*CORRECT, run(ONE.by, "", status, "why")])
    assert result.exit_code == code


def test_a_run_that_never_came_proves_nothing() -> None:
    """No run of the correct connector is not a run without alarms."""
    assert scored(GOOD, []).exit_code == 2


def test_the_score_is_printed_and_written(tmp_path: Path) -> None:
    """Figures by group, what was missed and why, false alarms."""
    result = scored(
        [*GOOD[:2], run(ONE.by, "tax_lost", "passed")], [run(ONE.by, "", "failed", "alarm")]
    )
    shown = io.StringIO()
    print_score(result, Console(file=shown, width=100))
    assert "tax_lost: missed: scenarios/a.py::test_one" in shown.getvalue()
    assert "1 false alarms in 1 scenarios of 1 runs" in shown.getvalue()
    page = write_score(
        result, {"Odoo": "19"}, folder=tmp_path, at=datetime.now(UTC), scrubber=Scrubber({})
    )
    text = page.read_text()
    assert "| C5 | Tax | 1 | 0 | 0 | 1 |" in text
    assert "## False alarm: scenarios/a.py::test_one" in text
    machine = json.loads((tmp_path / "prove.json").read_text())
    assert (machine["seeded"], machine["caught"], machine["missed"]) == (2, 1, ["tax_lost"])
    assert machine["exit_code"] == 1


def test_runs_travel_through_a_file(tmp_path: Path) -> None:
    """And a session that did not come so far left none."""
    write_runs(tmp_path / "runs.json", GOOD)
    assert read_runs(tmp_path / "runs.json") == GOOD
    assert read_runs(tmp_path / "none.json") == []
