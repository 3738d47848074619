"""`harness cassettes`: what it shows, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from harness.cassette.header import Cassettes
from harness.cassette.recorder import recording
from tests.cassette.test_damage import interaction, stabiliser
from tests.cassette.test_recorder import header

ROOT = Path(__file__).parents[2]
SCENARIO = """
from harness.marks import case

@case("a customer")
def test_customer(odoo):
    pass
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with one scenario of its own, and no recording."""
    policy = ROOT / "scenarios/policy/aluminum-supplier.toml"
    (tmp_path / "harness.toml").write_text(f'policy = "{policy}"\n', "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    (tmp_path / "test_own.py").write_text(SCENARIO, "utf-8")
    return tmp_path


def harness(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in the folder."""
    return subprocess.run(
        [sys.executable, "-m", "harness", "cassettes", *arguments],
        cwd=project,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_was_never_recorded_proves_nothing(project: Path) -> None:
    """The command that records it is told; both transports, once something of both is there."""
    done = harness(project, "status")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "not recorded:\n  json2    test_own.py::test_customer\n" in done.stdout
    assert "odoorpc" not in done.stdout
    assert "next: pytest --target=local --record test_own.py" in done.stdout
    (project / "cassettes/odoorpc/own").mkdir(parents=True)
    (project / "cassettes/odoorpc/own/gone.yaml").write_text("---\n", "utf-8")
    done = harness(project, "status")
    assert (
        "not recorded:\n  json2    test_own.py::test_customer\n  odoorpc  test_own.py"
        in done.stdout
    )
    assert "next: pytest --target=local --record --transport=odoorpc test_own.py" in done.stdout


def test_many_that_were_never_recorded_are_recorded_by_one_command(project: Path) -> None:
    """A new project has hundreds; a screen of commands helps nobody."""
    for number in range(12):
        (project / f"test_{number}.py").write_text((project / "test_own.py").read_text("utf-8"))
    done = harness(project, "status")
    told = [line.strip() for line in done.stdout.splitlines() if "next:" in line]
    assert told == ["next: pytest --target=local --record"]


def test_a_recording_without_a_scenario_is_named(project: Path) -> None:
    """A renamed scenario leaves its old file behind."""
    left = project / "cassettes/json2/own/gone.yaml"
    left.parent.mkdir(parents=True)
    left.write_text("---\n", "utf-8")
    done = harness(project, "status")
    assert "own/gone.yaml" in done.stdout
    assert "no such scenario" in " ".join(done.stdout.split())


def test_a_recording_that_was_doctored_or_copied_is_named(project: Path) -> None:
    """Though its header alone reads well."""
    name = "test_own.py::test_customer"
    made = Cassettes(project / "cassettes", "json2").path(name)
    made.parent.mkdir(parents=True)
    with recording(made, replace(header(), scenario=name), stabiliser(), lambda: True) as cassette:
        cassette.append(*interaction(1))
    assert "was changed by hand" not in " ".join(harness(project, "status").stdout.split())
    whole = made.read_text("utf-8")
    made.write_text(whole.replace('"number": 1', '"number": 2'), "utf-8")
    assert "was changed by hand" in " ".join(harness(project, "status").stdout.split())
    with recording(made, header(), stabiliser(), lambda: True) as cassette:
        cassette.append(*interaction(1))
    assert "by another scenario" in " ".join(harness(project, "status").stdout.split())


def test_scenarios_that_cant_be_read_are_told(project: Path) -> None:
    """Pytest's own words, no traceback of ours."""
    (project / "test_own.py").write_text("def broken(:\n", "utf-8")
    done = harness(project, "status")
    assert done.returncode == 2
    assert "can't be collected" in done.stderr
    assert "SyntaxError" in done.stderr


def test_a_leak_is_refused(project: Path) -> None:
    """With its place and kind, never itself."""
    leaking = project / "cassettes/json2/own/it.yaml"
    leaking.parent.mkdir(parents=True)
    leaking.write_text("---\nemail: mary.smith@gmail.com\n", "utf-8")
    done = harness(project, "audit")
    assert done.returncode == 1
    assert "it.yaml:2: an e-mail address" in done.stdout
    assert "mary" not in done.stdout
    assert harness(project, "audit", "nowhere.yaml").returncode == 2


def test_the_shipped_recordings_tell_nothing() -> None:
    """What is in the tree passes."""
    done = harness(ROOT, "audit")
    assert done.returncode == 0, done.stdout
