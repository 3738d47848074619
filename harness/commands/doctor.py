"""`harness doctor`: check everything that a staging run needs, and say how to fix it."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from harness.doctor import Finding, examine, exit_code
from harness.guard import Vouched
from harness.settings import load_settings

COLOURS = {"ok": "green", "problem": "red", "unknown": "yellow"}

AllowDatabase = Annotated[
    str | None,
    typer.Option("--allow-database", help="This very database, though nothing proves it staging."),
]
AllowRealm = Annotated[
    str | None,
    typer.Option("--allow-realm", help="This very company, though nothing proves it a sandbox."),
]


def doctor(
    commit: Annotated[
        str | None, typer.Option("--commit", help="The commit that the build must run.")
    ] = None,
    allow_database: AllowDatabase = None,
    allow_realm: AllowRealm = None,
) -> None:
    """Look at all that a staging run needs, before the first write; 0, 1 or 2."""
    given = {"target": "staging", **({"odoo": {"commit": commit}} if commit else {})}
    progress = Console(stderr=True, highlight=False)
    findings = examine(
        load_settings(given),
        vouched=Vouched(database=allow_database, realm=allow_realm),
        heard=lambda finding: progress.print(f"  {finding.check:<24} {finding.state}"),
        tell=lambda text: progress.print(f"  {text}", markup=False),
    )
    Console(highlight=False).print(_table(findings))
    raise typer.Exit(exit_code(findings))


def _table(findings: list[Finding]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("check", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("result", overflow="fold")
    table.add_column("how to mend it", overflow="fold")
    for finding in findings:
        state = f"[{COLOURS[finding.state]}]{finding.state}[/]"
        table.add_row(finding.check, state, finding.result, finding.mend)
    return table
