"""The emulator's command line, alone (`python -m harness.sandbox`) or as `harness sandbox`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harness.sandbox.serve import LOOPBACK, Options, Rotation, main_serve

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def root() -> None:
    """An emulator of Intuit's QuickBooks Online sandbox, alone."""


@app.command()
def serve(  # noqa: PLR0917 - typer fills them by name
    host: Annotated[
        str, typer.Option(help="The address to listen on; other than loopback is your risk.")
    ] = LOOPBACK,
    port: Annotated[
        int, typer.Option(help="Plain HTTP port; 0 takes a free one.", min=0, max=65535)
    ] = 0,
    tls_port: Annotated[
        int, typer.Option(help="TLS port; 0 takes a free one.", min=0, max=65535)
    ] = 0,
    name: Annotated[
        list[str] | None,
        typer.Option(help="A host name, apart from localhost, that browsers reach it under."),
    ] = None,
    data: Annotated[str, typer.Option(help="A file to keep the state in.")] = ":memory:",
    ready_file: Annotated[
        Path | None, typer.Option(help="A file to write the addresses and the admin key to.")
    ] = None,
    throttle: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--throttle", help="Throttle calls as Intuit publishes it.")
    ] = False,
    rotation: Annotated[
        Rotation, typer.Option(help="When a refresh brings a new refresh token.")
    ] = Rotation.daily,
) -> None:
    """Serve until Ctrl-C."""
    options = Options(
        host=host,
        port=port,
        tls_port=tls_port,
        names=tuple(name or ()),
        data=data,
        ready_file=ready_file,
        throttle=throttle,
        rotation=rotation,
    )
    raise typer.Exit(main_serve(options))
