"""The HTTP application: public routes, OAuth, the admin's own path, the pages for people."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from harness.sandbox import admin, ui
from harness.sandbox.http import api, consent, files, gate, limits, oauthapi, papers
from harness.sandbox.service import SERVICE, Service

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(service: Service) -> web.Application:
    """Build the application around a service."""
    app = web.Application(middlewares=[gate.act, _finish], client_max_size=limits.BODY)
    app[SERVICE] = service
    app.add_routes(
        [
            *files.ROUTES,
            *papers.ROUTES,
            *api.ROUTES,
            *consent.ROUTES,
            *oauthapi.ROUTES,
            *admin.ROUTES,
            *ui.ROUTES,
        ]
    )
    app.cleanup_ctx.append(service.webhooks.running)
    ui.install(app)
    return app


@web.middleware
async def _finish(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give every answer its headers and its line in the log."""
    try:
        response = await handler(request) if limits.fits(request) else limits.refused(request)
    except web.HTTPRequestEntityTooLarge:
        response = limits.refused(request)
    except limits.UNREADABLE:
        response = limits.unreadable(request)
    except web.HTTPException as answer:
        request.app[SERVICE].journal.finish(request, answer)
        raise
    request.app[SERVICE].journal.finish(request, response)
    return response
