"""The largest request: 100 MB for an upload (Intuit), 10 MB for anything else (assumed)."""

from __future__ import annotations

from aiohttp import HttpVersion11, web
from aiohttp.http_exceptions import HttpProcessingError

from harness.sandbox.core import assumed
from harness.sandbox.http import gateway
from harness.sandbox.service import SERVICE, Service

UNREADABLE = (web.RequestPayloadError, HttpProcessingError)
"""What reading a body raises that is not what its Content-Encoding says."""

MEGABYTE = 1024 * 1024
UPLOAD = 100 * MEGABYTE
BODY = 10 * MEGABYTE
"""The longest invoice that Intuit takes, 10,000 lines, has about 4 MB."""


def sized(request: web.Request) -> web.Request:
    """Allow an upload to be larger than other requests."""
    if request.path.endswith("/upload"):
        return request.clone(client_max_size=UPLOAD)
    return request


def fits(request: web.Request) -> bool:
    """Whether the announced length is within the limit; reading checks what is not announced."""
    length = request.content_length
    return length is None or length <= request.client_max_size


def refused(request: web.Request) -> web.Response:
    """413 in the gateway's form, which clients take for "too large" (SDK); its text is ours."""
    return assumed.mark(
        gateway.answer(
            request.app[SERVICE],
            status=413,
            name="RequestEntityTooLarge",
            code="413",
            detail=f"The body is larger than {request.client_max_size} bytes",
        ),
        "too-large",
    )


def unreadable(service: Service) -> web.Response:
    """400 in the gateway's form for a body that can't be decompressed (assumed)."""
    return assumed.mark(
        gateway.answer(
            service,
            status=400,
            name="BadRequest",
            code="400",
            detail="The body is not what its Content-Encoding says",
        ),
        "unreadable-body",
    )


MISSING = {404: "ResourceNotFound", 405: "MethodNotAllowed", 417: "ExpectationFailed"}
"""Refusals of aiohttp's own, in words of ours."""


def no_route(request: web.Request, status: int, allow: str = "") -> web.Response:
    """Refuse a path, method or expectation outside the API in the gateway's form (assumed)."""
    refusal = gateway.answer(
        request.app[SERVICE],
        status=status,
        name=MISSING[status],
        code=str(status),
        detail=f"{request.method} {request.path} is nothing that is served here",
        headers={"Allow": allow} if allow else {},
    )
    return assumed.mark(refusal, "no-route")


async def expecting(request: web.Request) -> web.StreamResponse | None:
    """Let a client that waits for it go on with its body; 417 for other expectations."""
    if request.headers.get("Expect", "").lower() != "100-continue":
        refusal = no_route(request, 417)
        request.app[SERVICE].journal.finish(request, refusal)
        return refusal
    if request.version >= HttpVersion11:
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        request.writer.output_size = 0  # what is counted is the answer
    return None
