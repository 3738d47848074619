"""The consent page that a person clicks: which company, connect or cancel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from urllib.parse import urlencode, urlsplit

from aiohttp import web
from jinja2 import Environment

from harness.sandbox.http import forms, origin
from harness.sandbox.service import SERVICE, Service
from harness.sandbox.tokens.grants import SCOPE, SCOPES, App, OAuthError

PAGE = Environment(autoescape=True).from_string(
    resources.files("harness.sandbox.http").joinpath("consent.html").read_text("utf-8")
)
CARRIED = ("client_id", "redirect_uri", "response_type", "scope", "state")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A consent that can be given."""

    app: App
    redirect: str
    scopes: tuple[str, ...]
    state: str | None

    @property
    def books(self) -> bool:
        """Whether a company is chosen; signing in alone needs none."""
        return any(scope.startswith("com.intuit.") for scope in self.scopes)

    def back(self, **answer: str) -> web.HTTPFound:
        """Go back to the app, with the state exactly as it came."""
        if self.state is not None:
            answer["state"] = self.state
        mark = "&" if urlsplit(self.redirect).query else "?"
        return web.HTTPFound(f"{self.redirect}{mark}{urlencode(answer)}")


async def ask(request: web.Request) -> web.Response:
    """Show the page, or what is wrong with the app's request."""
    service = request.app[SERVICE]
    try:
        origin.demand(request, service.names)
        sent = forms.once(list(request.query.items()))
        asked = _asked(service, sent)
    except (OAuthError, _Wrong, origin.Stranger) as error:
        return _page(problem=_said(error), status=400)
    return _page(
        asked=asked,
        realms=service.realms() if asked.books else {},
        parameters={name: sent[name] for name in CARRIED if name in sent},
    )


async def decide(request: web.Request) -> web.Response:
    """
    Take the person's decision back to the app.

    The form is the emulator's own: a script that gives consent may leave out
    `response_type` and `scope`.
    """
    service = request.app[SERVICE]
    try:
        origin.demand(request, service.names, same=True)
        sent = {"response_type": "code", "scope": SCOPE, **await forms.form(request)}
        asked = _asked(service, sent)
    except (OAuthError, _Wrong, origin.Stranger) as error:
        return _page(problem=_said(error), status=400)
    realm = sent.get("realm", "") if asked.books else ""
    if sent.get("decision") != "connect" or (asked.books and service.company(realm) is None):
        raise asked.back(error="access_denied")
    with service.store.transaction():
        code = service.oauth.code(asked.app, realm, asked.redirect, asked.scopes)
    raise asked.back(code=code, **({"realmId": realm} if realm else {}))


class _Wrong(Exception):
    """A request that must not be redirected anywhere; shown to the person."""


def _asked(service: Service, sent: Mapping[str, str]) -> Asked:
    """Check the app first, then what may be told to the app itself (RFC 6749, 4.1.2.1)."""
    app = service.oauth.app(sent.get("client_id", ""))
    if app is None:
        raise _Wrong("The client_id query parameter value is invalid: no such app is known here.")
    redirect = sent.get("redirect_uri", "")
    if redirect not in app.redirects:
        raise _Wrong(
            "The redirect_uri query parameter value is invalid. Make sure it is listed in the"
            " Redirect URIs section on your app's keys tab and matches it exactly."
        )
    for name in ("response_type", "scope"):
        if not sent.get(name):
            raise _Wrong(f"The {name} query parameter is missing.")
    scopes = tuple(dict.fromkeys(sent["scope"].split()))
    asked = Asked(app=app, redirect=redirect, scopes=scopes, state=sent.get("state"))
    if sent["response_type"] != "code":
        raise asked.back(error="unsupported_response_type")
    if not scopes or not SCOPES.issuperset(scopes):
        raise asked.back(error="invalid_scope")
    return asked


def _said(error: Exception) -> str:
    return error.body["error_description"] if isinstance(error, OAuthError) else str(error)


def _page(
    *,
    problem: str | None = None,
    asked: Asked | None = None,
    realms: Mapping[str, str] | None = None,
    parameters: Mapping[str, str] | None = None,
    status: int = 200,
) -> web.Response:
    text = PAGE.render(problem=problem, asked=asked, realms=realms, parameters=parameters or {})
    return web.Response(text=text, content_type="text/html", status=status, headers=origin.SAFE)


ROUTES = [web.get("/connect/oauth2", ask), web.post("/connect/oauth2", decide)]
