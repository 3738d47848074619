"""Serving: two listeners on loopback, plain and TLS, and a line of JSON that says where."""

from __future__ import annotations

import asyncio
import gc
import ipaddress
import json
import os
import re
import secrets
import signal
import sqlite3
import ssl
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

import trustme
from aiohttp import web

from harness.sandbox.app import make_app
from harness.sandbox.core.store import FileInUse, OtherFormat, Store
from harness.sandbox.http import intuit
from harness.sandbox.http.protocol import Protocol
from harness.sandbox.http.tunnel import Door
from harness.sandbox.service import Service
from harness.sandbox.tokens.grants import Policy
from harness.sandbox.traffic.throttle import Limits

GARBAGE = 20_000
"""New objects before Python looks for garbage: a request makes some hundreds, none in circles."""

BACKLOG = 128
"""Connections that may wait to be taken, as many as aiohttp lets wait."""

LOOPBACK = "127.0.0.1"
KEY_VARIABLE = "SANDBOX_ADMIN_KEY"
SENDABLE = re.compile(r"[!-~]+")
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, never a default


class Rotation(StrEnum):
    """When a refresh brings a new refresh token."""

    every = "every"
    daily = "daily"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to serve: port 0 takes a free one; `data` is a file or `:memory:`."""

    host: str = LOOPBACK
    port: int = 0
    tls_port: int = 0
    names: tuple[str, ...] = ()
    data: str = ":memory:"
    ready_file: Path | None = None
    throttle: bool = False
    rotation: Rotation = Rotation.daily


class CannotServe(Exception):
    """Why the emulator does not start, in words for its user."""


def serve(options: Options) -> None:
    """Serve until SIGTERM or SIGINT; raise `CannotServe` with the reason."""
    if not options.data:
        raise CannotServe(
            "The name of the file that is to keep the state is empty.\n"
            "  next: give --data a file, or leave it out to keep the state in memory"
        )
    key = _key()
    try:
        store = Store(options.data)
    except FileInUse:
        raise CannotServe(
            f"Another process serves {options.data} already.\n"
            "  next: stop it, or give --data another file"
        ) from None
    except OtherFormat:
        raise CannotServe(
            f"The file {options.data} is of another version of the emulator, or no file of it.\n"
            "  next: serve it with the version that made it, or give --data a new file"
        ) from None
    except (OSError, sqlite3.Error) as error:
        raise CannotServe(
            f"The file {options.data} can't keep the state: {error}.\n"
            "  next: give --data a file of an emulator of this version, or a new one in a folder"
            " that is there"
        ) from None
    try:
        asyncio.run(_serve(options, store, key))
    finally:
        store.close()


def _key() -> str:
    """Take the admin key that is set, or make one."""
    key = os.environ.get(KEY_VARIABLE) or secrets.token_urlsafe(24)
    if not SENDABLE.fullmatch(key):
        raise CannotServe(
            f"The admin key in {KEY_VARIABLE} can't be sent in a header: it has blanks, or letters"
            " beyond ASCII.\n  next: set one of letters, digits and signs, or none to have one made"
        )
    return key


async def _serve(options: Options, store: Store, key: str) -> None:
    names = dict.fromkeys(["localhost", LOOPBACK, options.host, *options.names, *intuit.HOSTS])
    service = Service(store, key, {name.lower() for name in names})
    service.oauth.begin(Policy(rotation=options.rotation.value))
    service.throttle.set(Limits(on=options.throttle))
    runner = web.AppRunner(make_app(service))
    await runner.setup()
    assert runner.server is not None  # noqa: S101 - set up above
    connect = partial(Protocol, service, runner.server)
    servers: list[asyncio.Server] = []
    try:
        with tempfile.TemporaryDirectory(prefix="qbo-sandbox-") as folder:
            ca_file = Path(folder) / "ca.pem"
            tls = _tls(ca_file, names)
            door = partial(Door, connect, tls, service.names)
            servers.append(await _listen(door, options.host, options.port, None))
            servers.append(await _listen(connect, options.host, options.tls_port, tls))
            plain, secure = map(_port, servers)
            _warn(options.host)
            _announce(
                options.ready_file,
                {
                    "url": f"http://{_shown(options.host, LOOPBACK)}:{plain}",
                    "tls_url": f"https://{_shown(options.host, 'localhost')}:{secure}",
                    "ui": f"http://{_shown(options.host, LOOPBACK)}:{plain}/ui/",
                    "ca_file": str(ca_file),
                    "admin_key": key,
                },
            )
            # What is there now stays; looking through it again and again costs a tenth of the time.
            gc.freeze()
            gc.set_threshold(GARBAGE)
            await _until_told()
    finally:
        for server in servers:
            server.close()
        await runner.cleanup()


async def _listen(
    connect: Callable[[], asyncio.Protocol], host: str, port: int, tls: ssl.SSLContext | None
) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    try:
        return await loop.create_server(
            connect, host, port, ssl=tls, reuse_address=True, backlog=BACKLOG
        )
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotServe(
            f"The port {port} of {host} can't be had: {reason}.\n"
            "  next: give another port, or 0 for any free one; --host must be of this machine"
        ) from None


def _port(server: asyncio.Server) -> int:
    number: int = server.sockets[0].getsockname()[1]
    return number


def _tls(ca_file: Path, names: Iterable[str]) -> ssl.SSLContext:
    """Make a certificate for this machine's names and Intuit's, good for this run."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        authority.issue_cert(*names).configure_cert(context)
    except UnicodeError as error:
        raise CannotServe(
            f"A certificate for these names can't be had: {error}.\n"
            "  next: give --host and --name what stands in an address as a host"
        ) from None
    return context


def _shown(host: str, loopback: str) -> str:
    """Write a host as it stands in an address; the loopback one where it listens everywhere."""
    if host in EVERYWHERE or host == LOOPBACK:
        return loopback
    return f"[{host}]" if ":" in host else host


def _warn(host: str) -> None:
    """Say when more than this machine is served."""
    try:
        alone = ipaddress.ip_address(host).is_loopback
    except ValueError:
        alone = host == "localhost"
    if not alone:
        print(  # noqa: T201 - for the user
            f"warning: listening on {host}: whoever reaches this machine reaches the emulator."
            " The plain port sends tokens and the admin key unencrypted.",
            file=sys.stderr,
            flush=True,
        )


def _announce(ready_file: Path | None, facts: dict[str, str]) -> None:
    """Say where it listens; standard output omits the admin key if it is written to a file."""
    if ready_file is None:
        print(json.dumps(facts), flush=True)  # noqa: T201 - the command's output
        return
    fresh = ready_file.with_suffix(".new")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(facts, file)
        fresh.replace(ready_file)
    except OSError as error:
        fresh.unlink(missing_ok=True)  # it may hold the key
        raise CannotServe(
            f"The ready file {ready_file} can't be written: {error.strerror}.\n"
            "  next: give --ready-file a place in a folder that is there"
        ) from None
    shown = {name: value for name, value in facts.items() if name != "admin_key"}
    print(json.dumps(shown), flush=True)  # noqa: T201 - the command's output


async def _until_told() -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    await told.wait()


def main_serve(options: Options) -> int:
    """Serve for a command line; its exit code."""
    try:
        serve(options)
    except CannotServe as error:
        print(error, file=sys.stderr)  # noqa: T201 - for the user
        return 2
    return 0
