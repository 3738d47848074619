"""`harness connect`: the harness's own consent for the target staging."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from harness.errors import Refused
from harness.guard import Vouched, prove_company, prove_quickbooks
from harness.quickbooks.books import Books
from harness.quickbooks.errors import TokenRejected
from harness.quickbooks.tokens import TokenFile, Tokens
from harness.session.run import quickbooks_session
from harness.session.target import staging_target
from harness.settings import load_settings


def connect(
    *,
    give: Annotated[
        bool,
        typer.Option("--give", help="Write the refresh token that is kept now into a pipe."),
    ] = False,
) -> None:
    """Keep the harness's own QuickBooks tokens for the target staging, from a refresh token."""
    settings = load_settings()
    target = staging_target(settings)
    file = TokenFile(target.quickbooks.tokens)
    if give:
        _give(file)
        return
    prove_quickbooks(target.quickbooks.api_url)
    # Typed unseen, or piped in; never an argument, which every process may read.
    token = (
        typer.prompt("Refresh token (from the app's OAuth 2.0 playground)", hide_input=True)
        if sys.stdin.isatty()
        else sys.stdin.readline()
    )
    if not token.strip():
        raise TokenRejected(
            "No refresh token came.",
            next_step="take one from the app's OAuth 2.0 playground, and paste or pipe it",
        )
    wanted = target.quickbooks
    with tempfile.TemporaryDirectory() as folder:  # what is kept stays until the new one is proved
        offered = Path(folder) / "tokens.json"
        TokenFile(offered).save(Tokens(access_token="", refresh_token=token.strip()))
        session = quickbooks_session(replace(wanted, tokens=offered))
        session.refresh()
        name = str(Books(session).company_info()["CompanyName"])
        prove_company(name=name, expected=wanted.company, realm=wanted.realm, vouched=Vouched())
        file.save(TokenFile(offered).load())
    Console(highlight=False).print(f"connected to {name}; tokens in {wanted.tokens}")


def _give(file: TokenFile) -> None:
    """Print the refresh token, which Intuit replaces about daily, for a CI that keeps no files."""
    token = file.load().refresh_token
    if sys.stdout.isatty():
        raise Refused(
            "The refresh token is a secret, and this is a terminal.",
            next_step="pipe it to what keeps it: harness connect --give | ...",
        )
    sys.stdout.write(token)
