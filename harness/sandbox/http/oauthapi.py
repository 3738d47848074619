"""OAuth over HTTP for programs: discovery, token, revoke, userinfo and the signing keys."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from harness.sandbox.http import forms, intuit, origin
from harness.sandbox.service import SERVICE, Service
from harness.sandbox.tokens import identity
from harness.sandbox.tokens.grants import SCOPE, App, OAuthError

HARD_EXPIRY = "x-include-refresh-token-hard-expires-in"
UNAUTHORIZED = 401
CHALLENGE = {"WWW-Authenticate": 'Basic realm="Intuit"'}


async def discovery(request: web.Request) -> web.Response:
    """Name the endpoints: at the address that the client used, or Intuit's under its names."""
    at_intuit = request.host.partition(":")[0].lower() in intuit.HOSTS
    base = None if at_intuit else origin.base(request)
    return web.json_response(
        {
            **intuit.endpoints(base, sandbox="sandbox" in request.path),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "email", "profile", "address", "phone", SCOPE],
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
            "claims_supported": ["aud", "exp", "iat", "iss", "realmid", "sub"],
        }
    )


async def token(request: web.Request) -> web.Response:
    """Exchange a code, or refresh."""
    service = request.app[SERVICE]
    try:
        sent = await forms.form(request)
        with service.store.transaction():
            app = service.oauth.authenticate(*forms.credentials(request, sent))
            answer = _grant(service, app, sent)
            _add_identity(service, app, answer, intuit.ISSUER)
            if request.headers.get(HARD_EXPIRY, "").lower() == "true":
                hard = service.oauth.hard_expiry(answer["refresh_token"])
                answer["x_refresh_token_hard_expires_in"] = hard
    except OAuthError as error:
        return _refused(error)
    return _told(answer)


def _grant(service: Service, app: App, sent: dict[str, str]) -> dict[str, Any]:
    match sent.get("grant_type"):
        case "authorization_code":
            code = _needed(sent, "code")
            return service.oauth.exchange(app, code, _needed(sent, "redirect_uri"))
        case "refresh_token":
            return service.oauth.refresh(app, _needed(sent, "refresh_token"))
        case None | "":
            raise OAuthError(400, "invalid_request", "grant_type is missing")
        case _:
            raise OAuthError(400, "unsupported_grant_type")


def _needed(sent: dict[str, str], name: str) -> str:
    if not sent.get(name):
        raise OAuthError(400, "invalid_request", f"{name} is missing")
    return sent[name]


def _add_identity(service: Service, app: App, answer: dict[str, Any], issuer: str) -> None:
    """Say who consented when openid was asked for, on a refresh too (SDK)."""
    realm, scopes = service.oauth.scopes(answer["access_token"])
    if "openid" in scopes:
        answer["id_token"] = service.identity.token(
            issuer=issuer, client_id=app.client_id, realm=realm, now=service.clock.now()
        )


async def revoke(request: web.Request) -> web.Response:
    """End a grant by either of its tokens, sent as JSON (Intuit) or as a form (RFC 7009)."""
    service = request.app[SERVICE]
    try:
        sent: dict[str, str] = {}
        if request.content_type == forms.FORM:
            sent = await forms.form(request)
            value: object = sent.get("token")
        else:
            value = (await forms.json_object(request)).get("token")
        with service.store.transaction():
            app = service.oauth.authenticate(*forms.credentials(request, sent))
            known = isinstance(value, str) and value.isascii() and service.oauth.revoke(app, value)
    except OAuthError as error:
        if error.status == UNAUTHORIZED:  # without a body too (a client's log, 2020)
            return web.Response(status=UNAUTHORIZED, headers=CHALLENGE)
        return _refused(error)
    return web.Response(status=200 if known else 400)


async def userinfo(request: web.Request) -> web.Response:
    """Say who consented, as far as the scopes go."""
    access = request.app[SERVICE].oauth.access(forms.bearer(request))
    if access is None:
        return _bearer_refused(401, "invalid_token")
    if "openid" not in access.scopes:
        return _bearer_refused(403, "insufficient_scope")
    return web.json_response(identity.claims(access.scopes))


async def jwks(request: web.Request) -> web.Response:
    """Publish the key that id tokens are signed with."""
    return web.json_response(request.app[SERVICE].identity.jwks())


def _bearer_refused(status: int, error: str) -> web.Response:
    """Refuse as RFC 6750 says; Intuit's own body is not known (assumed)."""
    return web.json_response(
        {"error": error},
        status=status,
        headers={"WWW-Authenticate": f'Bearer realm="Intuit", error="{error}"'},
    )


def _told(body: Any, **options: Any) -> web.Response:  # noqa: ANN401 - any JSON
    """Answer as Intuit's token endpoint does: without blanks, the charset in its spelling (SDK)."""
    text = json.dumps(body, separators=(",", ":"))
    response = web.Response(body=text.encode(), **options)
    response.headers["Content-Type"] = "application/json;charset=UTF-8"
    return response


def _refused(error: OAuthError) -> web.Response:
    headers = CHALLENGE if error.status == UNAUTHORIZED else {}
    return _told(error.body, status=error.status, headers=headers)


ROUTES = [
    web.get(f"/.well-known/{name}{end}", discovery)
    for name in ("openid_sandbox_configuration", "openid_configuration")
    for end in ("", "/")
]
ROUTES += [
    web.post("/oauth2/v1/tokens/bearer", token),
    web.post("/v2/oauth2/tokens/revoke", revoke),
    web.get("/v1/openid_connect/userinfo", userinfo),
    web.get("/op/v1/jwks", jwks),
]
