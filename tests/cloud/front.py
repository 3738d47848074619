"""
What stands between the harness and a cloud: TLS, host names, sleeping builds, slow answers.

A CONNECT proxy resolves the clouds' host names to one TLS server on this
machine, so that a process needs two ordinary variables (a proxy, and whom to
trust) and no change of its own to believe itself on the internet. A host that
nobody serves here can't be reached at all.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import trustme
from aiohttp import ClientSession, TCPConnector, web

BUILD = "acme-stage-4242.dev.odoo.com"
LIVE_BUILD = "acme.odoo.com"
API = "sandbox-quickbooks.api.intuit.com"
LIVE_API = "quickbooks.api.intuit.com"
TOKENS = "oauth.platform.intuit.com"
CONSENT = "appcenter.intuit.com"
DISCOVERY = "developer.intuit.com"
INTUIT = (API, TOKENS, CONSENT, DISCOVERY)
HOSTS = (BUILD, LIVE_BUILD, LIVE_API, *INTUIT)
LOOPBACK = "127.0.0.1"
HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "upgrade"})
SLEEPING = "<html><body>This build is asleep. Please wait while it wakes.</body></html>"


@dataclass(kw_only=True)
class Weather:
    """What a test makes of the cloud; `fair` again before the next one."""

    asleep: int = 0
    """So many requests to the build are answered by a page, as a sleeping one's are."""
    latency: float = 0.0
    odoo_ahead: timedelta = timedelta()
    intuit_ahead: timedelta = timedelta()
    replaced: tuple[int, str] | None = None
    """After so many requests to the build, another database answers under its name."""
    redirects: dict[str, str] = field(default_factory=dict)
    led_astray: frozenset[str] = frozenset()
    """Hosts whose names lead to somebody else, with a certificate that nobody trusts."""


class Front:
    """The proxy and the TLS server, in a thread of their own; everything asked of it is noted."""

    def __init__(self, odoo: str, emulator: str, emulator_ca: Path, folder: Path) -> None:
        self.weather = Weather()
        self.asked: list[tuple[str, str, str]] = []
        self.stolen: list[str] = []
        """What reached the server of somebody else."""
        self.ca_file = folder / "cloud-ca.pem"
        self._odoo = odoo
        self._emulator = emulator
        self._emulator_ca = emulator_ca
        self._built = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._stop = asyncio.Event()
        self._tls_port = 0
        self._impostor_port = 0
        self._proxy_port = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        if not self._ready.wait(30):
            raise RuntimeError("the front did not start")

    @property
    def proxy(self) -> str:
        """The address for HTTPS_PROXY."""
        return f"http://{LOOPBACK}:{self._proxy_port}"

    def fair(self) -> None:
        """Fair weather, and nothing asked yet."""
        self.weather = Weather()
        self.asked.clear()
        self.stolen.clear()
        self._built = 0

    def hosts(self) -> set[str]:
        """The hosts that were asked for anything, or for a connection."""
        return {host for host, _, _ in self.asked}

    def stop(self) -> None:
        """End both servers."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        left = asyncio.all_tasks(self._loop)  # tunnels that clients keep open
        for task in left:
            task.cancel()
        if left:
            self._loop.run_until_complete(asyncio.wait(left))
        self._loop.close()

    async def _serve(self) -> None:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(self.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*HOSTS).configure_cert(context)
        trust = ssl.create_default_context(cafile=str(self._emulator_ca))
        connector = TCPConnector(ssl=trust, limit=0)
        async with ClientSession(connector=connector, auto_decompress=False) as client:
            self._client = client
            app = web.Application(client_max_size=64 * 1024**2)
            app.router.add_route("*", "/{tail:.*}", self._answer)
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            site = web.TCPSite(runner, LOOPBACK, 0, ssl_context=context)
            await site.start()
            self._tls_port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr] # started
            impostor = await self._impostor()
            proxy = await asyncio.start_server(self._connect, LOOPBACK, 0)
            self._proxy_port = proxy.sockets[0].getsockname()[1]
            self._ready.set()
            await self._stop.wait()
            proxy.close()
            await runner.cleanup()
            await impostor.cleanup()

    async def _impostor(self) -> web.AppRunner:
        """Serve the same names with an authority that nobody was told to trust."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert(*HOSTS).configure_cert(context)
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._steal)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, LOOPBACK, 0, ssl_context=context)
        await site.start()
        self._impostor_port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr] # started
        return runner

    async def _steal(self, request: web.Request) -> web.Response:
        self.stolen.append(f"{request.method} {request.url}")
        return web.json_response({})

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Open a tunnel to a host that is served here; refuse every other."""
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = await reader.readuntil(b"\r\n\r\n")
            host = head.split()[1].decode().rpartition(":")[0]
            if host not in HOSTS:
                self.asked.append((host, "CONNECT", ""))
                writer.write(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
                await writer.drain()
                writer.close()
                return
            astray = host in self.weather.led_astray
            port = self._impostor_port if astray else self._tls_port
            there, back = await asyncio.open_connection(LOOPBACK, port)
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await asyncio.gather(_pump(reader, back), _pump(there, writer))

    async def _answer(self, request: web.Request) -> web.Response:
        host = (request.url.host or "").lower()
        self.asked.append((host, request.method, request.path))
        weather = self.weather
        await asyncio.sleep(weather.latency)
        if host in weather.redirects:
            return web.Response(status=307, headers={"Location": weather.redirects[host]})
        if host == BUILD:
            return await self._build(request)
        if host == DISCOVERY:
            return web.json_response(_discovery())
        if host in INTUIT:
            return await self._pass(request, self._emulator, weather.intuit_ahead)
        return web.json_response({"live": "a test reached production"})

    async def _build(self, request: web.Request) -> web.Response:
        weather = self.weather
        if weather.asleep > 0:
            weather.asleep -= 1
            return web.Response(status=503, text=SLEEPING, content_type="text/html")
        self._built += 1
        database = None
        if weather.replaced and self._built > weather.replaced[0]:
            database = weather.replaced[1]
        return await self._pass(request, self._odoo, weather.odoo_ahead, database)

    async def _pass(
        self, request: web.Request, to: str, ahead: timedelta, database: str | None = None
    ) -> web.Response:
        headers = {
            name: value for name, value in request.headers.items() if name.lower() not in HOP
        }
        if database:
            headers["X-Odoo-Database"] = database
        async with self._client.request(
            request.method,
            to + str(request.rel_url),
            headers=headers,
            data=await request.read(),
            allow_redirects=False,
        ) as answer:
            kept = {
                name: value for name, value in answer.headers.items() if name.lower() not in HOP
            }
            kept["Date"] = format_datetime(datetime.now(UTC) + ahead, usegmt=True)
            return web.Response(status=answer.status, headers=kept, body=await answer.read())


def variables(front: Front, bundle: Path) -> Mapping[str, str]:
    """Name what a process needs to find the cloud, and to trust it."""
    return {
        "HTTPS_PROXY": front.proxy,
        "https_proxy": front.proxy,
        "NO_PROXY": LOOPBACK,
        "no_proxy": LOOPBACK,
        "REQUESTS_CA_BUNDLE": str(bundle),
        "SSL_CERT_FILE": str(bundle),
    }


def _kept(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() not in HOP}


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    with suppress(OSError, RuntimeError):
        writer.close()


def _discovery() -> dict[str, str]:
    """Say what Intuit's document says: each service on a host of its own."""
    return {
        "issuer": "https://oauth.platform.intuit.com/op/v1",
        "authorization_endpoint": f"https://{CONSENT}/connect/oauth2",
        "token_endpoint": f"https://{TOKENS}/oauth2/v1/tokens/bearer",
        "userinfo_endpoint": f"https://{DISCOVERY}/v1/openid_connect/userinfo",
        "revocation_endpoint": f"https://{DISCOVERY}/v2/oauth2/tokens/revoke",
        "jwks_uri": f"https://{TOKENS}/op/v1/jwks",
    }
