"""The gate before every public request: throttling and fault rules."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from harness.sandbox.core import faults
from harness.sandbox.http import answers, forms, gateway, limits
from harness.sandbox.service import SERVICE, Service
from harness.sandbox.traffic import operations
from harness.sandbox.traffic.faultrules import Delay, Drop, Standing, Status, TooMany, Truncate
from harness.sandbox.traffic.journal import OWN, RULE

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

RULE_HEADER = "X-Sandbox-Rule"
"""Says which fault rules had a hand in an answer."""


@web.middleware
async def act(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let a request through, refuse it, or do to it what a fault rule says."""
    service, request = request.app[SERVICE], limits.sized(request)
    if not (service.rules or service.throttle.limits.on) or request.path.startswith(OWN):
        return await handler(request)
    caller = _caller(service, request) if service.throttle.limits.on else None
    if caller is None:
        return await _ruled(service, request, handler)
    batch = request.path.endswith("/batch")
    if not service.throttle.enter(*caller, batch=batch):
        return _own(request, gateway.throttled(request, service.throttle.limits.retry_after))
    try:
        return await _ruled(service, request, handler)
    finally:
        service.throttle.leave(*caller)


def _caller(service: Service, request: web.Request) -> tuple[str, str] | None:
    """Return whose calls are counted, company and app; None if the call is refused anyway."""
    realm = request.match_info.get("realm")
    access = service.oauth.access(forms.bearer(request)) if realm else None
    if access is None or access.realm != realm:
        return None
    return realm, access.client_id


async def _ruled(service: Service, request: web.Request, handler: Handler) -> web.StreamResponse:
    if not service.rules:
        return await handler(request)
    try:
        call = await operations.classify(request)
    except web.HTTPRequestEntityTooLarge:
        return _own(request, limits.refused(request))
    except limits.UNREADABLE:
        return _own(request, limits.unreadable(service))
    delays, standing = service.rules.acting(call, service.clock.stamp())
    hands = [*delays, standing] if standing else delays
    request[RULE] = ", ".join(f"{hand.number} {hand.rule.act.kind}" for hand in hands)
    for hand in delays:
        if isinstance(hand.rule.act, Delay):
            await asyncio.sleep(hand.rule.act.seconds)
    if standing is not None:
        return await _perform(request, handler, standing)
    response = await _done(request, handler)
    if delays:
        response.headers[RULE_HEADER] = request[RULE]
    return response


async def _perform(
    request: web.Request, handler: Handler, standing: Standing
) -> web.StreamResponse:
    match standing.rule.act:
        case Drop(when=when):
            response = await _done(request, handler) if when == "after" else None
            _cut(request)
            return response or _own(request, web.Response(status=499))
        case Truncate(keep=keep):
            return await _truncated(request, await _done(request, handler), keep)
        case TooMany(retry_after=retry_after):
            response = gateway.throttled(request, retry_after)
        case Status() as status:
            if status.when == "after":
                await _done(request, handler)
            response = _answer(request, status)
        case _:
            raise AssertionError(standing.rule.act)
    response.headers[RULE_HEADER] = request[RULE]
    return _own(request, response)


def _own(request: web.Request, response: web.Response) -> web.Response:
    request.app[SERVICE].journal.finish(request, response)
    return response


async def _done(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Handle the request completely; a redirect, which is raised, is an answer too."""
    try:
        return await handler(request)
    except web.HTTPException as answer:
        return answer


def _cut(request: web.Request) -> None:
    """Close the connection without sending anything more, so that aiohttp stops answering."""
    if request.transport is not None:
        request.transport.abort()


async def _truncated(
    request: web.Request, whole: web.StreamResponse, keep: float
) -> web.StreamResponse:
    body = whole.body if isinstance(whole, web.Response) else b""
    if not isinstance(body, bytes):  # nothing of ours answers so; then there is nothing to cut
        body = b""
    part = web.StreamResponse(status=whole.status, headers=whole.headers)
    part.content_length = len(body)
    await part.prepare(request)
    await part.write(body[: int(len(body) * keep)])
    if request.transport is not None:
        request.transport.close()  # sends what was written, then ends the connection
    return part


def _answer(request: web.Request, act: Status) -> web.Response:
    """Build the answer of a status rule, in the form its path has."""
    service = request.app[SERVICE]
    if act.text is not None:
        return web.Response(text=act.text, status=act.status, content_type="text/html")
    if not request.path.startswith("/v3/"):
        error = act.code or ("server_error" if act.status >= 500 else "invalid_request")  # noqa: PLR2004
        described = {} if act.detail is None else {"error_description": act.detail}
        return web.json_response({**described, "error": error}, status=act.status)
    if act.status in gateway.REFUSALS:
        return _gateway(request, act)
    broken = act.status >= 500  # noqa: PLR2004 - the server's fault
    what = "An application" if broken else "A business validation"
    code, kind = ("10000", "SystemFault") if broken else ("6000", "ValidationFault")
    detail = "System Failure Error" if broken else "Business Validation Error"
    fault = faults.Fault(
        faults.Error(
            code=act.code or code,
            message=act.message or f"{what} error has occurred while processing your request",
            detail=act.detail or f"{detail}: a fault rule of the emulator says so",
        ),
        kind=act.type or kind,
        status=act.status,
    )
    return answers.fault(service, fault, xml=gateway.wants_xml(service, request))


def _gateway(request: web.Request, act: Status) -> web.Response:
    """Refuse as the gateway does, in the rule's words where it has some."""
    known = gateway.REFUSALS[act.status]
    said = {401: gateway.expired(forms.bearer(request)), 429: gateway.LIMIT}.get(act.status)
    ruled = known._replace(
        name=act.message or known.name, code=act.code or known.code, kind=act.type or known.kind
    )
    return gateway.refused(request, act.status, act.detail or said, ruled)
