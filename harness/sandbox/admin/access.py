"""Who may call: apps, consents without a page, tokens that end, and how long they live."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from aiohttp import web
from pydantic import Field

from harness.sandbox.admin.frame import Ask, Body, Problem, endpoint
from harness.sandbox.tokens.grants import SCOPE, SCOPES, App

WHOLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s#]+")
"""An absolute address without a fragment (RFC 6749, 3.1.2)."""
Name = Field(min_length=1, max_length=200, pattern=r"^[!-9;-~]+$")
"""Printable ASCII without a colon, which HTTP Basic keeps for itself."""


class Registration(Body):
    """An app to be known."""

    client_id: str = Name
    client_secret: str = Field(min_length=1, max_length=200, pattern=r"^[!-~]+$")
    redirect_uris: list[str] = Field(default=[], max_length=100)


class Granting(Body):
    """A consent given without the page."""

    client_id: str
    realm: str
    scope: str = SCOPE


class Expiring(Body):
    """Which tokens expire."""

    what: Literal["access", "refresh"] = "access"


def register(ask: Ask) -> Mapping[str, Any]:
    """Make an app known, or change it: client_id, client_secret, redirect_uris."""
    given = ask.read(Registration)
    for address in given.redirect_uris:
        if not WHOLE.fullmatch(address):
            raise Problem(
                f"redirect_uris: {address!r} is no whole address",
                'give each with its scheme and no fragment, as in "http://localhost:3000/callback"',
            )
    app = App(
        client_id=given.client_id,
        secret=given.client_secret,
        redirects=tuple(given.redirect_uris),
    )
    ask.service.oauth.register(app)
    return {"client_id": app.client_id}


def grant(ask: Ask) -> Mapping[str, Any]:
    """Consent for a person: client_id, realm, scope; the tokens as the token endpoint gives."""
    given = ask.read(Granting)
    app = ask.service.oauth.app(given.client_id)
    if app is None:
        raise Problem(f"there is no app {given.client_id}", "POST /admin/apps registers one")
    if not ask.service.has(given.realm):
        raise Problem(f"there is no company {given.realm}", "GET /admin/realms lists them")
    scopes = tuple(given.scope.split())
    unknown = sorted(set(scopes) - SCOPES)
    if unknown or not scopes:
        raise Problem(
            f"the scope has {', '.join(unknown) or 'nothing'} in it",
            f"known scopes: {', '.join(sorted(SCOPES))}",
        )
    return {**ask.service.oauth.grant(app, given.realm, scopes), "realm": given.realm}


def expire(ask: Ask) -> Mapping[str, Any]:
    """Let a company's tokens expire now: what (access, refresh)."""
    return {"expired": ask.service.oauth.expire(ask.realm, ask.read(Expiring).what)}


def disconnect(ask: Ask) -> Mapping[str, Any]:
    """End every consent of a company, as a person who disconnects the app in QuickBooks."""
    return {"ended": ask.service.oauth.disconnect(ask.realm)}


def policy(ask: Ask) -> Mapping[str, Any]:
    """Show how long tokens live and when refresh tokens change."""
    return ask.service.oauth.policy.model_dump()


def set_policy(ask: Ask) -> Mapping[str, Any]:
    """Change it: rotation (every, daily), grace, code_life, access_life, refresh_life, ..."""
    ask.service.oauth.policy = ask.merge(ask.service.oauth.policy)
    return policy(ask)


ROUTES = [
    web.post("/admin/apps", endpoint(register)),
    web.post("/admin/grants", endpoint(grant)),
    web.post("/admin/realms/{realm}/expire", endpoint(expire)),
    web.post("/admin/realms/{realm}/disconnect", endpoint(disconnect)),
    web.get("/admin/oauth", endpoint(policy)),
    web.patch("/admin/oauth", endpoint(set_policy)),
]
