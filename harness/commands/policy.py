"""`harness policy`: read the rules, hold them against both systems, begin them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from harness.connector.loader import load_profile
from harness.errors import HarnessError
from harness.odoo import lists as odoo_lists
from harness.packaged_files import EXAMPLE_POLICY
from harness.policy import load_policy
from harness.policy.agreement import disagreements, shared
from harness.policy.draft import policy_draft
from harness.policy.page import policy_page
from harness.session.agreeing import sides_of
from harness.session.opening import open_target
from harness.session.run import Moment, Parts, build
from harness.settings import Settings, load_settings

app = typer.Typer(no_args_is_help=True, help="The mapping rules: page, check, draft.")

Where = Annotated[
    Literal["local", "staging"], typer.Option("--target", help="Whose systems to look at.")
]


@app.command()
def page(
    to: Annotated[Path | None, typer.Option(help="A file to write instead of the screen.")] = None,
) -> None:
    """Write the rules out in plain language: the page that people sign."""
    text = policy_page(load_policy(load_settings().policy))
    if to is None:
        typer.echo(text)
    else:
        to.write_text(text, "utf-8")
        typer.echo(f"page: {to}")


@app.command()
def check(target: Where = "local") -> None:
    """Hold the rules against both live systems; 1 when they disagree."""
    settings = load_settings({"target": target})
    policy = load_policy(settings.policy)
    with _systems(settings) as parts:
        found = disagreements(policy, sides_of(parts))
    console = Console(highlight=False, soft_wrap=True)
    for item in found:
        console.print(str(item), markup=False)
    for item in shared(policy):
        console.print(f"to be sure: {item}", markup=False)
    console.print(f"{len(found)} disagreements" if found else "the rules and both systems agree")
    raise typer.Exit(1 if found else 0)


@app.command()
def init(
    to: Annotated[Path, typer.Argument(help="The file to begin.")],
    target: Where = "local",
) -> None:
    """Begin the rules from what Odoo holds, with every question open."""
    if to.exists():
        raise HarnessError(
            f"{to} is there already; nothing was written.",
            next_step="name another file, or move this one away",
        )
    # What is asked for here can't be read yet: any rules open the two systems.
    with _systems(load_settings({"target": target, "policy": EXAMPLE_POLICY})) as parts:
        odoo = odoo_lists.read_lists(parts.port)
    to.write_text(
        policy_draft(odoo),
        "utf-8",
    )
    typer.echo(f'draft: {to}\nnext: decide every "?", then run: harness policy check')


@contextmanager
def _systems(settings: Settings) -> Iterator[Parts]:
    policy = load_policy(settings.policy)
    profile = load_profile(settings.connector.profile)
    with open_target(settings, "policy") as opened:
        yield build(opened.target, Moment(seed=0, now=datetime.now(UTC)), profile, policy)
