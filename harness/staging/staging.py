"""
The local staging as a whole: up, down, status, and a lease of it for each worker.

`up` is idempotent and repairs: what runs is kept, what an interrupted run left is
ended first. `down` ends our processes and no others.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import certifi
import requests
from filelock import FileLock

from harness.errors import HarnessError, Unreachable
from harness.staging import environment, odoo_server, postgres, source, state
from harness.staging.databases import Databases
from harness.staging.home import Home
from harness.staging.processes import Process, start, tail, unbroken
from harness.staging.progress import Progress
from harness.staging.state import Running
from harness.staging.templates import BUILDING, Templates

LEASE = "lease_"
API_USER = "admin"
REFERENCE = Path(__file__).parents[1] / "reference"
LONGEST = 200
"""Characters of a log's line that a report shows: of a long one the beginning tells."""
SANDBOX_SECONDS = 30
POLL = 0.05
STRICT = ("--rotation", "every")
"""Each refresh brings another token, so that a connector that loses it is found at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What to boot: home folder, Odoo and PostgreSQL (if not our own), addons, modules."""

    home: Home
    odoo: Path | None
    postgres: str | None
    addons: tuple[Path, ...]
    connector_modules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the status."""

    what: str
    state: str
    where: str
    since: str


def up(spec: Spec, progress: Progress) -> Running:
    """
    Boot what does not run yet; return the running staging.

    A boot that fails or is interrupted ends what it started, and nothing else.
    """
    _check_addons(spec.addons)
    home = spec.home
    home.make()
    with FileLock(home.lock):
        had_postgres = postgres.running(home, spec.postgres)
        _end_unfinished(home)
        try:
            return _boot(spec, progress)
        except BaseException:
            with unbroken():
                _end_unfinished(home)
                if not had_postgres and spec.postgres is None:
                    postgres.stop(home)
            raise


def _boot(spec: Spec, progress: Progress) -> Running:
    home = spec.home
    with progress.phase("PostgreSQL"):
        server = postgres.ensure(home, spec.postgres)
    databases = Databases(home, server)
    odoo_source = source.find(home, spec.odoo, progress)
    addons = (REFERENCE, *(folder.resolve() for folder in spec.addons))
    python = None if odoo_source.command else environment.python_for(home, addons[1:], progress)
    running = state.load(home)
    alive = running is not None and _healthy(running)
    if not alive:
        _end(home)
        for left in (*databases.names(LEASE), *databases.names(BUILDING)):
            databases.drop(left)
    bundle = home.root / "ca-bundle.pem"
    odoo = odoo_server.prepare(
        home,
        source=odoo_source,
        python=python,
        postgres=server,
        addons=addons,
    )
    template = Templates(home, odoo, databases, progress).ensure(
        odoo_source.version, addons, spec.connector_modules
    )
    if running is not None and alive and running.template == template.database:
        return running
    _end(home)
    with progress.phase("QuickBooks sandbox emulator"):
        sandbox, facts = _start_sandbox(home)
    _write_bundle(bundle, Path(facts["ca_file"]))
    odoo = replace(odoo, env={**odoo.env, **odoo_server.trusting(bundle)})
    with progress.phase(f"Odoo {odoo_source.version} ({odoo_source.origin})"):
        server_process, url = _start_odoo(home, odoo)
    running = Running(
        odoo_url=url,
        odoo_version=odoo_source.version,
        odoo_origin=odoo_source.origin,
        template=template.database,
        api_key=template.api_key,
        processes={"sandbox": sandbox, "odoo": server_process},
        since=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        **facts,
    )
    state.save(home, running)
    return running


def down(home: Home) -> list[str]:
    """End everything that `up` started, and return the names of what was ended."""
    if not home.root.is_dir():
        return []
    with FileLock(home.lock), unbroken():
        ended = _end(home)
        if postgres.running(home):
            postgres.stop(home)
            ended.append("PostgreSQL")
        return ended


def current(home: Home) -> Running | None:
    """Return the staging that is up, if all of it runs."""
    running = state.load(home)
    return running if running is not None and _healthy(running) else None


def died(home: Home, running: Running, named: str | None) -> Unreachable | None:
    """Return an error about a process of the staging that has died, if one has."""
    logs = {"odoo": "Odoo", "sandbox": "The QuickBooks sandbox emulator"}
    for name, label in logs.items():
        if running.processes[name].running() is None:
            file = log_file(home, name)
            return _gone(label, file, tail(file, 5))
    if not postgres.running(home, named):
        file = home.postgres / "log"
        return _gone("PostgreSQL", None if named else file, None if named else tail(file, 5))
    return None


def _gone(label: str, log: Path | None, end: str | None) -> Unreachable:
    """Name a process that is gone, with the last lines of its log, each shortened."""
    lines = [
        line if len(line) <= LONGEST else f"{line[:LONGEST]}…" for line in (end or "").splitlines()
    ]
    return Unreachable(
        f"{label} ended while the checks ran, so nothing more can be told of the connector.",
        found="".join(f"\n    {line}" for line in lines) or None,
        where=str(log) if log else "local.postgres",
        next_step="run the same command again; if it ends again, its log says why",
    )


def status(home: Home, named: str | None) -> list[Row]:
    """List what runs, where, and since when; `named` is the user's own PostgreSQL, if any."""
    running = state.load(home)
    rows = [
        Row(
            what="PostgreSQL",
            state="runs" if postgres.running(home, named) else "does not run",
            where="as local.postgres says" if named else str(home.postgres),
            since="",
        )
    ]
    where = {
        "odoo": running.odoo_url if running else "",
        "sandbox": running.sandbox_url if running else "",
    }
    for name, label in (("odoo", "Odoo"), ("sandbox", "QuickBooks emulator")):
        process = running.processes.get(name) if running else None
        alive = process is not None and process.running() is not None
        rows.append(
            Row(
                what=label,
                state="runs" if alive else "does not run",
                where=where[name] if alive else "",
                since=running.since if running and alive else "",
            )
        )
    return rows


def log_file(home: Home, which: str) -> Path:
    """Return a process's log file; if there is none, raise an error that lists the logs."""
    logs = {"odoo": "odoo.log", "sandbox": "sandbox.log", "build": "build.log"}
    if which not in logs:
        raise HarnessError(
            f"There is no log called {which}.", expected=", ".join(logs), found=which
        )
    return home.logs / logs[which]


def _check_addons(addons: Sequence[Path]) -> None:
    for folder in addons:
        if not folder.is_dir() or not list(folder.glob("*/__manifest__.py")):
            raise HarnessError(
                "A folder given with --addons holds no addons.",
                expected="a folder whose subfolders have a __manifest__.py, as an Odoo.sh"
                " repository has",
                found=str(folder),
                next_step="name the folder that contains the addons, not an addon itself",
            )


def _start_sandbox(home: Home) -> tuple[Process, dict[str, str]]:
    ready = home.root / "sandbox.json"
    ready.unlink(missing_ok=True)
    log = home.logs / "sandbox.log"
    log.unlink(missing_ok=True)
    with unbroken():
        process = start(
            [sys.executable, "-m", "harness.sandbox", "serve", *STRICT, "--ready-file", str(ready)],
            env=os.environ,
            log=log,
        )
        state.remember(home, "sandbox", process)
    deadline = time.monotonic() + SANDBOX_SECONDS
    while not ready.is_file():
        if process.running() is None or time.monotonic() > deadline:
            raise HarnessError(
                "The QuickBooks sandbox emulator does not start.",
                found=tail(log),
                where=str(log),
                next_step="mend what the log names, then run the same command again",
            )
        time.sleep(POLL)
    facts = json.loads(ready.read_text("utf-8"))
    ready.unlink()  # it holds the admin's key, which the state keeps from here on
    return process, {
        "sandbox_url": facts["url"],
        "sandbox_tls_url": facts["tls_url"],
        "ca_file": facts["ca_file"],
        "admin_key": facts["admin_key"],
    }


def _start_odoo(home: Home, odoo: odoo_server.Odoo) -> tuple[Process, str]:
    log = home.logs / "odoo.log"
    log.unlink(missing_ok=True)
    port = odoo_server.free_port()
    process = odoo.serve("odoo", port, log)
    url = f"http://{odoo_server.HOST}:{port}"
    odoo_server.wait_ready(url, process, log)
    return process, url


def _write_bundle(bundle: Path, ca_file: Path) -> None:
    """Write a certificate bundle with the emulator's besides the machine's own authorities."""
    machine = Path(os.environ.get("REQUESTS_CA_BUNDLE", certifi.where()))
    bundle.write_bytes(machine.read_bytes() + b"\n" + ca_file.read_bytes())


def _healthy(running: Running) -> bool:
    if any(process.running() is None for process in running.processes.values()):
        return False
    try:
        odoo = requests.get(f"{running.odoo_url}/web/health", timeout=5)
        sandbox = requests.get(
            f"{running.sandbox_url}/admin/health",
            headers={"X-Sandbox-Admin": running.admin_key},
            timeout=5,
        )
    except requests.RequestException:
        return False
    return odoo.ok and sandbox.ok


def _end(home: Home) -> list[str]:
    """End every process on record, whether its start was finished or not."""
    ended = []
    for name, process in state.remembered(home).items():
        if process.running() is not None:
            process.stop()
            ended.append(name)
    state.clear(home)
    return ended


def _end_unfinished(home: Home) -> None:
    """End what an unfinished boot left; a staging that is up stays."""
    running = state.load(home)
    if running is None:
        _end(home)
        return
    for name, process in state.remembered(home).items():
        if process not in running.processes.values():
            process.stop()
            state.forget(home, name)


def offer(spec: Spec, running: Running) -> str:
    """Return the database for a person to look at, cloned from the template if needed."""
    databases = Databases(spec.home, postgres.ensure(spec.home, spec.postgres))
    database = f"{LEASE}open_{running.template[-6:]}"
    if not databases.exists(database):
        databases.clone(running.template, database)
    return database
