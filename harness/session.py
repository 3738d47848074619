"""
Opening a target for one worker: lease or settings, guard, and the clerks' preparations.

The production guard stands here, before the first write, for every live target.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from harness.cassette.staleness import Tree, fingerprint_of_modules
from harness.connector.driver import AppSettings, Connector, Grant
from harness.connector.loader import load_profile
from harness.connector.profile import Profile
from harness.connector.source import folders_of, versions_of
from harness.errors import HarnessError, NotProven, Refused, Unreachable
from harness.guard import Eyes, Guard, Place, Vouched
from harness.manners.journal import Journal
from harness.manners.shared import Shared
from harness.odoo.build import BuildReader
from harness.odoo.json2 import Json2
from harness.odoo.wake import wake
from harness.odoo.watched import Watched
from harness.policy import Policy, load_policy
from harness.prepare import prepare
from harness.quickbooks.books import Books
from harness.quickbooks.discovery import discover
from harness.quickbooks.session import MINOR_VERSION
from harness.quickbooks.tokens import TokenFile, Tokens
from harness.run import Moment, Parts, build, quickbooks_session
from harness.settings import Settings
from harness.staging import lease as leases
from harness.staging import staging
from harness.staging.home import Home
from harness.staging.state import Running
from harness.target import (
    DISCOVERY,
    OdooEndpoint,
    QuickBooksEndpoint,
    Target,
    replay_target,
    staging_target,
    where_of,
)
from harness.waiting import Tell, silently
from harness.wire import pinned

Preferences = Mapping[str, Mapping[str, Any]]
"""Groups of a company's preferences, as in the API."""
InCompany = Callable[["Opened", Preferences], AbstractContextManager["Opened"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A target that may be seeded, with the rules and the profile of this run."""

    target: Target
    policy: Policy
    profile: Profile
    versions: dict[str, str]
    tree: Tree
    """What a cassette is held against when it is replayed, and says of itself when recorded."""
    died: Callable[[], HarnessError | None] = lambda: None
    """Says which of the target's systems is gone, or no longer the one that was proved."""
    renew: Callable[[], None] = lambda: None
    """Proves both systems again; raises `Refused`."""
    scenario: Callable[[str, str], AbstractContextManager[None]] = lambda _tag, _name: nullcontext()
    """
    Lets one scenario begin, given its tag and its name: on a live target both
    systems are proved again, and a shared one's manners are kept.
    """
    company: InCompany = lambda opened, _: nullcontext(opened)
    """Changes into a company with an owner's preferences; a cassette was recorded in one."""


def spec_of(settings: Settings, profile: Profile) -> staging.Spec:
    """Say what the local staging must hold for these settings."""
    postgres = settings.local.postgres
    return staging.Spec(
        home=Home.default(),
        odoo=settings.local.odoo,
        postgres=postgres.get_secret_value() if postgres else None,
        addons=settings.connector.addons,
        connector_modules=tuple(profile.modules),
    )


@contextmanager
def open_target(
    settings: Settings,
    worker: str,
    vouched: Vouched | None = None,
    tell: Tell = silently,
) -> Iterator[Opened]:
    """
    Open the settings' target for one worker; a lease is given back at the end.

    `vouched` is what a person named on the command line; see the production guard.
    `tell` hears of long waits.
    """
    policy = load_policy(settings.policy)
    profile = load_profile(settings.connector.profile)
    match settings.target:
        case "replay":
            with tempfile.TemporaryDirectory() as folder:
                target = replay_target(settings, Path(folder))
                yield _opened(target, policy, profile, settings)
        case "local":
            with _leased(settings, worker, policy, profile) as (target, watch, died, company):
                opened = _opened(target, policy, profile, settings)
                yield replace(
                    opened,
                    died=died,
                    renew=watch.renew,
                    scenario=partial(_alone, watch),
                    company=company,
                )
        case "staging":
            target = staging_target(settings)
            watch = watch_over(target, profile, vouched or Vouched())
            watch.addresses()
            wake(target.odoo.url, tell)
            watch.admit()
            target = replace(target, hold=watch.hold, tell=tell)
            port = Watched(unseen(target), before=watch.hold, made=target.made)
            journal = Journal(settings.journal)
            shared = Shared(journal, where_of(target), port, renew=watch.renew, tell=tell)
            target = replace(target, made=shared.made)
            opened = _opened(target, policy, profile, settings)
            yield replace(
                opened,
                died=partial(_lost, watch),
                renew=watch.renew,
                scenario=shared.scenario,
                company=_as_found,
            )


@contextmanager
def answered(opened: Opened, moment: Moment, rule: tuple[str, str] | None) -> Iterator[Parts]:
    """Build the line for a scenario; its question is answered its way for as long as it runs."""
    if rule is None:
        yield build(opened.target, moment, opened.profile, opened.policy)
        return
    path, answer = rule
    policy = opened.policy.with_answer(path, answer)
    parts = build(opened.target, moment, opened.profile, policy)
    parts.connector.obey({path: answer}, of={path})
    try:
        yield parts
    finally:
        parts.connector.obey({path: opened.policy.answers()[path]})


def tree_of(settings: Settings, policy: Policy, profile: Profile) -> Tree:
    """Say what rules and which connector stand here today, as far as its source is at hand."""
    addons = (staging.REFERENCE, *settings.connector.addons)
    folders = folders_of(profile.modules, addons)
    return Tree(
        connector=versions_of(folders),
        fingerprints={
            "policy": policy.fingerprint(),
            "connector": fingerprint_of_modules(folders),
        },
    )


def _opened(target: Target, policy: Policy, profile: Profile, settings: Settings) -> Opened:
    """Say what was opened; a live target tells its versions, for the cassettes' headers."""
    versions = {
        "harness": version("odoo-qbo-harness"),
        "policy": policy.fingerprint(),
        "minor version": str(MINOR_VERSION),
    }
    if target.name != "replay":
        parts = build(target, Moment(seed=0, now=datetime.now(UTC)), profile, policy)
        modules = parts.connector.installation().modules
        versions["odoo"] = parts.port.version().full
        versions["connector"] = ", ".join(f"{item.name} {item.version}" for item in modules)
    tree = tree_of(settings, policy, profile)
    if target.name == "staging":  # what runs there may be another source than what lies here
        tree = replace(tree, fingerprints={**tree.fingerprints, "connector": ""})
    return Opened(target=target, policy=policy, profile=profile, versions=versions, tree=tree)


@contextmanager
def _leased(
    settings: Settings, worker: str, policy: Policy, profile: Profile
) -> Iterator[tuple[Target, Guard, Callable[[], Unreachable | None], InCompany]]:
    from harness.staging.progress import Progress  # noqa: PLC0415 - only this target shows it

    spec = spec_of(settings, profile)
    running = staging.current(spec.home) or staging.up(spec, Progress())
    lease = leases.take(spec, running, worker, profile.connection.callback)
    try:
        with tempfile.TemporaryDirectory() as folder:
            tokens = _tokens(Path(folder) / "tokens.json", lease)
            target = Target(
                name="local",
                odoo=OdooEndpoint(
                    url=running.odoo_url,
                    database=lease.database,
                    user=staging.API_USER,
                    api_key=SecretStr(running.api_key),
                    transport=settings.odoo.transport,
                ),
                quickbooks=QuickBooksEndpoint(
                    api_url=pinned(running.sandbox_tls_url),
                    discovery_url=pinned(running.sandbox_tls_url) + DISCOVERY,
                    realm=lease.realm,
                    company=lease.company,
                    client_id=lease.client_id,
                    client_secret=SecretStr(lease.client_secret),
                    tokens=tokens,
                    ca_file=Path(running.ca_file),
                ),
            )
            died = partial(staging.died, spec.home, running, spec.postgres)
            watch = watch_over(target, profile, Vouched())
            with naming_the_dead(died):
                watch.admit()
                target = replace(target, hold=watch.hold)
                _connect(target, lease, running.sandbox_url, policy, profile)
            _let_the_second_pass()
            yield target, watch, died, partial(_moved, running, lease)
    finally:
        leases.give_back(spec, running, lease)


def _let_the_second_pass() -> None:
    """QuickBooks stamps whole seconds: what was prepared must not look like a scenario's own."""
    time.sleep(1 - datetime.now(UTC).microsecond / 1_000_000)


@contextmanager
def naming_the_dead(died: Callable[[], Unreachable | None]) -> Iterator[None]:
    """Tell of a system that ended, instead of what the others said when they missed it."""
    try:
        yield
    except HarnessError as error:
        gone = died()
        if gone is None:
            raise
        raise gone from error


def _connect(
    target: Target, lease: leases.Lease, sandbox_url: str, policy: Policy, profile: Profile
) -> None:
    """Do what people do on a shared staging: connect, open the books, enter the mapping."""
    now = datetime.now(UTC)
    parts = build(target, Moment(seed=0, now=now), profile, policy)
    if parts.connector.installation().problems():
        # There is nothing to connect. Check 3 says why, from the list as it stands now.
        parts.port.call("ir.module.module", "update_list")
        return
    grant = lease.connector
    endpoints = discover(sandbox_url + DISCOVERY)
    prepare(
        parts.connector,
        parts.quickbooks,
        policy,
        app=AppSettings(
            client_id=lease.client_id,
            client_secret=lease.client_secret,
            realm=lease.realm,
            api_url=sandbox_url,
            discovery_url=sandbox_url + DISCOVERY,
            authorize_url=endpoints.authorize,
            token_url=endpoints.token,
        ),
        grant=Grant(
            access_token=grant.access_token,
            refresh_token=grant.refresh_token,
            expires_in=grant.expires_in,
            refresh_expires_in=grant.refresh_expires_in,
        ),
        now=now,
    )


def _tokens(path: Path, lease: leases.Lease) -> Path:
    """Keep the tokens of the harness's own consent."""
    held = lease.harness
    TokenFile(path).save(Tokens(access_token=held.access_token, refresh_token=held.refresh_token))
    return path


@contextmanager
def _moved(
    running: Running, lease: leases.Lease, opened: Opened, preferences: Preferences
) -> Iterator[Opened]:
    """Connect the connector to another company of ours, and afterwards to the first again."""
    other = leases.in_company(running, lease, preferences)
    here = partial(_connect, sandbox_url=running.sandbox_url, policy=opened.policy)
    try:
        with tempfile.TemporaryDirectory() as folder:
            tokens = _tokens(Path(folder) / "tokens.json", other)
            books = replace(opened.target.quickbooks, realm=other.realm, tokens=tokens)
            target = replace(opened.target, quickbooks=books)
            watch = watch_over(target, opened.profile, Vouched())
            watch.admit()
            target = replace(target, hold=watch.hold)
            here(target, other, profile=opened.profile)
            yield replace(opened, target=target, renew=watch.renew)
    finally:
        here(opened.target, leases.consented_anew(running, lease), profile=opened.profile)
        leases.close_company(running, other)


@contextmanager
def _as_found(opened: Opened, preferences: Preferences) -> Iterator[Opened]:
    """Stay in the company of others; `NotProven` where it is not as it must be."""
    books = build(
        opened.target, Moment(seed=0, now=datetime.now(UTC)), opened.profile, opened.policy
    ).quickbooks
    held = books.preferences()
    other = [
        f"{group}.{name}"
        for group, wanted in preferences.items()
        for name, value in wanted.items()
        if held.get(group, {}).get(name, False) != value
    ]
    if other:
        raise NotProven(
            f"This scenario needs another company: {', '.join(other)} is not as it must be.",
            where=f"realm {opened.target.quickbooks.realm}",
            next_step="run it against a sandbox company whose owner has switched it so",
        )
    yield opened


def watch_over(target: Target, profile: Profile, vouched: Vouched) -> Guard:
    """Set the production guard over a live target; it has proved nothing yet."""
    odoo, quickbooks = target.odoo, target.quickbooks
    port = unseen(target)
    books = Books(quickbooks_session(quickbooks))
    place = Place(
        odoo_url=odoo.url,
        database=odoo.database,
        api_url=quickbooks.api_url,
        realm=quickbooks.realm,
        company=quickbooks.company,
    )
    eyes = Eyes(
        build=BuildReader(port).read,
        company=lambda: str(books.company_info()["CompanyName"]),
        # What the harness made it connects itself.
        connector=(lambda: quickbooks.realm)
        if target.name == "local"
        else Connector(profile, port).realm,
    )
    return Guard(place, eyes, vouched)


def unseen(target: Target) -> Json2:
    """Make a port whose calls stand in no cassette: they belong to a run, not to a scenario."""
    return Json2(
        url=target.odoo.url,
        database=target.odoo.database,
        api_key=target.odoo.api_key.get_secret_value(),
        recorded=False,
    )


@contextmanager
def _alone(watch: Guard, tag: str, name: str) -> Iterator[None]:
    """Begin a scenario on systems that nobody else uses."""
    del tag, name
    watch.renew()
    yield


def _lost(watch: Guard) -> HarnessError | None:
    """Say why what a connector did says nothing of it: its build was replaced, or is gone."""
    try:
        watch.hold()
    except (Refused, NotProven) as error:
        return error
    return None
