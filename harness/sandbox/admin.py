"""The admin's API, on its own path and behind its own key: companies, apps, grants, the clock."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from harness.sandbox import ledger
from harness.sandbox.oauth import App
from harness.sandbox.presets import PRESETS
from harness.sandbox.service import DEFAULT_NAME, SERVICE, Service

KEY_HEADER = "X-Sandbox-Admin"
Action = Callable[[Service, dict[str, Any], str], dict[str, Any]]


def _guarded(action: Action) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Demand the key, read the JSON body, run the action in one transaction."""

    async def handle(request: web.Request) -> web.Response:
        service = request.app[SERVICE]
        if not secrets.compare_digest(request.headers.get(KEY_HEADER, ""), service.admin_key):
            return web.json_response({"error": f"the header {KEY_HEADER} is wrong"}, status=401)
        try:
            body = dict(await request.json()) if request.can_read_body else {}
            with service.store.transaction():
                answer = action(service, body, request.match_info.get("realm", ""))
        except (KeyError, ValueError, TypeError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response(answer)

    return handle


def _health(service: Service, body: dict[str, Any], realm: str) -> dict[str, Any]:
    del body, realm
    return {"status": "ready", "realms": service.realms()}


def _register(service: Service, body: dict[str, Any], realm: str) -> dict[str, Any]:
    del realm
    app = App(
        client_id=body["client_id"],
        secret=body["client_secret"],
        redirects=tuple(body.get("redirect_uris", ())),
    )
    service.oauth.register(app)
    return {"client_id": app.client_id}


def _make(service: Service, body: dict[str, Any], realm: str) -> dict[str, Any]:
    preset = body.get("preset", "clean")
    if preset not in PRESETS:
        raise ValueError(f"preset must be one of {', '.join(PRESETS)}, not {preset}")
    name = body.get("company_name", DEFAULT_NAME)
    return {"realm": service.make(realm or body.get("realm"), preset, name)}


def _show(service: Service, body: dict[str, Any], realm: str) -> dict[str, Any]:
    del body
    return {"realm": realm, "name": _known(service, realm)}


def _drop(service: Service, body: dict[str, Any], realm: str) -> dict[str, Any]:
    del body
    service.store.drop_realm(realm)
    return {"realm": realm}


def _grant(service: Service, body: dict[str, Any], realm: str) -> dict[str, Any]:
    del realm
    app = service.oauth.app(body["client_id"])
    if app is None:
        raise ValueError(f"no app {body['client_id']}")
    _known(service, body["realm"])
    return {**service.oauth.grant(app, body["realm"]), "realm": body["realm"]}


def _expire(service: Service, body: dict[str, Any], realm: str) -> dict[str, Any]:
    kind = body.get("what", "access")
    if kind not in {"access", "refresh"}:
        raise ValueError(f"what must be access or refresh, not {kind}")
    return {"expired": service.oauth.expire(realm, kind)}


def _advance(service: Service, body: dict[str, Any], realm: str) -> dict[str, Any]:
    del realm
    service.clock.advance(float(body["seconds"]))
    return {"now": service.clock.time()}


def _requests(service: Service, body: dict[str, Any], realm: str) -> dict[str, Any]:
    del body
    return {
        "requests": [
            {
                "at": line.at,
                "method": line.method,
                "path": line.path,
                "status": line.status,
                "intuit_tid": line.tid,
            }
            for line in service.log
            if line.realm == realm
        ]
    }


def _audit(service: Service, body: dict[str, Any], realm: str) -> dict[str, Any]:
    """Recompute the ledger's sums; what does not agree with its entries."""
    del body
    company = service.company(realm)
    if company is None:
        raise ValueError(f"no company {realm}")
    return {"wrong": ledger.audit(company)}


def _known(service: Service, realm: str) -> str:
    if service.company(realm) is None:
        raise ValueError(f"no company {realm}")
    return service.realms()[realm]


ROUTES = [
    web.get("/admin/health", _guarded(_health)),
    web.post("/admin/apps", _guarded(_register)),
    web.post("/admin/grants", _guarded(_grant)),
    web.post("/admin/clock", _guarded(_advance)),
    web.post("/admin/realms", _guarded(_make)),
    web.get("/admin/realms/{realm}", _guarded(_show)),
    web.delete("/admin/realms/{realm}", _guarded(_drop)),
    web.post("/admin/realms/{realm}/reset", _guarded(_make)),
    web.post("/admin/realms/{realm}/expire", _guarded(_expire)),
    web.get("/admin/realms/{realm}/requests", _guarded(_requests)),
    web.get("/admin/realms/{realm}/audit", _guarded(_audit)),
]
