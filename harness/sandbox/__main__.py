"""`python -m harness.sandbox serve`: the emulator alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from harness.sandbox.serve import Options, main_serve

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def root() -> None:
    """An emulator of Intuit's QuickBooks Online sandbox, on this machine only."""


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Plain HTTP port; 0 takes a free one.")] = 0,
    tls_port: Annotated[int, typer.Option(help="TLS port; 0 takes a free one.")] = 0,
    data: Annotated[str, typer.Option(help="A file to keep the state in.")] = ":memory:",
    ready_file: Annotated[
        Path | None, typer.Option(help="A file to write the addresses and the admin key to.")
    ] = None,
) -> None:
    """Serve until Ctrl-C."""
    sys.exit(main_serve(Options(port=port, tls_port=tls_port, data=data, ready_file=ready_file)))


if __name__ == "__main__":
    app()
