"""The HTTP application: public routes, OAuth, the admin API, the web pages."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from harness.sandbox import admin, ui
from harness.sandbox.http import api, consent, entitlements, files, gate, limits, oauthapi, papers
from harness.sandbox.service import SERVICE, Service
from harness.sandbox.traffic.journal import OWN, Journal

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
COMPRESSED = 1024
"""Bytes of an answer from which on it is compressed for who asks; less is not worth it."""


def make_app(service: Service) -> web.Application:
    """Build the application around a service."""
    app = web.Application(
        middlewares=[gate.act, _finisher(service.journal)], client_max_size=limits.BODY
    )
    app[SERVICE] = service
    app.add_routes(map(_expectant, api.FIRST))
    for rooms in (files, papers, api, entitlements, consent, oauthapi, admin, ui):
        app.add_routes(map(_expectant, rooms.ROUTES))
    app.cleanup_ctx.append(service.webhooks.running)
    ui.install(app)
    return app


def _expectant(route: web.AbstractRouteDef) -> web.AbstractRouteDef:
    """Answer a client's `Expect` header ourselves instead of aiohttp."""
    if not isinstance(route, web.RouteDef):
        return route
    further = {**route.kwargs, "expect_handler": limits.expecting}
    return web.RouteDef(route.method, route.path, route.handler, further)


def _finisher(journal: Journal) -> Middleware:
    """Add headers to every answer, and its line to the request log."""

    @web.middleware
    async def finish(request: web.Request, handler: Handler) -> web.StreamResponse:
        began = time.perf_counter()
        try:
            response = await handler(request) if limits.fits(request) else limits.refused(request)
        except web.HTTPRequestEntityTooLarge:
            response = limits.refused(request)
        except limits.UNREADABLE:
            response = limits.unreadable(request.app[SERVICE])
        except web.HTTPException as answer:
            if answer.status not in limits.MISSING or request.path.startswith(OWN):
                journal.finish(request, answer)
                raise
            response = limits.no_route(request, answer.status, answer.headers.get("Allow", ""))
        journal.finish(request, response, time.perf_counter() - began)
        _compress(request, response)
        return response

    return finish


def _compress(request: web.Request, response: web.StreamResponse) -> None:
    """Send an answer compressed to a client that asks for it, as Intuit does."""
    if "gzip" not in request.headers.get("Accept-Encoding", "") or request.path.startswith(OWN):
        return
    body = response.body if isinstance(response, web.Response) else None
    if isinstance(body, bytes) and len(body) >= COMPRESSED:
        response.enable_compression(web.ContentCoding.gzip)
