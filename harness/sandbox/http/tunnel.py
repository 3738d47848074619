"""
A proxy's CONNECT, for clients whose addresses can't be configured.

A client that uses a proxy asks it for a tunnel to Intuit's host. The tunnel ends
here, in TLS for that name, so that the client needs no change. There are no tunnels
to other hosts.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Collection
from contextlib import suppress

ASKED = b"CONNECT "
END = b"\r\n\r\n"
OPENED = b"HTTP/1.1 200 Connection established\r\n\r\n"


class Door(asyncio.Protocol):
    """A connection on the plain port: its first line tells a tunnel from any other request."""

    def __init__(
        self, make: Callable[[], asyncio.Protocol], tls: ssl.SSLContext, names: Collection[str]
    ) -> None:
        """`make` makes who serves a connection; `tls` has a certificate for all `names`."""
        self._make = make
        self._tls = tls
        self._names = names
        self._transport: asyncio.Transport | None = None
        self._opening: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the first words."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a TCP server's
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Open a tunnel, or leave the connection to who serves it."""
        transport = self._transport
        if transport is None or self._opening is not None:
            return
        host = _wanted(data)
        if host is None:
            served = self._make()
            transport.set_protocol(served)
            served.connection_made(transport)
            served.data_received(data)
        elif host in self._names:
            self._opening = asyncio.ensure_future(self._open(transport))
        else:
            transport.write(_refusal(host, self._names))
            transport.close()

    async def _open(self, transport: asyncio.Transport) -> None:
        transport.write(OPENED)
        served = self._make()
        loop = asyncio.get_running_loop()
        # Who does not trust our authority breaks off: that is the client's to tell.
        with suppress(OSError):
            secure = await loop.start_tls(transport, served, self._tls, server_side=True)
            if secure is not None:
                served.connection_made(secure)


def _wanted(head: bytes) -> str | None:
    """Name the host that a tunnel is asked to; None for any other request."""
    if not head.startswith(ASKED) or END not in head:
        return None
    target = head.split(b"\r\n", 1)[0].split(b" ")[1].decode("latin-1")
    return target.rpartition(":")[0].strip("[]").lower()


def _refusal(host: str, names: Collection[str]) -> bytes:
    """Answer, as a proxy does, that there is no tunnel to a host."""
    text = (
        f"This proxy leads to the emulator only, under {', '.join(sorted(names))}; not to {host}.\n"
        f"  next: let the client reach {host} without a proxy (NO_PROXY={host})\n"
    ).encode()
    head = "HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\n"
    return f"{head}Content-Length: {len(text)}\r\nConnection: close\r\n\r\n".encode() + text
