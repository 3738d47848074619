"""The command's door: exit codes, and messages where Python would show a traceback."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from harness import cli
from harness.commands.pytest_run import run_pytest
from harness.errors import HarnessError
from harness.staging.home import Home


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("raise SystemExit(0)", 0),
        ("raise SystemExit(1)", 1),
        ("raise SystemExit(3)", 2),
        ("import os; os.kill(os.getpid(), 9)", 2),
    ],
)
def test_only_a_judgement_ends_with_0_or_1(
    script: str, code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An internal error of pytest, or a pytest that was killed, has judged nothing."""
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{script}"\n')
    python.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(python))
    assert run_pytest([]) == code


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (HarnessError("no Odoo", next_step="get one"), "next: get one"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/x"), "The disk is full."),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/x"), "where: /x"),
    ],
)
def test_what_goes_wrong_is_told(
    error: Exception,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The cause and the next step, exit code 2, and no traceback."""

    def fail() -> None:
        raise error

    monkeypatch.setattr(cli, "app", fail)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    shown = capsys.readouterr().err
    assert ended.value.code == 2
    assert told in shown
    assert "Traceback" not in shown


def test_a_cache_folder_that_can_not_be_is_told(tmp_path: Path) -> None:
    """With the variable that names another."""
    (tmp_path / "file").touch()
    with pytest.raises(HarnessError, match="HARNESS_HOME"):
        Home(tmp_path / "file" / "home").make()
