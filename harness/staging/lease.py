"""A lease: one worker's own database and its own QuickBooks company."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import requests

from harness.errors import HarnessError, Unreachable
from harness.staging import postgres
from harness.staging.company import COMPANY
from harness.staging.databases import Databases
from harness.staging.staging import LEASE, Spec
from harness.staging.state import Running
from harness.wire import unrecorded

TIMEOUT = 30


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Grant:
    """Tokens of one consent."""

    access_token: str
    refresh_token: str
    expires_in: timedelta
    refresh_expires_in: timedelta


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Lease:
    """What one worker works on; the connector and the harness have tokens of their own."""

    name: str
    database: str
    realm: str
    company: str
    client_id: str
    client_secret: str
    connector: Grant
    harness: Grant


NAMES = ("name", "database", "realm", "company", "client_id", "client_secret")
"""What is kept of a lease: all but its tokens, which are given anew."""


def take(
    spec: Spec,
    running: Running,
    name: str,
    callback: str | None,
    preferences: Mapping[str, Mapping[str, Any]],
) -> Lease:
    """
    Clone the template, make a clean company, and give the connector and the harness consent.

    `callback` is the path of the connector's OAuth redirect URI on Odoo, `preferences` are what
    the company's owner switched.
    """
    database = f"{LEASE}{name}"
    _databases(spec).clone(running.template, database)
    admin = _Admin(running)
    realm = admin.post(
        "realms", preset="clean", company_name=COMPANY, preferences=dict(preferences)
    )["realm"]
    secret = secrets.token_urlsafe(24)
    client_id = f"staging-{name}"
    admin.post(
        "apps",
        client_id=client_id,
        client_secret=secret,
        redirect_uris=[running.odoo_url + callback] if callback else [],
    )
    return Lease(
        name=name,
        database=database,
        realm=realm,
        company=COMPANY,
        client_id=client_id,
        client_secret=secret,
        connector=_grant(admin.post("grants", client_id=client_id, realm=realm)),
        harness=_grant(admin.post("grants", client_id=client_id, realm=realm)),
    )


def in_company(
    running: Running, lease: Lease, preferences: Mapping[str, Mapping[str, Any]]
) -> Lease:
    """Make another company with an owner's preferences, and give consent for it."""
    admin = _Admin(running)
    realm = admin.post(
        "realms", preset="clean", company_name=COMPANY, preferences=dict(preferences)
    )["realm"]
    return _consented(admin, replace(lease, realm=realm))


@contextmanager
def fault_rules(running: Running, rules: Sequence[Mapping[str, Any]]) -> Iterator[list[int]]:
    """Put fault rules in force for the block; the list then says how often each acted."""
    admin, hits = _Admin(running), list[int]()
    standing = [admin.post("faults", **rule)["id"] for rule in rules]
    try:
        yield hits
    finally:
        hits += [admin.delete(f"faults/{rule}")["hits"] for rule in standing]


def consented_anew(running: Running, lease: Lease) -> Lease:
    """Give consent for the lease's own company again."""
    return _consented(_Admin(running), lease)


def close_company(running: Running, lease: Lease) -> None:
    """Drop a lease's company, but not its database, if the emulator still answers."""
    with contextlib.suppress(HarnessError):
        _Admin(running).delete(f"realms/{lease.realm}")


def _consented(admin: _Admin, lease: Lease) -> Lease:
    app = {"client_id": lease.client_id, "realm": lease.realm}
    return replace(
        lease,
        connector=_grant(admin.post("grants", **app)),
        harness=_grant(admin.post("grants", **app)),
    )


def give_back(spec: Spec, running: Running, lease: Lease) -> None:
    """
    Drop the database and the company, as far as their systems still answer.

    A system that died has been reported by whoever used it; the next `up` drops what it left.
    """
    with contextlib.suppress(HarnessError):
        _databases(spec).drop(lease.database)
    close_company(running, lease)


def keep(spec: Spec, running: Running, lease: Lease) -> None:
    """Keep the database and the company, and write down which; only one lease is kept at a time."""
    file = spec.home.kept
    with contextlib.suppress(FileNotFoundError, ValueError, KeyError):
        before = json.loads(file.read_text("utf-8"))
        if before["since"] == running.since and before["database"] != lease.database:
            give_back(
                spec, running, replace(lease, database=before["database"], realm=before["realm"])
            )
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump({"since": running.since} | {key: getattr(lease, key) for key in NAMES}, out)


def kept(spec: Spec, running: Running) -> Lease:
    """Return the lease that the last run kept, with new tokens; `HarnessError` if there is none."""
    try:
        found = json.loads(spec.home.kept.read_text("utf-8"))
        names = _named(found) if found["since"] == running.since else None
    except (FileNotFoundError, ValueError, KeyError):
        names = None
    if names is None:
        raise HarnessError(
            "No run of this local staging kept its company.",
            expected="a database and a QuickBooks company that a run left",
            where=str(spec.home.kept),
            next_step="pytest --target=local --keep, with the scenarios that make the record",
        )
    grant = _grant(
        _Admin(running).post("grants", client_id=names["client_id"], realm=names["realm"])
    )
    return Lease(**names, connector=grant, harness=grant)


def _named(found: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(found[key]) for key in NAMES}


def _databases(spec: Spec) -> Databases:
    return Databases(spec.home, postgres.existing(spec.home, spec.postgres))


class _Admin:
    """A client of the emulator's admin API, whose calls are never recorded."""

    def __init__(self, running: Running) -> None:
        self._session = unrecorded(requests.Session())
        self._url = f"{running.sandbox_url}/admin"
        self._headers = {"X-Sandbox-Admin": running.admin_key}

    def post(self, path: str, **body: object) -> dict[str, Any]:
        return self._call("POST", path, body)

    def delete(self, path: str) -> dict[str, Any]:
        return self._call("DELETE", path, None)

    def _call(self, method: str, path: str, body: object) -> dict[str, Any]:
        try:
            response = self._session.request(
                method, f"{self._url}/{path}", json=body, headers=self._headers, timeout=TIMEOUT
            )
            response.raise_for_status()
        except requests.RequestException as error:
            raise Unreachable(
                "The QuickBooks emulator does not do what its admin asks.",
                found=type(error).__name__,
                where=f"{self._url}/{path}",
                next_step="see its log: harness logs sandbox",
            ) from None
        answer: dict[str, Any] = response.json()
        return answer


def _grant(answer: dict[str, Any]) -> Grant:
    return Grant(
        access_token=answer["access_token"],
        refresh_token=answer["refresh_token"],
        expires_in=timedelta(seconds=answer["expires_in"]),
        refresh_expires_in=timedelta(seconds=answer["x_refresh_token_expires_in"]),
    )
