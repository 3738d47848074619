"""`harness init`: begin a project that uses the harness, beside addons or in an empty folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harness.errors import HarnessError
from harness.project.files import CI, Project, files

MANIFEST = "__manifest__.py"


def init(
    folder: Annotated[Path, typer.Argument(help="Where: empty, or a new one.")] = Path(),
    ci: Annotated[CI, typer.Option(help="Whose workflow file to write.")] = "github",
    example: Annotated[  # noqa: FBT002 - typer's flag
        bool, typer.Option("--example", help="With the example company's rules and recordings.")
    ] = False,
) -> None:
    """Write settings, rules, a first scenario and a CI workflow; never over anything."""
    folder = folder.resolve()
    _refuse_addons(folder)
    wanted = files(Project(folder=folder, repository=_repository(folder), ci=ci, example=example))
    kept = [path for path in wanted if path.exists()]
    shown = [path for path in wanted if "cassettes" not in path.parts]
    for path, text in wanted.items():
        if path in kept:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    for path in shown:
        typer.echo(f"{'kept, was there' if path in kept else 'wrote'}: {_named(path)}")
    if example:
        typer.echo(f"wrote: {len(wanted) - len(shown)} recordings in {_named(folder)}/cassettes")
    typer.echo(_next(folder, example=example))


def _next(folder: Path, *, example: bool) -> str:
    enter = "" if folder == Path.cwd() else f"cd {_named(folder)} && "
    if example:
        return (
            "next: see what is proved and what is not yet recorded: "
            f"{enter}harness gate\n"
            "      record your own scenario on a local staging: "
            "pytest --target=local --record scenarios"
        )
    return (
        'next: decide every "?" in policy.toml (harness policy init begins one from an Odoo),'
        " fill in harness.toml,\n"
        f"      then: {enter}harness doctor, pytest --target=staging --record, harness gate"
    )


def _refuse_addons(folder: Path) -> None:
    """Keep the project's files apart from addons, which Odoo and pytest would mix up."""
    if any((place / MANIFEST).is_file() for place in (folder, *folder.parents)):
        raise HarnessError(
            f"{folder} lies in an Odoo addon.", next_step="name a folder beside the addons"
        )
    if any(folder.glob(f"*/{MANIFEST}")):
        raise HarnessError(
            f"{folder} holds Odoo addons; the project needs a folder of its own.",
            next_step="harness init validation",
        )


def _repository(folder: Path) -> Path:
    """The Git repository that holds the folder, or the folder itself."""
    for place in (folder, *folder.parents):
        if (place / ".git").exists():
            return place
    return folder


def _named(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
