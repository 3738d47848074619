"""The harness installed from its wheel: in an empty folder, and beside a team's addons."""

from __future__ import annotations

import json
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.gate.conftest import Installed, copy_tree
from tests.gate.running import ROOT

WRITTEN = {
    ".github/workflows/validation.yml",
    ".gitignore",
    "harness.toml",
    "policy.toml",
    "pytest.toml",
    "requirements.txt",
    "scenarios/test_first.py",
}


def verdict(folder: Path) -> dict[str, Any]:
    """What the gate wrote for machines."""
    content: dict[str, Any] = json.loads((folder / "reports/verdict.json").read_text("utf-8"))
    return content


def files_in(folder: Path) -> set[str]:
    """Every file but recordings and what a run left."""
    left = {"reports", ".pytest_cache", "__pycache__", "cassettes"}
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and not left & set(path.relative_to(folder).parts)
    }


def test_the_wheel_claims_one_name(wheel: Path) -> None:
    """`scenarios` and `cassettes` at the top would collide with a team's own."""
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"harness"}
    assert "harness/packaged/scenarios/loop/test_08_invoice.py" in names
    assert "harness/report/verdict.schema.json" in names
    assert "harness/project/templates/validation.yml" in names


def test_an_empty_folder_becomes_a_project(installed: Installed, tmp_path: Path) -> None:
    """Nothing is decided for a team: until it answers, nothing is proven, and the lines say why."""
    done = installed.run(tmp_path, "harness", "init")
    assert done.returncode == 0, done.stderr
    assert files_in(tmp_path) == WRITTEN
    gate = installed.run(tmp_path, "harness", "gate")
    assert gate.returncode == 2
    assert "an undecided rule is a finding" in gate.stdout
    assert verdict(tmp_path)["verdict"] == "not proven"
    assert "Traceback" not in gate.stdout + gate.stderr


def test_the_example_is_judged_as_in_the_tree(installed: Installed, tmp_path: Path) -> None:
    """The packaged scenarios replay, whatever the recordings are worth today, as in the tree."""
    installed.run(tmp_path, "harness", "init", "--example", check=True)
    tree = installed.run(ROOT, sys.executable, "-m", "pytest", "-q", f"--reports={tmp_path}/tree")
    expected = json.loads((tmp_path / "tree/verdict.json").read_text("utf-8"))
    here = installed.run(tmp_path, "pytest", "-q")
    found = verdict(tmp_path)
    assert [(item["number"], item["status"]) for item in found["checks"]] == [
        (item["number"], item["status"]) for item in expected["checks"]
    ], here.stdout + tree.stdout
    for now, then in zip(found["checks"], expected["checks"], strict=True):
        assert now["scenarios"] == then["scenarios"]
        assert now["reason"].partition("\n")[0] == then["reason"].partition("\n")[0]
    assert [(item["rule"], item["status"]) for item in found["rules"]] == [
        (item["rule"], item["status"]) for item in expected["rules"]
    ]
    # The one thing more is the folder's own scenario, which nobody recorded yet.
    own = [item for item in found["cases"] if item["title"] == "A new contractor is mirrored"]
    assert [item["status"] for item in own] == ["not proven"]
    assert "pytest --target=local --record scenarios/test_first.py" in own[0]["next_step"]
    assert here.returncode == 2


def test_own_rules_and_scenarios_count(installed: Installed, tmp_path: Path) -> None:
    """Without forking: the folder's policy is read, and its failing scenario is a no-go."""
    installed.run(tmp_path, "harness", "init", "--example", check=True)
    (tmp_path / "scenarios/test_first.py").write_text(
        "from harness.marks import case\n"
        '@case("Ours")\n'
        "def test_ours(harness_settings):\n"
        "    raise AssertionError(f'read {harness_settings.policy}')\n",
        "utf-8",
    )
    done = installed.run(tmp_path, "harness", "gate", "--", "-k", "test_ours", "-n", "0")
    assert done.returncode == 1, done.stdout
    cases = [(item["title"], item["reason"]) for item in verdict(tmp_path)["cases"]]
    assert ("Ours", "read policy.toml") in cases


def test_init_never_overwrites(installed: Installed, tmp_path: Path) -> None:
    """What is there stays as it is, and is named."""
    (tmp_path / "policy.toml").write_text("ours", "utf-8")
    done = installed.run(tmp_path, "harness", "init")
    assert done.returncode == 0
    assert "kept, was there: policy.toml" in done.stdout
    assert (tmp_path / "policy.toml").read_text("utf-8") == "ours"
    before = {name: (tmp_path / name).read_bytes() for name in files_in(tmp_path)}
    installed.run(tmp_path, "harness", "init", "--example", check=True)
    assert {name: (tmp_path / name).read_bytes() for name in files_in(tmp_path)} == before


def test_the_project_lies_beside_the_addons(installed: Installed, team: Path) -> None:
    """Pytest takes no addon's tests, and nothing that was written is an addon to Odoo."""
    refused = installed.run(team, "harness", "init")
    assert refused.returncode == 2
    assert "harness init validation" in refused.stderr
    assert installed.run(team / "our_sale", "harness", "init").returncode == 2
    installed.run(team, "harness", "init", "validation", "--example", check=True)
    workflow = (team / ".github/workflows/validation.yml").read_text("utf-8")
    assert 'working-directory: "validation"' in workflow
    collected = installed.run(team / "validation", "pytest", "--collect-only", "-q")
    assert collected.returncode == 0, collected.stdout
    assert "test_for_odoo" not in collected.stdout
    assert "test_first.py::test_a_new_contractor_is_mirrored" in collected.stdout
    assert "test_08_invoice.py" in collected.stdout
    manifests = {str(path.relative_to(team)) for path in team.rglob("__manifest__.py")}
    assert manifests == {"our_sale/__manifest__.py"}


def test_addons_beside_the_settings_are_left_alone(installed: Installed, team: Path) -> None:
    """Also where somebody keeps everything at the top and lets pytest look everywhere."""
    (team / "harness.toml").write_text("", "utf-8")
    (team / "pytest.toml").write_text("[pytest]\n", "utf-8")
    collected = installed.run(team, "pytest", "--collect-only", "-q", ".")
    assert "test_for_odoo" not in collected.stdout + collected.stderr
    (team / "harness.toml").unlink()  # without it the folder is none of ours
    collected = installed.run(team, "pytest", "--collect-only", "-q", ".")
    assert "test_for_odoo" in collected.stdout


def test_a_copy_in_the_repository_is_installed_by_its_path(
    environment: Callable[[], Installed], team: Path
) -> None:
    """A submodule or a copy: pip builds it there, and the requirement names its place."""
    copy_tree(team / "harness-source")
    made = environment()
    pip = [str(made.python), "-m", "pip", "install", "-q", "--no-build-isolation"]
    done = made.run(team, *pip, "./harness-source")
    assert done.returncode == 0, done.stderr
    made.run(team, "harness", "init", "validation", check=True)
    assert "\n../harness-source\n" in (team / "validation/requirements.txt").read_text("utf-8")
    collected = made.run(team / "validation", "pytest", "--collect-only", "-q")
    assert "test_for_odoo" not in collected.stdout
    assert "test_08_invoice.py" in collected.stdout
    # Odoo looks for addons directly in the folders it is given.
    assert {path.parent.name for path in team.glob("*/__manifest__.py")} == {"our_sale"}


@pytest.mark.parametrize("job", ["replay"])
def test_the_workflows_commands_run(
    environment: Callable[[], Installed], tmp_path: Path, installed: Installed, job: str
) -> None:
    """Each `run:` line of the replay job, in the folder, as a runner's shell runs it."""
    installed.run(tmp_path, "harness", "init", "--example", check=True)
    workflow = yaml.safe_load((tmp_path / ".github/workflows/validation.yml").read_text("utf-8"))
    runner = environment()  # a fresh one: the job installs the harness by itself
    summary = tmp_path / "summary.md"
    codes = {}
    for step in workflow["jobs"][job]["steps"]:
        if "run" in step:
            shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            done = runner.run(tmp_path, *shell, GITHUB_STEP_SUMMARY=str(summary))
            codes[step["run"].split(" -r")[0]] = done.returncode
            assert "Traceback" not in done.stderr, done.stderr
    assert list(codes.values())[:2] == [0, 0], codes
    assert codes["harness gate"] == verdict(tmp_path)["exit_code"]
    assert summary.read_text("utf-8").startswith("## Validation gate: ")


@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_workflows_are_safe(installed: Installed, tmp_path: Path, ci: str) -> None:
    """Valid YAML; secrets only from the environment and for the live job; actions pinned."""
    installed.run(tmp_path, "harness", "init", "--ci", ci, check=True)
    name = {"github": ".github/workflows/validation.yml", "gitlab": "validation.gitlab-ci.yml"}[ci]
    content = yaml.safe_load((tmp_path / name).read_text("utf-8"))
    if ci == "gitlab":
        assert content["validation-replay"]["script"] == ["harness cassettes audit", "harness gate"]
        return
    assert content["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in content[True]  # YAML reads `on` as true
    assert "secrets." not in json.dumps(content["jobs"]["replay"])
    for job in content["jobs"].values():
        for step in job["steps"]:
            if "uses" in step:
                _, _, pin = step["uses"].partition("@")
                assert len(pin) == 40
                assert set(pin) <= set("0123456789abcdef")
            assert "${{" not in step.get("run", "")  # nobody's title becomes a command


def test_the_settings_it_writes_are_valid(installed: Installed, tmp_path: Path) -> None:
    """Offline, with the folder's own rules."""
    installed.run(tmp_path, "harness", "init", check=True)
    content = tomllib.loads((tmp_path / "harness.toml").read_text("utf-8"))
    assert (content["target"], content["policy"]) == ("replay", "policy.toml")
