"""Running Odoo, as a server and as single commands."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import requests

from harness.errors import HarnessError
from harness.staging import state
from harness.staging.home import Home
from harness.staging.postgres import Postgres
from harness.staging.processes import Process, known, start, tail, unbroken
from harness.staging.source import OdooSource

HOST = "127.0.0.1"
BUILDER = "odoo, building"
"""The name on record of an Odoo that builds a template."""

START_SECONDS = 120
EXCEPTION = re.compile(r"[\w.]+(?:Error|Exception|Warning): ")
"""The last line of a traceback, which names the cause."""

POLL = 0.1

PLAIN_HTTP = {"OAUTHLIB_INSECURE_TRANSPORT": "1"}
"""Lets `oauthlib`, below Intuit's Python SDKs, send its token to the local emulator.

It refuses addresses without TLS otherwise, before anything is sent (oauthlib's documentation).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Odoo:
    """An Odoo ready to run: its source, its Python, its addons, its configuration file."""

    command: tuple[str, ...]
    env: Mapping[str, str]
    home: Home

    def run(
        self,
        problem: str,
        *arguments: str,
        script: str | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Run one command of Odoo to its end; raise an error with the end of its output."""
        log = self.home.logs / "build.log"
        code, output = self._run_through([*self.command, *arguments], env or {}, script or "")
        with log.open("a", encoding="utf-8") as file:
            file.write(output)
        lines = output.splitlines()
        # Odoo ends its shell and its installations with 0 whatever went wrong in them.
        if code != 0 or any(_is_error(line) for line in lines):
            causes = [line for line in lines if EXCEPTION.match(line)]
            raise HarnessError(
                problem,
                found="; ".join(dict.fromkeys(causes[-3:])) or "\n".join(lines[-8:]),
                where=str(log),
                next_step="mend what the log names, then run the same command again",
            )

    def serve(self, name: str, port: int, log: Path) -> Process:
        """Start the server and record its process as `name`, without waiting for it."""
        command = [*self.command, "server", "-c", str(config_file(self.home))]
        with unbroken():
            process = start([*command, "--http-port", str(port)], env=self.env, log=log)
            state.remember(self.home, name, process)
        return process

    def _run_through(
        self, command: Sequence[str], env: Mapping[str, str], script: str
    ) -> tuple[int, str]:
        """Run a command to its end, its process recorded; return its exit code and output."""
        with unbroken():
            child = subprocess.Popen(
                command,
                env={**self.env, **env},
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            process = known(child.pid)
            state.remember(self.home, BUILDER, process)
        try:
            output, _ = child.communicate(script)
        finally:
            process.stop()
            state.forget(self.home, BUILDER)
        return child.returncode, output


def prepare(
    home: Home,
    *,
    source: OdooSource,
    python: Path | None,
    postgres: Postgres,
    addons: Sequence[Path],
) -> Odoo:
    """Write the configuration, readable by its owner only, and build the command."""
    folders = [*source.addons, *addons]
    lines = {
        "db_host": postgres.host,
        "db_port": postgres.port,
        "db_user": postgres.user,
        "db_password": postgres.password or "False",
        "data_dir": str(home.data),
        "addons_path": ",".join(str(folder) for folder in folders),
        "http_interface": HOST,
        "proxy_mode": "False",
        # Odoo.sh staging runs no scheduled actions: the harness triggers by itself.
        "max_cron_threads": "0",
        "workers": "0",
        "list_db": "True",
        "without_demo": "True",
    }
    file = config_file(home)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as output:
        output.write("[options]\n")
        output.writelines(f"{key} = {value}\n" for key, value in lines.items())
    env = {key: value for key, value in os.environ.items() if not key.startswith("HARNESS_")}
    env["PYTHONUNBUFFERED"] = "1"
    env.update(PLAIN_HTTP)
    if source.command:
        return Odoo(command=source.command, env=env, home=home)
    assert python is not None  # noqa: S101 - a source without a command comes with one
    env["PYTHONPATH"] = str(source.python_path)
    return Odoo(command=(str(python), "-m", "odoo"), env=env, home=home)


def trusting(bundle: Path) -> dict[str, str]:
    """Return the environment variables that name a certificate bundle to Python's HTTP clients."""
    return {"REQUESTS_CA_BUNDLE": str(bundle), "SSL_CERT_FILE": str(bundle)}


def config_file(home: Home) -> Path:
    """Where the configuration lies."""
    return home.root / "odoo.conf"


def free_port() -> int:
    """Find a free port on the loopback interface."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        number: int = probe.getsockname()[1]
        return number


def wait_ready(url: str, process: Process, log: Path) -> None:
    """Wait until the server answers; show the end of its log if it does not start."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.running() is None:
            raise HarnessError(
                "Odoo ended while it started.",
                found=tail(log),
                where=str(log),
                next_step="mend what the log names, then run the same command again",
            )
        try:
            if requests.get(f"{url}/web/health", timeout=2).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(POLL)
    raise HarnessError(
        f"Odoo did not come up within {START_SECONDS} s.",
        found=tail(log),
        where=str(log),
        next_step="see the log; is the machine busy?",
    )


def _is_error(line: str) -> bool:
    return " CRITICAL " in line or (" ERROR " in line and "odoo.modules" in line)
