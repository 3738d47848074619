"""`harness cassettes`: which recordings are stale, which contain secrets, which no longer match."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from harness.cassette.audit import audit as look_through
from harness.cassette.comparison import compare
from harness.cassette.header import Cassettes, Header, place_of, read_header, record_command
from harness.cassette.serializer import demand_whole
from harness.cassette.staleness import for_scenario, reasons
from harness.commands.pytest_run import run_pytest
from harness.connector.loader import load_profile
from harness.errors import HarnessError, NotProven
from harness.plugin import collecting
from harness.policy import load_policy
from harness.session.opening import tree_of
from harness.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="The recordings that are replayed offline.")

TRANSPORTS = ("json2", "odoorpc")
MANY = 10
"""So many commands that record scenarios one by one are one that records them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state of one scenario's recording by one transport."""

    transport: str
    scenario: str
    header: Header | None
    problems: Sequence[str]
    orphan: bool = False
    """Whether there is no such scenario any more."""


@app.command()
def status() -> None:
    """Count the recordings by file, name those that prove nothing any more; 2 when one does."""
    states = list(_states(datetime.now(UTC)))
    console = Console(highlight=False, soft_wrap=True)
    console.print(_by_file(states))
    wrong = [state for state in states if state.problems]
    for problem, names in _by_problem(wrong).items():
        console.print(f"\n{problem}:", style="yellow", markup=False)
        for name in names:
            console.print(f"  {name}", markup=False)
    console.print(f"\n{len(states)} recordings, {len(wrong)} prove nothing any more")
    again = [record_command(state.scenario, state.transport) for state in wrong if not state.orphan]
    commands = list(dict.fromkeys(again))
    if len(commands) > MANY:
        commands = list(
            dict.fromkeys(record_command("", state.transport).strip() for state in wrong)
        )
    for command in commands:
        console.print(f"  next: {command}", markup=False)
    raise typer.Exit(2 if wrong or not states else 0)


def _by_file(states: Sequence[State]) -> Table:
    """Count the recordings of each file of scenarios, by transport."""
    table = Table(box=None, pad_edge=False, header_style="bold", expand=False)
    for title in ("by", "recorded", "against"):
        table.add_column(title, no_wrap=True)
    for title in ("fresh", "stale"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("scenarios", overflow="fold")
    groups: dict[tuple[str, str], list[State]] = {}
    for state in states:
        groups.setdefault((state.transport, state.scenario.partition("::")[0]), []).append(state)
    for (transport, file), group in groups.items():
        headers = [state.header for state in group if state.header]
        days = sorted({header.recorded.date().isoformat() for header in headers})
        stale = sum(bool(state.problems) for state in group)
        table.add_row(
            transport,
            days[0] if days else "",  # the oldest
            ", ".join(sorted({header.target for header in headers})),
            str(len(group) - stale),
            str(stale or ""),
            file,
            style="yellow" if stale else "",
        )
    return table


def _by_problem(states: Sequence[State]) -> dict[str, list[str]]:
    """Group the stale recordings by their reasons."""
    found: dict[str, list[str]] = {}
    for state in states:
        for problem in state.problems:
            found.setdefault(problem, []).append(f"{state.transport:7}  {state.scenario}")
    return found


@app.command()
def audit(
    files: Annotated[list[Path] | None, typer.Argument(help="Cassettes; all by default.")] = None,
) -> None:
    """Refuse recordings with a secret, or with anybody's address or number; 1 when one has."""
    paths = files or sorted(load_settings().cassettes.rglob("*.yaml"))
    for path in paths:
        if not path.is_file():
            raise HarnessError(f"There is no cassette {path}.", next_step="name another file")
    found = look_through(paths)
    for finding in found:
        typer.echo(str(finding))
    typer.echo(f"{len(paths)} cassettes, {len(found)} findings")
    if found:
        typer.echo("  next: give the scenario seeded data, teach harness/scrub.py, record anew")
    raise typer.Exit(1 if found else 0)


@app.command()
def verify(
    scenarios: Annotated[list[str] | None, typer.Argument(help="Some only, as for pytest.")] = None,
    target: Annotated[
        Literal["local", "staging"], typer.Option(help="Whose systems are asked again.")
    ] = "local",
    transport: Annotated[Literal["json2", "odoorpc"], typer.Option(help="How to ask.")] = "json2",
) -> None:
    """
    Run the recorded scenarios live and say where the systems answer otherwise now.

    0 when nothing differs, 1 when something does, 2 when a scenario could not be compared.
    """
    settings = load_settings({"target": target, "odoo": {"transport": transport}})
    recorded = Cassettes(settings.cassettes, transport)
    with tempfile.TemporaryDirectory(prefix="harness-verify-") as folder:
        options = [f"--target={target}", f"--transport={transport}", f"--verify={folder}"]
        run_pytest([*options, f"--reports={folder}/reports", "-q", *(scenarios or ())])
        live = Cassettes(Path(folder), transport)
        compared = {path.relative_to(live.folder): path for path in live.paths()}
        differing = [
            (read_header(path, str(place), transport).scenario, found)
            for place, path in compared.items()
            if (found := compare(recorded.folder / place, path))
        ]
    left = [
        path
        for path in recorded.paths()
        if path.relative_to(recorded.folder) not in compared and not scenarios
    ]
    _tell(differing, left, len(compared))
    raise typer.Exit(2 if left or not compared else 1 if differing else 0)


def _tell(differing: Sequence[tuple[str, list[str]]], left: Sequence[Path], count: int) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for scenario, found in differing:
        console.print(scenario, style="bold", markup=False)
        for said in found:
            console.print(f"  {said}", markup=False)
    for path in left:
        console.print(f"not compared: {path}, its scenario did not pass", markup=False)
    console.print(f"{count} recordings were compared, {len(differing)} are answered otherwise now")
    if differing:
        console.print("  next: see whether Odoo, Intuit or we changed that, then record anew")


def _states(now: datetime) -> Iterator[State]:
    settings = load_settings()
    tree = tree_of(settings, load_policy(settings.policy), load_profile(settings.connector.profile))
    scenarios = collecting.scenarios()
    for transport in TRANSPORTS:
        cassettes = Cassettes(settings.cassettes, transport)
        if transport != settings.odoo.transport and not any(cassettes.paths()):
            continue  # not every project records both
        for scenario, source in scenarios.items():
            path = cassettes.path(scenario)
            try:
                header = read_header(path, scenario, transport)
                demand_whole(path, scenario, transport)
            except NotProven as error:
                found = "not recorded" if not path.is_file() else str(error).partition("\n")[0]
                yield State(transport=transport, scenario=scenario, header=None, problems=[found])
                continue
            problems = reasons(
                header, scenario, for_scenario(tree, source), now=now, days=settings.cassette_days
            )
            yield State(transport=transport, scenario=scenario, header=header, problems=problems)
        known = {place_of(scenario) for scenario in scenarios}
        for path in cassettes.paths():
            place = path.relative_to(settings.cassettes / transport)
            if place not in known:
                yield State(
                    transport=transport,
                    scenario=str(place),
                    header=None,
                    problems=["there is no such scenario any more: delete the file"],
                    orphan=True,
                )
