"""The HTTP application: public routes, OAuth, the admin's own path."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from uuid import UUID

from aiohttp import web

from harness.sandbox import admin, api, consent
from harness.sandbox.service import SERVICE, Service

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(service: Service) -> web.Application:
    """Build the application around a service."""
    app = web.Application(middlewares=[_headers], client_max_size=100 * 1024 * 1024)
    app[SERVICE] = service
    app.add_routes([*api.ROUTES, *consent.ROUTES, *admin.ROUTES])
    return app


@web.middleware
async def _headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give every answer the headers that Intuit's have (recorded)."""
    marks = f"{random.getrandbits(256):064x}"  # marks for people to find a call by, no secrets
    tid = request["tid"] = f"1-{marks[:8]}-{marks[8:32]}"
    try:
        response = await handler(request)
    except web.HTTPException as error:
        error.headers["intuit_tid"] = tid
        raise
    headers = response.headers
    headers["intuit_tid"] = tid
    headers["X-Spanid"] = str(UUID(marks[32:]))
    headers["QBO-Version"] = "1944.190"
    headers["Cache-Control"] = "max-age=0, no-cache, no-store, must-revalidate, private"
    headers["Expires"] = "0"
    return response
