"""
The local staging as a whole: up, down, status, and a lease of it for each worker.

`up` is idempotent and heals: what runs is kept, what an interrupted run left is
ended first. `down` ends our processes and no others.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import certifi
import requests
from filelock import FileLock

from harness.errors import HarnessError
from harness.staging import environment, odoo_server, postgres, source
from harness.staging.databases import Databases
from harness.staging.home import Home
from harness.staging.processes import Process, start, tail
from harness.staging.progress import Progress
from harness.staging.templates import BUILDING, Templates

LEASE = "lease_"
API_USER = "admin"
REFERENCE = Path(__file__).parents[1] / "reference"
SANDBOX_SECONDS = 30
POLL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What to boot: our home, an Odoo and a PostgreSQL instead of ours, addons, modules."""

    home: Home
    odoo: Path | None
    postgres: str | None
    addons: tuple[Path, ...]
    connector_modules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Running:
    """A staging that runs; `api_key` and `admin_key` are secrets."""

    odoo_url: str
    odoo_version: str
    odoo_origin: str
    sandbox_url: str
    sandbox_tls_url: str
    ca_file: str
    admin_key: str
    template: str
    api_key: str
    processes: dict[str, Process]
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the status."""

    what: str
    state: str
    where: str
    since: str


def up(spec: Spec, progress: Progress) -> Running:
    """Boot what does not run yet; return the running staging."""
    _check_addons(spec.addons)
    home = spec.home
    home.make()
    with FileLock(home.lock):
        with progress.phase("PostgreSQL"):
            server = postgres.ensure(home, spec.postgres)
        databases = Databases(home, server)
        odoo_source = source.find(home, spec.odoo, progress)
        addons = (REFERENCE, *(folder.resolve() for folder in spec.addons))
        python = None if odoo_source.command else environment.python_for(home, addons[1:], progress)
        running = _load(home)
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
        facts: dict[str, Any] = {
            "odoo_version": odoo_source.version,
            "odoo_origin": odoo_source.origin,
            "template": template.database,
            "api_key": template.api_key,
            "since": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        }
        processes: dict[str, Process] = {}
        try:
            with progress.phase("QuickBooks sandbox emulator"):
                facts |= _start_sandbox(home, processes)
            _write_bundle(bundle, Path(facts["ca_file"]))
            odoo = replace(odoo, env={**odoo.env, **odoo_server.trusting(bundle)})
            with progress.phase(f"Odoo {odoo_source.version} ({odoo_source.origin})"):
                facts["odoo_url"] = _start_odoo(home, odoo, processes)
        except BaseException:
            _end(home)
            raise
        running = Running(processes=processes, **facts)
        _save(home, running)
        return running


def down(home: Home) -> list[str]:
    """End everything that `up` started; the names of what was ended."""
    if not home.root.is_dir():
        return []
    with FileLock(home.lock):
        ended = _end(home)
        if postgres.running(home):
            postgres.stop(home)
            ended.append("PostgreSQL")
        return ended


def current(home: Home) -> Running | None:
    """Return the staging that runs, if one does and is well."""
    running = _load(home)
    return running if running is not None and _healthy(running) else None


def status(home: Home, named: str | None) -> list[Row]:
    """Say what runs, where, and since when; `named` is a PostgreSQL of the user's own."""
    running = _load(home)
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
    """Name a process's log; raise an error that lists the logs."""
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


def _start_sandbox(home: Home, processes: dict[str, Process]) -> dict[str, str]:
    ready = home.root / "sandbox.json"
    ready.unlink(missing_ok=True)
    log = home.logs / "sandbox.log"
    log.unlink(missing_ok=True)
    process = start(
        [sys.executable, "-m", "harness.sandbox", "serve", "--ready-file", str(ready)],
        env=os.environ,
        log=log,
    )
    processes["sandbox"] = process
    _remember(home, processes)
    deadline = time.monotonic() + SANDBOX_SECONDS
    while not ready.is_file():
        if process.running() is None or time.monotonic() > deadline:
            raise HarnessError(
                "The QuickBooks sandbox emulator does not start.", found=tail(log), where=str(log)
            )
        time.sleep(POLL)
    facts = json.loads(ready.read_text("utf-8"))
    ready.unlink()  # it holds the admin's key, which the state keeps from here on
    return {
        "sandbox_url": facts["url"],
        "sandbox_tls_url": facts["tls_url"],
        "ca_file": facts["ca_file"],
        "admin_key": facts["admin_key"],
    }


def _start_odoo(home: Home, odoo: odoo_server.Odoo, processes: dict[str, Process]) -> str:
    log = home.logs / "odoo.log"
    log.unlink(missing_ok=True)
    port = odoo_server.free_port()
    process = odoo.serve(port, log)
    processes["odoo"] = process
    _remember(home, processes)
    url = f"http://{odoo_server.HOST}:{port}"
    odoo_server.wait_ready(url, process, log)
    return url


def _write_bundle(bundle: Path, ca_file: Path) -> None:
    """Trust the emulator besides whom the machine trusts: connectors may insist on TLS."""
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
    for name, process in _remembered(home).items():
        if process.running() is not None:
            process.stop()
            ended.append(name)
    home.state.unlink(missing_ok=True)
    _record(home).unlink(missing_ok=True)
    return ended


def _record(home: Home) -> Path:
    return home.root / "processes.json"


def _remember(home: Home, processes: dict[str, Process]) -> None:
    """Put processes on record before they are waited for: a killed boot leaves no orphan."""
    facts = {name: asdict(process) for name, process in processes.items()}
    _record(home).write_text(json.dumps(facts), "utf-8")


def _remembered(home: Home) -> dict[str, Process]:
    try:
        content = json.loads(_record(home).read_text("utf-8"))
        return {name: Process(**facts) for name, facts in content.items()}
    except (FileNotFoundError, ValueError, TypeError):
        return {}


def _load(home: Home) -> Running | None:
    try:
        content = json.loads(home.state.read_text("utf-8"))
        processes = {name: Process(**facts) for name, facts in content.pop("processes").items()}
        return Running(processes=processes, **content)
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def _save(home: Home, running: Running) -> None:
    fresh = home.state.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(running), file)
    fresh.replace(home.state)


def offer(home: Home, running: Running, database: str) -> None:
    """Make a database of the template for a person to look at; an existing one stays."""
    databases = Databases(home, postgres.ensure(home, None))
    if not databases.exists(database):
        databases.clone(running.template, database)
