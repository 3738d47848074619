"""
One scenario's run: its moment, and the parts of the line built on one target.

Whatever varies from run to run enters here and nowhere else, so that a cassette's
header is enough to repeat the run.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import requests

from harness.connector.driver import Connector
from harness.connector.profile import Profile
from harness.connector.queue_job import RunJobs, run_jobs
from harness.guard.watch import unproved
from harness.odoo.connect import connect
from harness.odoo.json2 import Json2
from harness.odoo.port import OdooPort
from harness.odoo.seed import Seeder
from harness.odoo.watched import Watched
from harness.policy import Policy
from harness.proof.proof import Proof
from harness.quickbooks.books import Books
from harness.quickbooks.session import Company, Session
from harness.quickbooks.tokens import TokenFile
from harness.session.target import QuickBooksEndpoint, Target
from harness.tag import tag_of
from harness.wire import unrecorded

COMPANY_ZONE = ZoneInfo("America/New_York")
"""The zone in which the company dates its documents."""


LEEWAY = timedelta(minutes=5)
"""How far Intuit's clock may be behind ours."""
OWN_LEEWAY = timedelta()
"""The same for a staging of our own: it has our clock, and is asked for whole seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What varies from run to run: the seed of the business data, the time and the business day."""

    seed: int
    now: datetime
    day: date | None = None

    @property
    def today(self) -> date:
        """The day on which documents are dated: the business day, else the company's date."""
        return self.day or self.now.astimezone(COMPANY_ZONE).date()

    @property
    def tag(self) -> str:
        """The tag on every seeded record: six letters and digits."""
        return tag_of(self.seed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of the line that scenarios use."""

    target: Target
    moment: Moment
    policy: Policy
    port: OdooPort
    odoo: Seeder
    connector: Connector
    quickbooks: Books
    proof: Proof


def build(target: Target, moment: Moment, profile: Profile, policy: Policy) -> Parts:
    """Build the line on a target, without any request."""
    port = odoo_port(target)
    quickbooks = Books(quickbooks_session(target.quickbooks, target.hold))
    connector = Connector(profile, port, target.tell, _runner(target))
    return Parts(
        target=target,
        moment=moment,
        policy=policy,
        port=port,
        odoo=Seeder(port, seed=moment.seed, tag=moment.tag, today=moment.today, words=policy.words),
        connector=connector,
        quickbooks=quickbooks,
        proof=Proof(
            port=port,
            connector=connector,
            books=quickbooks,
            policy=policy,
            # Clocks differ a little, and what was there before does not speak of our records.
            since=moment.now - (LEEWAY if target.name == "staging" else OWN_LEEWAY),
        ),
    )


def odoo_port(target: Target) -> OdooPort:
    """Make a guarded port to a target's Odoo, without any request."""
    odoo = target.odoo
    return Watched(
        connect(
            odoo.transport,
            url=odoo.url,
            database=odoo.database,
            user=odoo.user,
            api_key=odoo.api_key.get_secret_value(),
        ),
        before=target.hold,
        made=target.made,
    )


def unseen(target: Target) -> Json2:
    """Make a port whose calls are not recorded: they belong to a run, not to a scenario."""
    return Json2(
        url=target.odoo.url,
        database=target.odoo.database,
        api_key=target.odoo.api_key.get_secret_value(),
        recorded=False,
    )


def _runner(target: Target) -> RunJobs | None:
    """Return the job runner for our own staging, where nobody else runs jobs; None elsewhere."""
    if target.name != "local":
        return None
    return partial(run_jobs, unseen(target), unrecorded(requests.Session()))


def quickbooks_session(
    endpoint: QuickBooksEndpoint, before_write: Callable[[], None] = unproved, *, tries: int = 4
) -> Session:
    """Make a guarded session with a company, without any request."""
    company = Company(
        api_url=endpoint.api_url,
        discovery_url=endpoint.discovery_url,
        realm=endpoint.realm,
        client_id=endpoint.client_id,
        client_secret=endpoint.client_secret.get_secret_value(),
        ca_file=endpoint.ca_file,
    )
    return Session(company, TokenFile(endpoint.tokens), before_write=before_write, tries=tries)


def scenario_seed(run_seed: int, scenario: str) -> int:
    """Derive a scenario's own seed, so that no two scenarios of a run use the same names."""
    digest = hashlib.sha256(f"{run_seed}:{scenario}".encode()).digest()
    return int.from_bytes(digest[:6], "big")


def fresh_seed() -> int:
    """Draw a run's seed, short enough to be typed again."""
    return random.SystemRandom().randrange(10**8)
