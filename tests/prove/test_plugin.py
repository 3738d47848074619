"""The plugin under `harness prove`: what it runs, what it takes for caught, and what it writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.prove.runs import Run, read_runs

pytest_plugins = ["pytester"]

POLICY = Path(__file__).parents[2] / "scenarios/policy/aluminum-supplier.toml"
CUSTOMER = "scenarios/loop/test_05_customer.py::test_one_customer_is_mirrored"
VENDOR = "scenarios/loop/test_06_vendor.py::test_one_vendor_is_mirrored"
CONFTEST = """
    import pytest

    @pytest.fixture(autouse=True)
    def seeded_bug(request):
        yield getattr(request, "param", "")
"""
SCENARIO = """
from harness.errors import NotProven
from harness.marks import check

@check("One {role} is mirrored")
def test_one_{role}_is_mirrored(seeded_bug):
    {body}
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """An empty project with a connector that only pretends to be bent."""
    for name in ("HARNESS_TARGET", "HARNESS_SETTINGS", "PYTEST_XDIST_WORKER"):
        monkeypatch.delenv(name, raising=False)
    pytester.makefile(".toml", harness=f'policy = "{POLICY}"\n')
    pytester.makeconftest(CONFTEST)
    return pytester


def played(
    project: pytest.Pytester, customer: str, *arguments: str, vendor: str = "pass"
) -> tuple[pytest.RunResult, list[Run]]:
    """Run two scenarios with these bodies; pytest's result, and what was written."""
    folder = project.mkdir("scenarios") / "loop"
    folder.mkdir()
    for number, role, body in (("05", "customer", customer), ("06", "vendor", vendor)):
        text = SCENARIO.format(role=role, body=body)
        (folder / f"test_{number}_{role}.py").write_text(text)
    results = project.path / "runs.json"
    options = ("-p", "no:randomly", "-p", "no:cacheprovider", "-p", "harness.prove.plugin")
    result = project.runpytest_subprocess(*options, f"--prove-results={results}", *arguments)
    return result, read_runs(results)


def test_a_bug_that_is_seen_for_its_reason_passes(project: pytest.Pytester) -> None:
    """Only the scenarios of the catalogue run, once for each bug."""
    body = "assert seeded_bug != 'exempt_ignored', 'customers.exempt: expected'"
    result, runs = played(project, body, "--seeded=exempt_ignored")
    result.assert_outcomes(passed=1, deselected=1)
    (run,) = runs
    assert (run.scenario, run.bug, run.status) == (CUSTOMER, "exempt_ignored", "failed")


def test_a_bug_that_is_seen_for_another_reason_fails(project: pytest.Pytester) -> None:
    """And both reasons are shown."""
    result, _ = played(project, "assert not seeded_bug, 'no such day'", "--seeded=exempt_ignored")
    result.assert_outcomes(failed=1, deselected=1)
    result.stdout.fnmatch_lines(["exempt_ignored: wrong reason: *", "*customers.exempt*"])
    result.stdout.fnmatch_lines(["*failed: no such day*"])


def test_a_bug_that_is_not_seen_fails(project: pytest.Pytester) -> None:
    """The scenario passed, so it missed the bug."""
    result, runs = played(project, "pass", "--seeded=name_cut", vendor="assert 0, 'x'")
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines([f"name_cut: missed: {CUSTOMER}"])
    assert {(run.scenario, run.status) for run in runs} == {
        (CUSTOMER, "passed"),
        (VENDOR, "failed"),
    }


def test_a_scenario_that_could_not_tell_has_not_seen_it(project: pytest.Pytester) -> None:
    """What is not proven is no alarm."""
    result, runs = played(project, "raise NotProven('no Odoo')", "--seeded=exempt_ignored")
    result.assert_outcomes(failed=1, deselected=1)
    assert [run.status for run in runs] == ["not proven"]


def test_the_correct_connector_runs_all_and_gets_no_verdict(project: pytest.Pytester) -> None:
    """Its alarms are written for the score."""
    result, runs = played(project, "assert 0, 'alarm'")
    result.assert_outcomes(passed=1, failed=1)
    assert {(run.scenario, run.bug, run.status) for run in runs} == {
        (CUSTOMER, "", "failed"),
        (VENDOR, "", "passed"),
    }
    assert "validation loop" not in result.stdout.str()
    assert not (project.path / "reports").exists()
