"""Requests that reach no handler: with an unsupported compression, or not HTTP at all."""

from __future__ import annotations

import asyncio

from aiohttp import web
from aiohttp.http_exceptions import ContentEncodingError, LineTooLong

from harness.sandbox.core import assumed
from harness.sandbox.http import gateway, limits
from harness.sandbox.http.together import Together
from harness.sandbox.service import Service

TOO_LONG = (
    "The address or a header has more than 8190 bytes. A long query may be the body of a POST"
)
UNREAD = 400
"""What aiohttp's parser refuses with; all else is a fault of the emulator, and told as one."""


class Protocol(web.RequestHandler):
    """One connection; what aiohttp refuses by itself is refused in the gateway's form (assumed)."""

    def __init__(self, service: Service, server: web.Server) -> None:
        loop = asyncio.get_running_loop()
        # None is what aiohttp's own runner gives for no log.
        super().__init__(server, loop=loop, access_log=None)  # type: ignore[arg-type]
        self.service = service

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to serve a connection."""
        super().connection_made(transport)
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a TCP server's, or TLS
        self.transport = Together(transport, self._loop)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer what could not be read, and close the connection."""
        if status != UNREAD:
            return super().handle_error(request, status, exc, message)
        if isinstance(exc, LineTooLong):
            message = TOO_LONG
        if isinstance(exc, ContentEncodingError):
            refusal = limits.unreadable(self.service)
        else:
            refusal = assumed.mark(
                gateway.answer(
                    self.service, status=UNREAD, name="BadRequest", code="400", detail=message
                ),
                "no-route",
            )
        refusal.force_close()
        return refusal
