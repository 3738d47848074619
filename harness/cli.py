"""
The `harness` command: boot a local staging, run the loop, read the result.

Every command ends with 0, 1 or 2: all is well (go), a check failed (no-go), or
it could not be told. A problem prints its cause and the next step, never a
traceback.
"""

from __future__ import annotations

import sys
import webbrowser
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from harness.commands.cassettes import app as cassettes_app
from harness.commands.clean import clean
from harness.commands.connect import connect
from harness.commands.doctor import doctor
from harness.commands.explain import explain
from harness.commands.gate import gate
from harness.commands.init import init
from harness.commands.policy import app as policy_app
from harness.commands.prove import prove
from harness.commands.pytest_run import run_pytest
from harness.connector.loader import load_profile
from harness.errors import HarnessError, from_os
from harness.report import allure_page
from harness.sandbox.command import app as sandbox_app
from harness.session.leased import spec_of
from harness.settings import Settings, load_settings
from harness.staging import staging
from harness.staging.home import Home
from harness.staging.progress import Progress

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Prove that a connector mirrors Odoo 19 into QuickBooks Online, on a staging.",
)
app.add_typer(sandbox_app, name="sandbox")
app.add_typer(policy_app, name="policy")
app.command()(connect)
app.command()(doctor)
app.command()(clean)
app.add_typer(cassettes_app, name="cassettes")
app.command()(prove)
app.command()(explain)
app.command()(gate)
app.command()(init)

Addons = Annotated[
    list[Path] | None,
    typer.Option("--addons", help="A folder with your own addons, such as an Odoo.sh repository."),
]
Profile = Annotated[
    str | None, typer.Option("--profile", help="The connector to try: a profile's name or path.")
]


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's callback
    if wanted:
        typer.echo(f"odoo-qbo-harness {version_of('odoo-qbo-harness')}")
        raise typer.Exit


@app.callback()
def harness(
    version: Annotated[  # noqa: FBT002 - typer's flag
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show it and exit."),
    ] = False,
) -> None:
    """Prove that a connector mirrors Odoo 19 into QuickBooks Online, on a staging."""


@app.command()
def validate(addons: Addons = None, profile: Profile = None) -> None:
    """Boot a local staging, run the validation loop on it, and take it down again."""
    settings = _settings(addons, profile)
    arguments = ["--target=local", f"--profile={settings.connector.profile}", "--ours", "-n2"]
    arguments += [f"--addons={folder}" for folder in settings.connector.addons]
    arguments += ["--clean-alluredir", "--alluredir=allure-results", "-q", "--no-header"]
    arguments += ["--override-ini=packaged_scenarios=true"]
    raise typer.Exit(run_pytest(arguments))


@app.command()
def up(addons: Addons = None, profile: Profile = None) -> None:
    """Boot the local staging and leave it running."""
    settings = _settings(addons, profile)
    spec = spec_of(settings, load_profile(settings.connector.profile))
    running = staging.up(spec, Progress())
    Console(highlight=False).print(
        f"Odoo {running.odoo_version}: {running.odoo_url}\n"
        f"QuickBooks emulator: {running.sandbox_url}\n"
        "next: pytest --target=local, harness status, harness open, harness down"
    )


@app.command()
def down() -> None:
    """End the local staging's processes, and only those."""
    ended = staging.down(Home.default())
    Console(highlight=False).print(f"ended: {', '.join(ended)}" if ended else "nothing was running")


@app.command()
def status() -> None:
    """Show what runs, where, and since when; 1 when not all of it runs."""
    named = load_settings().local.postgres
    rows = staging.status(Home.default(), named.get_secret_value() if named else None)
    table = Table(box=None, pad_edge=False)
    for heading in ("what", "state", "since", "where"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(row.what, row.state, row.since, row.where)
    Console(highlight=False).print(table)
    raise typer.Exit(0 if all(row.state == "runs" for row in rows) else 1)


@app.command()
def logs(
    which: Annotated[str, typer.Argument(help="odoo, sandbox or build")] = "odoo",
    lines: Annotated[int, typer.Option(help="How many lines of the end to show.")] = 50,
) -> None:
    """Show the end of a process's log."""
    file = staging.log_file(Home.default(), which)
    if not file.is_file():
        raise HarnessError(f"There is no {which} log yet.", where=str(file), next_step="harness up")
    sys.stdout.write("\n".join(file.read_text("utf-8", "replace").splitlines()[-lines:]) + "\n")


@app.command(name="open")
def open_browser() -> None:
    """Open the local Odoo in the browser (user and password: admin, admin)."""
    running = staging.current(Home.default())
    if running is None:
        raise HarnessError("The local staging does not run.", next_step="harness up")
    settings = load_settings()
    database = staging.offer(spec_of(settings, load_profile(settings.connector.profile)), running)
    url = f"{running.odoo_url}/web/login?db={database}"
    Console(highlight=False).print(url)
    webbrowser.open(url)


@app.command()
def report() -> None:
    """Make the Allure page of the last run; needs Node."""
    page = allure_page.make(
        Path("allure-results"), load_settings().reports, Home.default().root / "allure"
    )
    Console(highlight=False).print(f"report: {page}")


def main() -> None:
    """Run the command line; what can go wrong becomes a message and an exit code."""
    try:
        app()
    except HarnessError as error:
        _tell(error)
    except OSError as error:
        _tell(from_os(error))


def _tell(error: HarnessError) -> NoReturn:
    Console(stderr=True).print(str(error), markup=False, highlight=False, soft_wrap=True)
    raise SystemExit(error.exit_code) from None


def _settings(addons: list[Path] | None, profile: str | None) -> Settings:
    given: dict[str, Any] = {}
    if addons:
        given["addons"] = tuple(addons)
    if profile:
        given["profile"] = profile
    return load_settings({"connector": given} if given else {})
