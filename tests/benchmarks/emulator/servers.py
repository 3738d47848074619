"""The servers that are measured: the emulator, a bare aiohttp handler, Prism."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from tests.benchmarks.emulator import described
from tests.sandbox.conftest import CLIENT_ID, SECRET, Company, Emulator, start

PRISM = "@stoplight/prism-cli@5"
QUIET = ("-v", "silent")
MADE = ("-d", *QUIET)
ECHO = """
import sys
from aiohttp import web

async def echo(request):
    return web.json_response(await request.json())

app = web.Application()
app.add_routes([web.post("/{tail:.*}", echo)])
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
"""


@contextmanager
def emulator(*arguments: str) -> Iterator[tuple[Emulator, int]]:
    """An emulator in a process of its own, and the process's id."""
    with tempfile.TemporaryDirectory() as folder:
        process, facts = start(Path(folder), *arguments)
        made = Emulator(facts)
        made.admin("POST", "apps", client_id=CLIENT_ID, client_secret=SECRET, redirect_uris=[])
        try:
            yield made, process.pid
        finally:
            process.terminate()
            process.wait(30)


def headers(company: Company) -> dict[str, str]:
    """What a client sends with every call."""
    return {
        "Authorization": f"Bearer {company.grant['access_token']}",
        "Accept": "application/json",
        "Content-Type": "application/json",
    }


@contextmanager
def bare() -> Iterator[tuple[str, int]]:
    """An aiohttp handler that parses JSON and answers it, and the process's id."""
    port = _free()
    url = f"http://127.0.0.1:{port}/x"
    with _served([sys.executable, "-c", ECHO, str(port)], url) as process:
        yield url, process


@contextmanager
def prism(answer: Any, *options: str) -> Iterator[str | None]:
    """
    Prism in mock mode on the emulator's own route; None without Node.

    `options` are its own: without `QUIET` it tells every request, as it does unless
    told otherwise and as the emulator does; `MADE` makes it make up each answer
    from the description, in place of an example that is always the same.
    """
    npx = shutil.which("npx")
    if npx is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "openapi.json"
        file.write_text(json.dumps(described.route(answer)), "utf-8")
        port = _free()
        command = [npx, "--yes", PRISM, "mock", "-p", str(port), *options, str(file)]
        url = f"http://127.0.0.1:{port}/v3/company/1"
        with _served(command, f"{url}/invoice/1"):
            yield url


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def _served(command: list[str], url: str) -> Iterator[int]:
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        deadline = time.monotonic() + 120
        while True:
            try:
                requests.get(url, timeout=5)
                break
            except requests.RequestException:
                assert process.poll() is None, command
                assert time.monotonic() < deadline, command
                time.sleep(0.1)
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # npx leaves a child behind otherwise
        process.wait(10)
