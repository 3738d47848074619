"""The probe reads the commit from git's own files, as git itself would tell it."""

from __future__ import annotations

import subprocess
from importlib import util
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).parents[2] / "harness/reference/harness_probe/models/commit.py"


@pytest.fixture
def commit_of() -> Any:
    """The function, without the Odoo around it."""
    spec = util.spec_from_file_location("probe_commit", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.commit_of


def git(folder: Path, *arguments: str) -> str:
    """Run git without the machine's own configuration."""
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit and an addon in it."""
    folder = tmp_path / "user"
    (folder / "addon" / "models").mkdir(parents=True)
    git(folder, "init", "-q")
    git(folder, "commit", "-q", "--allow-empty", "-m", "one")
    return folder


def test_a_branch_a_detached_head_and_packed_refs(repository: Path, commit_of: Any) -> None:
    """All that `git rev-parse HEAD` knows."""
    models = repository / "addon" / "models"
    head = git(repository, "rev-parse", "HEAD")
    assert commit_of(models) == head
    git(repository, "pack-refs", "--all")
    assert commit_of(models) == head
    git(repository, "checkout", "-q", "--detach")
    assert commit_of(models) == head


def test_a_worktree(repository: Path, tmp_path: Path, commit_of: Any) -> None:
    """Its `.git` is a file, and its branch lies with the repository."""
    other = tmp_path / "other"
    git(repository, "worktree", "add", "-q", "-b", "feature", str(other))
    git(other, "commit", "-q", "--allow-empty", "-m", "two")
    (other / "addon").mkdir()
    assert commit_of(other / "addon") == git(other, "rev-parse", "HEAD")
    assert commit_of(other / "addon") != git(repository, "rev-parse", "HEAD")


def test_no_repository(tmp_path: Path, commit_of: Any) -> None:
    """Says nothing, and breaks nothing; so does a repository without a commit."""
    assert commit_of(tmp_path) == ""
    git(tmp_path, "init", "-q")
    (tmp_path / "addon").mkdir()
    assert commit_of(tmp_path / "addon") == ""
