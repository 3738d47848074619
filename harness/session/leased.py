"""
The local target: a lease on our own staging, connected and prepared as people would do it.

Another company of the same lease can take the connector over for a while.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pydantic import SecretStr

from harness.connector.driver import AppSettings, Grant
from harness.connector.profile import Profile
from harness.errors import HarnessError, NotProven, Unreachable
from harness.guard import Guard, Vouched
from harness.policy import Policy
from harness.quickbooks.discovery import discover
from harness.quickbooks.opening import open_books
from harness.quickbooks.tokens import TokenFile, Tokens
from harness.session.faults import Failing, InForce, rules_of
from harness.session.founding import found_company
from harness.session.opened import InCompany, Opened, Preferences
from harness.session.prepare import prepare, requirements
from harness.session.run import Moment, build, odoo_port
from harness.session.target import DISCOVERY, OdooEndpoint, QuickBooksEndpoint, Target
from harness.session.watching import watch_over
from harness.settings import Settings
from harness.staging import lease as leases
from harness.staging import staging
from harness.staging.home import Home
from harness.staging.state import Running
from harness.waiting import let_the_second_pass
from harness.wire import pinned


def spec_of(settings: Settings, profile: Profile) -> staging.Spec:
    """Return what the local staging must hold for these settings."""
    postgres = settings.local.postgres
    return staging.Spec(
        home=Home.default(),
        odoo=settings.local.odoo,
        postgres=postgres.get_secret_value() if postgres else None,
        addons=settings.connector.addons,
        connector_modules=tuple(profile.modules),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Leased:
    """A leased target, its guard, the check for dead processes, and the controls of its company."""

    target: Target
    watch: Guard
    died: Callable[[], Unreachable | None]
    company: InCompany
    failing: InForce


@contextmanager
def leased(
    settings: Settings, worker: str, policy: Policy, profile: Profile, *, keep: bool
) -> Iterator[Leased]:
    """Lease a database and a company, guarded and prepared; at the end return or `keep` them."""
    from harness.staging.progress import Progress  # noqa: PLC0415 - only this target shows it

    spec = spec_of(settings, profile)
    running = staging.current(spec.home) or staging.up(spec, Progress())
    lease = leases.take(spec, running, worker, profile.connection.callback, _owned(policy))
    try:
        with tempfile.TemporaryDirectory() as folder:
            tokens = _kept_tokens(Path(folder) / "tokens.json", lease)
            target = _target(settings, running, lease, tokens)
            died = partial(staging.died, spec.home, running, spec.postgres)
            watch = watch_over(target, profile, Vouched())
            with naming_the_dead(died):
                watch.admit()
                target = replace(target, hold=watch.hold)
                found_company(odoo_port(target), policy)
                _connect(target, lease, running.sandbox_url, policy, profile)
            # What was prepared must not look like a scenario's own.
            let_the_second_pass()
            yield Leased(
                target=target,
                watch=watch,
                died=died,
                company=partial(_moved, running, lease),
                failing=partial(_failing, running, lease),
            )
    finally:
        end = leases.keep if keep else leases.give_back
        end(spec, running, lease)


@contextmanager
def kept(settings: Settings, profile: Profile) -> Iterator[Target]:
    """Reopen what a run kept, for reading; `HarnessError` if nothing was kept."""
    spec = spec_of(settings, profile)
    running = staging.current(spec.home)
    if running is None:
        raise HarnessError(
            "No local staging is up.",
            next_step="harness up, then pytest --target=local --keep",
        )
    lease = leases.kept(spec, running)
    with tempfile.TemporaryDirectory() as folder:
        yield _target(settings, running, lease, _kept_tokens(Path(folder) / "tokens.json", lease))


def _owned(policy: Policy) -> Preferences:
    """Return what the rules expect of the company that only its owner switches."""
    if policy.invoices.tax_code == "automated":
        return {"TaxPrefs": {"PartnerTaxEnabled": True}}
    return {}


def _target(settings: Settings, running: Running, lease: leases.Lease, tokens: Path) -> Target:
    return Target(
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


@contextmanager
def naming_the_dead(died: Callable[[], Unreachable | None]) -> Iterator[None]:
    """Raise the error of a process that died, instead of the errors that followed from it."""
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
        # There is nothing to connect. Check 3 says why, from the list as it stands now; the
        # books are opened all the same, or they would seem to contradict the rules.
        open_books(parts.quickbooks, requirements(policy))
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


def _kept_tokens(path: Path, lease: leases.Lease) -> Path:
    """Write the token file of the harness's own consent."""
    held = lease.harness
    TokenFile(path).save(Tokens(access_token=held.access_token, refresh_token=held.refresh_token))
    return path


@contextmanager
def _moved(
    running: Running, lease: leases.Lease, opened: Opened, preferences: Preferences
) -> Iterator[Opened]:
    """Connect the connector to another company of ours, and back to the first at the end."""
    other = leases.in_company(running, lease, preferences)
    here = partial(_connect, sandbox_url=running.sandbox_url, policy=opened.policy)
    try:
        with tempfile.TemporaryDirectory() as folder:
            tokens = _kept_tokens(Path(folder) / "tokens.json", other)
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
def _failing(running: Running, lease: leases.Lease, failing: Failing) -> Iterator[None]:
    """Make requests to the lease's company fail; `NotProven` if no request met the fault."""
    with leases.fault_rules(running, rules_of(failing, lease.realm)) as hits:
        yield
    if not any(hits):
        raise NotProven(
            "The connector made no request that was to fail, so the fault was not tried.",
            expected=f"a request: {failing.operation or 'any'} {failing.entity}, or a batch",
            found="none before its export ended",
            where=f"realm {lease.realm}",
            next_step="harness status names the emulator, whose page shows what was asked instead;"
            " let the fault meet that",
        )
