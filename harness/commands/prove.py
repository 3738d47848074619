"""The command `harness prove`: how well the scenarios catch a connector that is wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from harness.commands.pytest_run import run_pytest
from harness.plugin.booting import Boot
from harness.prove.catalogue import ADDONS, Group, choose, load_catalogue
from harness.prove.report import print_score, write_score
from harness.prove.runs import Run, read_runs
from harness.prove.score import score
from harness.scrub import Scrubber
from harness.settings import load_settings

PROFILE = "qbo_mirror"
ROUNDS = 3


def prove(
    bugs: Annotated[
        list[str] | None, typer.Argument(help="Seed only these bugs; without, all of them.")
    ] = None,
    runs: Annotated[
        int | None,
        typer.Option(
            min=0,
            help=f"Runs of the correct connector; {ROUNDS}, or none when bugs are named.",
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Scenarios that run at once.")] = 1,
    *,
    catalogue: Annotated[
        bool, typer.Option("--list", help="List the catalogue of seeded bugs and run nothing.")
    ] = False,
) -> None:
    """Seed bugs into the reference connector and see which the scenarios catch."""
    groups = choose(load_catalogue(), bugs or ())
    console = Console(highlight=False)
    if catalogue:
        _list(groups, console)
        return
    rounds = runs if runs is not None else (0 if bugs else ROUNDS)
    options = {"profile": PROFILE, "addons": (ADDONS,)}
    settings = load_settings({"target": "local", "connector": options})
    boot = Boot(settings)
    try:
        boot.start()
        facts = boot.facts
        correct: list[Run] = []
        for number in range(1, rounds + 1):
            console.rule(f"correct connector, run {number} of {rounds}", characters="=")
            correct += _pytest((), workers)
        console.rule("seeded bugs", characters="=")
        seeded = _pytest([name for group in groups for name in group.bugs], workers)
    finally:
        boot.end()
    result = score(groups, seeded, correct, rounds=rounds)
    print_score(result, console)
    page = write_score(
        result, facts, folder=settings.reports, at=datetime.now(UTC), scrubber=Scrubber({})
    )
    console.print(f"report: {page}", style="dim")
    raise typer.Exit(result.exit_code)


def _pytest(bugs: Sequence[str], workers: int) -> list[Run]:
    """Run the scenarios once, each with the bugs seeded that it must catch, if any are given."""
    place = Path("scenarios")
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "runs.json"
        arguments = [
            "--target=local",
            f"--profile={PROFILE}",
            f"--addons={ADDONS}",
            "-p",
            "harness.prove.plugin",
            f"--prove-results={results}",
            *(f"--seeded={bug}" for bug in bugs),
            *("-q", "--no-header", "--no-summary"),
            *(("-n", str(workers)) if workers > 1 else ()),
            *([str(place)] if place.is_dir() else ["--pyargs", "scenarios"]),
        ]
        run_pytest(arguments)
        return read_runs(results)


def _list(groups: Sequence[Group], console: Console) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("", "bug", "the connector"):
        table.add_column(heading)
    for group in groups:
        for name, bug in group.bugs.items():
            table.add_row(group.group, name, bug.does)
    console.print(table)
