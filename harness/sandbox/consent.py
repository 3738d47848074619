"""OAuth over HTTP: discovery, the consent page a person clicks, token, revoke."""

from __future__ import annotations

import base64
import binascii
from importlib import resources
from urllib.parse import urlencode, urlsplit

from aiohttp import web
from jinja2 import Environment

from harness.sandbox.oauth import SCOPE, App, OAuthError
from harness.sandbox.service import SERVICE, Service

PAGE = Environment(autoescape=True).from_string(
    resources.files("harness.sandbox").joinpath("consent.html").read_text("utf-8")
)


async def discovery(request: web.Request) -> web.Response:
    """Name the endpoints, at the address that the client itself used."""
    origin = str(request.url.origin())
    return web.json_response(
        {
            "issuer": f"{origin}/op/v1",
            "authorization_endpoint": f"{origin}/connect/oauth2",
            "token_endpoint": f"{origin}/oauth2/v1/tokens/bearer",
            "userinfo_endpoint": f"{origin}/v1/openid_connect/userinfo",
            "revocation_endpoint": f"{origin}/v2/oauth2/tokens/revoke",
            "jwks_uri": f"{origin}/op/v1/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", SCOPE],
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        }
    )


async def ask(request: web.Request) -> web.Response:
    """Show the consent page."""
    service = request.app[SERVICE]
    app, problem = _check(service, dict(request.query))
    text = PAGE.render(
        problem=problem,
        client_id=app.client_id if app else "",
        realms=service.realms(),
        parameters={
            name: request.query.get(name, "")
            for name in ("client_id", "redirect_uri", "state", "scope")
        },
    )
    return web.Response(text=text, content_type="text/html", status=400 if problem else 200)


async def decide(request: web.Request) -> web.Response:
    """Take the person's decision back to the app."""
    service = request.app[SERVICE]
    form = {key: str(value) for key, value in (await request.post()).items()}
    app, problem = _check(service, form)
    if app is None or problem:
        return web.Response(text=problem or "", status=400)
    redirect = form["redirect_uri"]
    answer = {"state": form.get("state", "")}
    realm = form.get("realm", "")
    if form.get("decision") == "connect" and service.company(realm) is not None:
        with service.store.transaction():
            answer["code"] = service.oauth.code(app, realm, redirect)
        answer["realmId"] = realm
    else:
        answer["error"] = "access_denied"
    mark = "&" if urlsplit(redirect).query else "?"
    raise web.HTTPFound(f"{redirect}{mark}{urlencode(answer)}")


async def token(request: web.Request) -> web.Response:
    """Exchange a code, or refresh."""
    service = request.app[SERVICE]
    form = {key: str(value) for key, value in (await request.post()).items()}
    try:
        with service.store.transaction():
            app = _client(service, request, form)
            match form.get("grant_type"):
                case "authorization_code":
                    answer = service.oauth.exchange(
                        app, form.get("code", ""), form.get("redirect_uri", "")
                    )
                case "refresh_token":
                    answer = service.oauth.refresh(app, form.get("refresh_token", ""))
                case _:
                    return _refused(OAuthError(400, "unsupported_grant_type"))
    except OAuthError as error:
        return _refused(error)
    if request.headers.get("x-include-refresh-token-hard-expires-in") == "true":
        answer["x_refresh_token_hard_expires_in"] = 157680000
    return web.json_response(answer)


async def revoke(request: web.Request) -> web.Response:
    """End a grant."""
    service = request.app[SERVICE]
    is_json = request.content_type == "application/json"
    form = dict(await request.json()) if is_json else dict(await request.post())
    try:
        with service.store.transaction():
            app = _client(service, request, {})
            known = service.oauth.revoke(app, str(form.get("token", "")))
    except OAuthError as error:
        return _refused(error)
    return web.Response(status=200 if known else 400)


async def userinfo(request: web.Request) -> web.Response:
    """Say who consented."""
    service = request.app[SERVICE]
    access = request.headers.get("Authorization", "").partition(" ")[2]
    realm = service.oauth.realm_of(access)
    if realm is None:
        return web.json_response({"error": "invalid_token"}, status=401)
    return web.json_response({"sub": "sandbox-user", "email": "sandbox@example.com"})


async def jwks(request: web.Request) -> web.Response:
    """No id tokens are signed here, so there are no keys."""
    del request
    return web.json_response({"keys": []})


def _client(service: Service, request: web.Request, form: dict[str, str]) -> App:
    kind, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            pair = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise OAuthError(401, "invalid_client") from None
        client_id, _, secret = pair.partition(":")
        return service.oauth.authenticate(client_id, secret)
    return service.oauth.authenticate(form.get("client_id", ""), form.get("client_secret", ""))


def _check(service: Service, form: dict[str, str]) -> tuple[App | None, str | None]:
    """Find the app; whatever is wrong must not be redirected anywhere."""
    app = service.oauth.app(form.get("client_id", ""))
    if app is None:
        return None, "The app is not known here: its client_id is wrong."
    if form.get("redirect_uri") not in app.redirects:
        return app, "The redirect_uri is not one of the app's."
    if form.get("response_type", "code") != "code":
        return app, "The response_type must be code."
    if SCOPE not in form.get("scope", SCOPE).split():
        return app, f"The scope must hold {SCOPE}."
    return app, None


def _refused(error: OAuthError) -> web.Response:
    headers = {"WWW-Authenticate": 'Basic realm="Intuit"'} if error.status == 401 else {}  # noqa: PLR2004
    return web.json_response(error.body, status=error.status, headers=headers)


ROUTES = [
    web.get("/.well-known/openid_sandbox_configuration", discovery),
    web.get("/.well-known/openid_sandbox_configuration/", discovery),
    web.get("/connect/oauth2", ask),
    web.post("/connect/oauth2", decide),
    web.post("/oauth2/v1/tokens/bearer", token),
    web.post("/v2/oauth2/tokens/revoke", revoke),
    web.get("/v1/openid_connect/userinfo", userinfo),
    web.get("/op/v1/jwks", jwks),
]
