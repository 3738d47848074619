"""The admin's API, on its own path and behind its own key; it is no part of what is emulated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from harness.sandbox.admin import access, companies, conditions, webhooks
from harness.sandbox.admin.frame import SEE, Ask, Problem, endpoint, refused


def _health(ask: Ask) -> Mapping[str, Any]:
    """Say that the emulator is there, and which companies it has."""
    return {"status": "ready", "realms": ask.service.realms()}


def _index(ask: Ask) -> Mapping[str, Any]:
    """List every call of this API."""
    del ask
    return {
        "calls": {
            f"{route.method} {route.path}": (route.handler.__doc__ or "").strip()
            for route in LISTED
        }
    }


async def _unknown(request: web.Request) -> web.Response:
    """Say so in JSON."""
    return refused(Problem(f"there is no {request.method} {request.path}", SEE, 404))


LISTED = [
    web.get("/admin/", endpoint(_index)),
    web.get("/admin/health", endpoint(_health)),
    *companies.ROUTES,
    *access.ROUTES,
    *conditions.ROUTES,
    *webhooks.ROUTES,
]
ROUTES = [*LISTED, web.route("*", "/admin{tail:(/.*)?}", _unknown)]
