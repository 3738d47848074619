"""`harness gate`: run all scenarios, leave one result, end with 0, 1 or 2."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import pydantic
import pytest
import typer
from rich.console import Console

from harness.commands.pytest_run import pytest_code
from harness.errors import HarnessError
from harness.plugin.discretion import scrubber_of
from harness.report import Problem, judge, junit
from harness.report.pages import pull_request
from harness.report.result import Obstacle, Result, result_of
from harness.report.writers import MACHINE, MILESTONE, PULL_REQUEST, write_reports
from harness.scrub import Scrubber
from harness.settings import load_settings

JUNIT = "junit.xml"
SUMMARY = "GITHUB_STEP_SUMMARY"
ENDS = {
    0: "ended well",
    1: "told of failures",
    2: "was interrupted",
    3: "failed internally",
    4: "did not understand its command line",
    5: "found no tests",
}
NEXT = "read pytest's own output above, then run the same command again"


def gate(
    target: Annotated[
        Literal["replay", "local", "staging"],
        typer.Option(help="What to run against; replay is offline."),
    ] = "replay",
    pytest_options: Annotated[
        list[str] | None, typer.Argument(help="pytest's own options, after --, such as -n 2.")
    ] = None,
) -> None:
    """Run all scenarios and judge: a result in JSON, JUnit XML and Markdown, and the exit code."""
    result, folder = run_gate(target, pytest_options or [])
    _tell_ci(result)
    names = ", ".join(str(folder / name) for name in (MACHINE, JUNIT, PULL_REQUEST, MILESTONE))
    Console(highlight=False, soft_wrap=True).print(f"gate: {result.verdict}; {names}")
    raise typer.Exit(result.exit_code)


def run_gate(target: str, pytest_options: Sequence[str]) -> tuple[Result, Path]:
    """
    Run the scenarios and return the result with the folder that holds it.

    There is a result whatever happens to pytest: what pytest did not report is not proven.
    """
    try:
        settings = load_settings({"target": target})
    except HarnessError as error:
        folder = Path("reports")
        return _write(_nothing(target, str(error), ""), folder, Scrubber()), folder
    folder, scrubber = settings.reports, scrubber_of(settings)
    for name in (MACHINE, JUNIT, PULL_REQUEST, MILESTONE):
        (folder / name).unlink(missing_ok=True)  # an older result must not stand for this run
    try:
        code = pytest_code(
            [
                f"--target={target}",
                f"--reports={folder}",
                "--judge",
                f"--junitxml={folder / JUNIT}",
                "--override-ini=junit_suite_name=gate",
                "--override-ini=packaged_scenarios=true",
                *pytest_options,
            ]
        )
    except KeyboardInterrupt:
        _write(_ended(folder, target, pytest.ExitCode.INTERRUPTED), folder, scrubber)
        raise
    return _write(_ended(folder, target, code), folder, scrubber), folder


def _ended(folder: Path, target: str, code: int) -> Result:
    """Read the result that pytest's process left, and compare it with its exit code."""
    what = f"pytest {ENDS.get(code, f'was ended by signal {-code}' if code < 0 else 'crashed')}"
    what += f" (exit code {code})"
    try:
        result = Result.model_validate_json((folder / MACHINE).read_bytes())
    except (OSError, pydantic.ValidationError):
        return _nothing(target, f"{what} and left no verdict.", NEXT)
    if code == result.exit_code:
        return result
    what += f" after the verdict {result.verdict}."
    return result.spoiled(Obstacle(status="not proven", what=what, next_step=NEXT))


def _nothing(target: str, what: str, next_step: str) -> Result:
    """Make the result of a run that reached no verdict."""
    problem = Problem(status="not proven", what=what, next_step=next_step)
    return result_of(judge([], {}, [problem]), {"target": target}, datetime.now(UTC))


def _write(result: Result, folder: Path, scrubber: Scrubber) -> Result:
    """Write all forms of the result; pytest's JUnit file is kept, and scrubbed."""
    write_reports(result, folder=folder, scrubber=scrubber)
    junit.finish(folder / JUNIT, result, scrubber)
    return Result.model_validate_json((folder / MACHINE).read_bytes())


def _tell_ci(result: Result) -> None:
    """Add the short page to the job summary, if GitHub Actions names a file for it."""
    if summary := os.environ.get(SUMMARY):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(pull_request(result))
