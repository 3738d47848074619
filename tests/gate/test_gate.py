"""The gate: whatever happens to pytest, one result that says so; a go only when all was proved."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from harness.report.result import schema
from tests.gate.running import EVERYTHING, SCHEMA, Gate, junit, reasons


def test_the_schema_is_the_published_one() -> None:
    """And it refuses what is not a result."""
    assert schema() == SCHEMA
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"verdict": "go"}, SCHEMA)


def test_all_proved_is_a_go(gate: Gate, tmp_path: Path) -> None:
    """In every form of the result."""
    written = gate(EVERYTHING)
    assert (written["verdict"], written["exit_code"], written["problems"]) == ("go", 0, [])
    assert junit(tmp_path).get("errors") == "0"
    assert "Validation gate: go" in (tmp_path / "reports/pull-request.md").read_text("utf-8")
    assert "Validation gate: go" in (tmp_path / "summary.md").read_text("utf-8")


def test_a_failing_scenario_is_a_no_go(gate: Gate, tmp_path: Path) -> None:
    """With its reason in every form, and without the secret in it."""
    own = '\n@case("Ours")\ndef test_ours():\n    raise AssertionError("tax | api_key=c4nary-77")\n'
    written = gate(EVERYTHING + own)
    assert (written["verdict"], written["exit_code"]) == ("no-go", 1)
    assert written["cases"][0]["title"] == "Ours"
    assert junit(tmp_path).find(".//failure") is not None
    page = (tmp_path / "reports/pull-request.md").read_text("utf-8")
    assert "**Failed:** Ours" in page
    for file in (tmp_path / "reports").iterdir():
        assert "c4nary-77" not in file.read_text("utf-8"), file
        assert "tax |" in file.read_text("utf-8"), file
    assert "c4nary-77" not in (tmp_path / "summary.md").read_text("utf-8")


def test_a_missing_scenario_is_not_proven(gate: Gate) -> None:
    """A check and an answer of the company that nobody tried are named."""
    written = gate(EVERYTHING + "\ndel test_8, test_rule_0\n")
    assert written["verdict"] == "not proven"
    assert [item["number"] for item in written["checks"] if item["status"] != "passed"] == [8]
    assert [item["reason"] for item in written["rules"] if item["status"] != "passed"] == [
        "not run"
    ]


@pytest.mark.parametrize(
    ("own", "options", "told"),
    [
        (EVERYTHING, ["--deselect", "own/test_own.py::test_8"], "deselected"),
        (EVERYTHING, ["-k", "nothing_of_that_name"], "deselected"),
        (EVERYTHING, ["-n", "1", "-k", "not test_8"], "deselected"),
        (  # a skip that somebody wrote: the gate must not take it for a pass
            EVERYTHING + '\n@case("Ours")\n@pytest.mark.skip("not now")\ndef test_s(): pass\n',
            [],
            "skipped: not now",
        ),
        (
            "def test_plain(): raise AssertionError\n"
            + EVERYTHING
            + '\ntest_x = case("x")(test_1)',
            ["-x"],
            "failed",
        ),
        ("", [], "No scenario was found"),
        ("def test_plain(): pass", [], "not run"),
        ("import nothing_of_that_name", [], "can't be read: E   ModuleNotFoundError"),
        (EVERYTHING, ["--no-such-option"], "did not understand its command line"),
    ],
)
def test_what_did_not_run_is_said(gate: Gate, own: str, options: list[str], told: str) -> None:
    """And is never a go."""
    written = gate(own, *options)
    assert told in reasons(written)
    assert written["verdict"] == ("no-go" if "-x" in options else "not proven")


CRASHES = {
    "internally": "def pytest_runtest_logfinish(nodeid):\n    if '_rule' in nodeid: raise OSError",
    "before the verdict": "import os\ndef pytest_sessionfinish(): os._exit(0)",
    "at once": "import os\nos._exit(0)",
    "killed": "import os\ndef pytest_runtest_setup(): os.kill(os.getpid(), 9)",
    "by Ctrl-C": "def pytest_runtest_teardown(): raise KeyboardInterrupt",
}


@pytest.mark.parametrize("how", CRASHES)
def test_a_crash_of_pytest_is_not_proven(gate: Gate, tmp_path: Path, how: str) -> None:
    """Even one whose exit code says that all is well; an older result does not stand for it."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/verdict.json").write_text('{"verdict": "go"}')
    (tmp_path / "conftest.py").write_text(CRASHES[how])
    written = gate(EVERYTHING)
    assert (written["verdict"], written["exit_code"]) == ("not proven", 2)
    assert written["problems"]
    assert junit(tmp_path).find(".//error") is not None


def test_a_verdict_that_pytest_contradicts_is_not_a_go(gate: Gate, tmp_path: Path) -> None:
    """A pytest that ended with another code than its verdict's is not believed."""
    (tmp_path / "conftest.py").write_text("import os\ndef pytest_unconfigure(): os._exit(9)")
    written = gate(EVERYTHING)
    assert written["verdict"] == "not proven"
    assert "exit code 9" in reasons(written)


def test_a_worker_that_died_is_not_proven(gate: Gate) -> None:
    """Nobody knows whether the connector or the machine was at fault."""
    written = gate(EVERYTHING + "\nimport os\ndef test_8(): os._exit(1)\n", "-n", "1")
    assert written["verdict"] == "not proven"
    assert "ended by itself" in reasons(written)


def test_settings_that_are_wrong_leave_a_result_too(gate: Gate, tmp_path: Path) -> None:
    """CI shows what the terminal shows."""
    (tmp_path / "harness.toml").write_text('tarjet = "local"\n')
    assert "tarjet" in reasons(gate(EVERYTHING))
