"""What `harness init` writes: the files of a project that uses the harness."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlparse

from jinja2 import Environment, PackageLoader, StrictUndefined

from harness.packaged_files import CASSETTES, EXAMPLE_POLICY, EXAMPLE_SETTINGS
from harness.policy.draft import NOBODY_ASKED, policy_draft

CI = Literal["github", "gitlab", "none"]
DISTRIBUTION = "odoo-qbo-harness"

_FILES = Environment(
    loader=PackageLoader("harness.project"),
    autoescape=False,  # noqa: S701 - YAML and TOML, not HTML
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    # Not Jinja's own: a workflow has ${{ expressions }} of its own.
    variable_start_string="[[",
    variable_end_string="]]",
    block_start_string="[%",
    block_end_string="%]",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Where the files go: the project's folder, and the repository that holds it."""

    folder: Path
    repository: Path
    ci: CI
    example: bool


def files(project: Project) -> dict[Path, str]:
    """Say what to write: each path and its content."""
    folder = project.folder
    inside = os.path.relpath(folder, project.repository).replace(os.sep, "/")
    written = {
        folder / "harness.toml": _settings(),
        folder / "policy.toml": _policy(example=project.example),
        folder / "pytest.toml": _render("pytest.toml"),
        folder / "requirements.txt": _render(
            "requirements.txt", requirement=requirement(project.folder, project.repository)
        ),
        folder / "scenarios" / "test_first.py": _render("first_scenario.py"),
        folder / ".gitignore": _render("gitignore"),
    }
    match project.ci:
        case "github":
            workflow = project.repository / ".github" / "workflows" / "validation.yml"
            written[workflow] = _render("validation.yml", folder=inside)
        case "gitlab":
            here = folder / "validation.gitlab-ci.yml"
            name = os.path.relpath(here, project.repository).replace(os.sep, "/")
            written[here] = _render("validation.gitlab-ci.yml", folder=inside, here=name)
        case "none":
            pass
    if project.example:
        written |= {
            folder / "cassettes" / file.relative_to(CASSETTES): file.read_text("utf-8")
            for file in sorted(CASSETTES.rglob("*.yaml"))
        }
    return written


def requirement(folder: Path, repository: Path) -> str:
    """
    Say how pip finds this very harness again: as it was installed, or by its version.

    A harness that lies in the same repository, as a submodule or a copy, is
    named by its path; one that came from a repository of its own by the commit.
    """
    installed = distribution(DISTRIBUTION)
    origin: dict[str, Any] = json.loads(installed.read_text("direct_url.json") or "{}")
    url = str(origin.get("url", ""))
    if commit := origin.get("vcs_info", {}).get("commit_id"):
        return f"{DISTRIBUTION} @ git+{url}@{commit}"
    if url.startswith("file:"):
        path = Path(unquote(urlparse(url).path))
        if path.is_relative_to(repository):
            relative = os.path.relpath(path, folder).replace(os.sep, "/")
            return relative if relative.startswith(".") else f"./{relative}"
    return f"{DISTRIBUTION}=={installed.version}"


def _settings() -> str:
    """The example's settings, turned to this folder and to replay, which works offline."""
    text = EXAMPLE_SETTINGS.read_text("utf-8")
    for old, new in (
        ("# Copy to harness.toml and fill in", "# Fill in"),
        (
            "# `pytest` (replay) or `make validate` (local).",
            "# `pytest` (replay) or --target=local.",
        ),
        ('["../our-odoo-sh-repository"]', '[".."]'),
        ('target = "staging"', 'target = "replay"'),
        (f'policy = "scenarios/policy/{EXAMPLE_POLICY.name}"', 'policy = "policy.toml"'),
    ):
        if old not in text:
            raise AssertionError(f"harness.example.toml has no line {old}")
        text = text.replace(old, new)
    return text


def _policy(*, example: bool) -> str:
    """The rules of the worked example, or a draft with every question open."""
    if example:
        return EXAMPLE_POLICY.read_text("utf-8")
    return policy_draft(NOBODY_ASKED)


def _render(name: str, **values: str) -> str:
    return _FILES.get_template(name).render(**values)
