"""One scenario under a cassette: recorded, replayed, or live without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from harness.cassette.header import Cassettes, Header, read_header
from harness.cassette.recorder import recording, replaying
from harness.cassette.stable import Stabiliser
from harness.cassette.staleness import demand_fresh, for_scenario
from harness.scrub import Scrubber
from harness.session.opened import Opened
from harness.session.run import Moment, scenario_seed
from harness.session.target import (
    REPLAY_DATABASE,
    REPLAY_ODOO,
    REPLAY_QUICKBOOKS,
    REPLAY_REALM,
    Target,
)
from harness.waiting import let_the_second_pass

Mode = Literal["replay", "record", "live"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How all scenarios of one pytest run are played."""

    mode: Mode
    folder: Path
    """Where cassettes are read from, or written to."""
    again: Path | None
    """Cassettes whose seeds and business days are repeated, instead of the run's own."""
    days: int
    """How many days old a cassette may be; 0 for any age."""
    seed: int
    day: date | None
    """The business day; the scenario's own date if there is none."""


@contextmanager
def scenario(
    name: str, *, source: Path, run: Run, opened: Opened, passed: Callable[[], bool]
) -> Iterator[Moment]:
    """
    Provide a scenario's moment and, unless it is live, record or replay its cassette.

    `source` is the scenario's file. Raises `NotProven` for a cassette that is missing,
    stale, or of another scenario.
    """
    target = opened.target
    path = Cassettes(run.folder, target.odoo.transport).path(name)
    tree = for_scenario(opened.tree, source)
    if run.mode == "replay":
        header = read_header(path, name, target.odoo.transport)
        demand_fresh(header, path, name, tree, now=datetime.now(UTC), days=run.days)
        with replaying(path, name, _stabiliser(target), target.odoo.transport, passed):
            yield Moment(seed=header.seed, now=header.recorded, day=header.day)
        return
    if run.mode == "record":
        # Changes of this second belong to the scenario before, and would be recorded too.
        let_the_second_pass()
    moment = _moment(name, run, target)
    with opened.scenario(moment.tag, name):
        if run.mode == "live":
            yield moment
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        header = Header(
            scenario=name,
            recorded=moment.now,
            day=moment.today,
            target=target.name,
            transport=target.odoo.transport,
            seed=moment.seed,
            versions=opened.versions,
            fingerprints=tree.fingerprints,
        )
        with recording(path, header, _stabiliser(target), passed):
            yield moment


def _moment(name: str, run: Run, target: Target) -> Moment:
    moment = Moment(seed=scenario_seed(run.seed, name), now=datetime.now(UTC), day=run.day)
    if run.again is None:
        return moment
    before = Cassettes(run.again, target.odoo.transport).path(name)
    header = read_header(before, name, target.odoo.transport)
    return replace(moment, seed=header.seed, day=header.day)


def _stabiliser(target: Target) -> Stabiliser:
    """Make the normaliser that knows a target's addresses and secrets."""
    odoo, books = target.odoo, target.quickbooks
    names = {
        odoo.url: REPLAY_ODOO,
        books.api_url: REPLAY_QUICKBOOKS,
        books.realm: REPLAY_REALM,
        odoo.database: REPLAY_DATABASE,
    }
    return Stabiliser(names, Scrubber(target.secrets()))
