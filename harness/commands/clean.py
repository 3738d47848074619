"""`harness clean`: remove what runs left on a shared staging."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import typer
from rich.console import Console
from rich.table import Table

from harness.commands.doctor import AllowDatabase, AllowRealm
from harness.guard import Vouched
from harness.session.opening import open_target
from harness.session.run import LEEWAY, Moment, Parts, build
from harness.session.target import where_of
from harness.settings import load_settings
from harness.sharing.clean_odoo import clean_odoo
from harness.sharing.clean_quickbooks import clean_quickbooks
from harness.sharing.journal import Entry, Journal, Where
from harness.sharing.removal import KEPT, Gone
from harness.sharing.turn import Turns


def clean(allow_database: AllowDatabase = None, allow_realm: AllowRealm = None) -> None:
    """Delete, void, cancel and deactivate what runs left in Odoo and QuickBooks; 1 if some stay."""
    settings = load_settings({"target": "staging"})
    journal = Journal(settings.journal)
    console, progress = Console(highlight=False), Console(stderr=True, highlight=False)
    left = [entry for entry in journal.entries() if not entry.let_go]
    if not left:
        console.print(f"nothing is left to let go of, says {journal.path}")
        return
    vouched = Vouched(database=allow_database, realm=allow_realm)

    def tell(text: str) -> None:
        progress.print(f"  {text}", markup=False)

    gone: list[Gone] = []
    with open_target(settings, "clean", vouched, tell) as opened:
        here = where_of(opened.target)
        parts = build(
            opened.target, Moment(seed=0, now=datetime.now(UTC)), opened.profile, opened.policy
        )
        for entry in left:
            if why := _untouchable(entry, here):
                gone.append(Gone(tag=entry.tag, record=entry.scenario, outcome=KEPT, why=why))
                continue
            with Turns(parts.port).turn(f"harness clean, process {os.getpid()}", tell):
                opened.renew()
                found = list(_let_go(parts, entry))
            if not any(item.outcome == KEPT for item in found):
                journal.let_go(entry.tag)
            gone += found
    console.print(_table(gone))
    kept = sum(item.outcome == KEPT for item in gone)
    console.print(f"{len(gone) - kept} let go, {kept} kept")
    raise typer.Exit(1 if kept else 0)


def _let_go(parts: Parts, entry: Entry) -> Iterator[Gone]:
    """Clean Odoo first: what is gone there can't be mirrored again."""
    yield from clean_odoo(parts.port, entry)
    yield from clean_quickbooks(
        parts.quickbooks, entry.tag, since=datetime.fromisoformat(entry.at) - LEEWAY
    )


def _untouchable(entry: Entry, here: Where) -> str:
    if entry.running():
        return f"process {entry.pid} still works on it"
    if entry.where != here:
        there = entry.where
        return (
            f"it was made on {there.database} at {there.url} and realm {there.realm}, not where the"
            " settings point now; point them there, if it still is there"
        )
    return ""


def _table(gone: list[Gone]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("tag", "record", "outcome", "why not more"):
        table.add_column(heading, overflow="fold")
    for item in gone:
        table.add_row(item.tag, item.record, item.outcome, item.why)
    return table
