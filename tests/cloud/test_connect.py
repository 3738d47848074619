"""`harness connect` on the clouds' stand-in: a consent is kept, given on, and never lost."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from harness.project import files
from tests.cloud.stack import CLIENT, Cloud

pytestmark = [pytest.mark.local, pytest.mark.timeout(240)]

HARNESS = [sys.executable, "-m", "harness"]


def connect(clouds: Cloud, *options: str, piped: str = "") -> subprocess.CompletedProcess[str]:
    """Run it as a CI does, with a pipe on either side."""
    return subprocess.run(
        [*HARNESS, "connect", *options],
        cwd=clouds.folder,
        env=clouds.process_env,
        input=piped,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def consented(clouds: Cloud, realm: str | None = None) -> str:
    """The refresh token of a new consent, as the playground shows it."""
    grant = clouds.emulator.admin("POST", "grants", client_id=CLIENT, realm=realm or clouds.realm)
    return str(grant["refresh_token"])


def kept(clouds: Cloud) -> str:
    """The refresh token that is kept now."""
    return str(json.loads((clouds.folder / "tokens.json").read_text("utf-8"))["refresh_token"])


def test_a_consent_is_kept_and_shown_nowhere(clouds: Cloud) -> None:
    """What is kept is the renewed token, not the one that came."""
    offered, before = consented(clouds), kept(clouds)
    done = connect(clouds, piped=f"{offered}\n")
    assert done.returncode == 0, done.stderr
    assert "connected to" in done.stdout
    assert kept(clouds) not in {offered, before}
    for token in (offered, kept(clouds)):
        assert token not in done.stdout + done.stderr


@pytest.mark.parametrize("offered", ["", "RT1-nobody-knows-this-one", "another company's"])
def test_a_wrong_token_takes_nothing_away(clouds: Cloud, offered: str) -> None:
    """The earlier consent stays, and still works."""
    before = kept(clouds)
    if offered.startswith("another"):
        other = clouds.emulator.admin("POST", "realms", company_name="Somebody Else")
        offered = consented(clouds, other["realm"])
    done = connect(clouds, piped=f"{offered}\n")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "next:" in done.stderr
    assert "Traceback" not in done.stderr
    assert kept(clouds) == before
    assert connect(clouds, piped=f"{kept(clouds)}\n").returncode == 0


def test_the_token_goes_into_a_pipe_and_not_on_a_terminal(clouds: Cloud) -> None:
    """Whole and alone, for what stores it."""
    done = connect(clouds, "--give")
    assert (done.returncode, done.stdout) == (0, kept(clouds))
    text = _on_a_terminal(clouds, [*HARNESS, "connect", "--give"])
    assert "pipe it" in text
    assert kept(clouds) not in text


@pytest.mark.parametrize("held", [True, False])
def test_the_workflow_stores_the_renewed_token(clouds: Cloud, tmp_path: Path, held: bool) -> None:
    """By the step's own lines; GitHub's `gh` is a stand-in that writes down what it is piped."""
    template = Path(files.__file__).parent / "templates" / "validation.yml"
    steps = yaml.safe_load(template.read_text("utf-8"))["jobs"]["live"]["steps"]
    (step,) = [step for step in steps if step.get("name", "").startswith("Keep")]
    gh, harness = tmp_path / "gh", tmp_path / "harness"
    gh.write_text('#!/bin/sh\necho "$@" > arguments\ncat > stored\n', "utf-8")
    harness.write_text(f'#!/bin/sh\nexec {sys.executable} -m harness "$@"\n', "utf-8")
    for tool in (gh, harness):
        tool.chmod(0o755)
    if not held:
        (clouds.folder / "tokens.json").unlink()
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=tmp_path,
        env={
            **clouds.process_env,
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
            "GH_TOKEN": "github-token",
            "GITHUB_REPOSITORY": "acme/odoo",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if not held:
        assert done.returncode != 0
        assert not (tmp_path / "stored").exists(), "an empty secret was stored"
        return
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "stored").read_text("utf-8") == kept(clouds)
    assert kept(clouds) not in (tmp_path / "arguments").read_text("utf-8") + done.stdout


def _on_a_terminal(clouds: Cloud, command: Sequence[str]) -> str:
    """Run it with a terminal on its output; what stood there."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        command, cwd=clouds.folder, env=clouds.process_env, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    child.wait(120)
    text = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux: everybody closed the other side
            break
        if not part:
            break
        text += part
    os.close(ours)
    return text.decode("utf-8", "replace")
