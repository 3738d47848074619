"""The wheel, really built and installed: a Python of its own that knows no source tree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from harness.commands import gate as gate_command
from tests.gate.running import POLICY, ROOT, SCHEMA, Gate

OURS = ("odoo_qbo_harness", "_editable_impl_odoo_qbo_harness", "__editable__")
"""How the names begin under which the tree itself is installed for developing."""


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the wheel, and the wheel."""

    python: Path
    wheel: Path

    def run(
        self, folder: Path, *command: str, check: bool = False, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in a folder, with the environment's programs first on PATH."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("HARNESS_", "PYTEST_", "GITHUB_", "PYTHON"))
        }
        environment |= {
            "PATH": f"{self.python.parent}{os.pathsep}{environment['PATH']}",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheel.parent),
            # What is to be seen is whether the recordings agree, not how old they are.
            "HARNESS_CASSETTE_DAYS": "0",
            **more,
        }
        return subprocess.run(
            command, cwd=folder, env=environment, text=True, capture_output=True, check=check
        )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from what is in the tree."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Callable[[], Installed]:
    """Makes environments that have everything the harness needs, but not the harness."""
    needs = tmp_path_factory.mktemp("needs")
    for entry in Path(sysconfig.get_paths()["purelib"]).iterdir():
        if not entry.name.startswith(OURS):
            (needs / entry.name).symlink_to(entry)

    def make() -> Installed:
        folder = tmp_path_factory.mktemp("environment")
        venv.create(folder, with_pip=False, symlinks=True)
        (site,) = folder.glob("lib/python*/site-packages")
        (site / "needs.pth").write_text(f"{needs}\n", "utf-8")
        program = folder / "bin" / "pytest"  # pip would have made it beside pytest
        program.write_text(f'#!/bin/sh\nexec "{folder}/bin/python" -P -m pytest "$@"\n', "utf-8")
        program.chmod(0o755)
        return Installed(python=folder / "bin" / "python", wheel=wheel)

    return make


@pytest.fixture(scope="session")
def installed(environment: Callable[[], Installed]) -> Installed:
    """An environment with the wheel, installed by pip without any index."""
    made = environment()
    done = made.run(
        made.wheel.parent, str(made.python), "-m", "pip", "install", "-q", str(made.wheel)
    )
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A team's Odoo.sh repository: an addon with tests that only Odoo can import."""
    (tmp_path / ".git").mkdir()
    addon = tmp_path / "our_sale"
    (addon / "tests").mkdir(parents=True)
    (addon / "__manifest__.py").write_text('{"name": "Our sale", "depends": ["sale"]}', "utf-8")
    (addon / "__init__.py").write_text("from odoo import models\n", "utf-8")
    (addon / "tests" / "__init__.py").write_text("from . import test_for_odoo\n", "utf-8")
    (addon / "tests" / "test_for_odoo.py").write_text(
        "import odoo\n\ndef test_it(): pass\n", "utf-8"
    )
    return tmp_path


def copy_tree(into: Path) -> None:
    """Copy the harness's tree as a team has it, as a submodule or by hand: tracked files alone."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    _copy(into, [name for name in listed.stdout.split("\0") if name])


def _copy(into: Path, names: Sequence[str]) -> None:
    for name in names:
        if (ROOT / name).is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, into / name)


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Runs the gate on scenarios of the test's own; returns what `verdict.json` says."""
    for name in ("HARNESS_TARGET", "HARNESS_SETTINGS", "PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harness.toml").write_text(f'policy = "{POLICY}"\n', "utf-8")
    (tmp_path / "pytest.toml").write_text('[pytest]\ntestpaths = ["own"]\n', "utf-8")

    def run(own: str, *options: str) -> dict[str, Any]:
        (tmp_path / "own").mkdir(exist_ok=True)
        (tmp_path / "own/test_own.py").write_text(own, "utf-8")
        alone = "--override-ini=packaged_scenarios=false"
        result, folder = gate_command.run_gate(
            "replay", [alone, "-p", "no:randomly", "-p", "no:cacheprovider", *options]
        )
        written: dict[str, Any] = json.loads((folder / "verdict.json").read_text("utf-8"))
        jsonschema.validate(written, SCHEMA, jsonschema.Draft202012Validator)
        assert written["exit_code"] == result.exit_code
        gate_command._tell_ci(result)
        return written

    return run
