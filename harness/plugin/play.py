"""One scenario under a cassette: recorded, replayed, or live without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from harness.cassette.header import Cassettes, Header, read_header
from harness.cassette.recorder import recording, replaying
from harness.cassette.stable import Stabiliser
from harness.cassette.staleness import Tree, demand_fresh, for_scenario
from harness.scrub import Scrubber
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


@contextmanager
def scenario(
    name: str,
    *,
    source: Path,
    mode: Mode,
    folder: Path,
    again: Path | None,
    target: Target,
    versions: Mapping[str, str],
    tree: Tree,
    days: int,
    begin: Callable[[str], AbstractContextManager[None]],
    run_seed: int,
    day: date | None,
    passed: Callable[[], bool],
) -> Iterator[Moment]:
    """
    Provide a scenario's seed, time and business day and, unless it is live, its cassette.

    `source` is the scenario's file, `again` a folder of cassettes whose seeds and business
    days are used, `tree` what stands here today, `days` how old a cassette may be, `day` the
    business day of one that has none of its own. A live scenario runs inside `begin`, which
    is given its tag and stands in no cassette. Raises `NotProven` for a cassette that is
    missing, of another scenario, or stale.
    """
    path = Cassettes(folder, target.odoo.transport).path(name)
    tree = for_scenario(tree, source)
    if mode == "replay":
        header = read_header(path, name, target.odoo.transport)
        demand_fresh(header, path, name, tree, now=datetime.now(UTC), days=days)
        with replaying(path, name, _stabiliser(target), target.odoo.transport, passed):
            yield Moment(seed=header.seed, now=header.recorded, day=header.day)
        return
    if mode == "record":
        # What the scenario before did in this second would be told, too, and be recorded.
        let_the_second_pass()
    moment = Moment(seed=scenario_seed(run_seed, name), now=datetime.now(UTC), day=day)
    if again is not None:
        before = Cassettes(again, target.odoo.transport).path(name)
        header = read_header(before, name, target.odoo.transport)
        moment = replace(moment, seed=header.seed, day=header.day)
    with begin(moment.tag):
        if mode == "live":
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
            versions=versions,
            fingerprints=tree.fingerprints,
        )
        with recording(path, header, _stabiliser(target), passed):
            yield moment


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
