"""
Who may look: the admin's key once, then a cookie that no other site can use.

The pages show business data. The cookie is not sent with another site's
requests (SameSite), not readable by scripts (HttpOnly), and good for this run.
"""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote

from aiohttp import web

from harness.sandbox.http import forms, origin
from harness.sandbox.service import SERVICE, Service
from harness.sandbox.tokens.grants import OAuthError
from harness.sandbox.ui import render

HOME = "/ui/"
SESSIONS = 100
"""How many browsers are remembered; the oldest is forgotten first."""

Page = Callable[[Service, web.Request], web.StreamResponse | Awaitable[web.StreamResponse]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Door:
    """The browsers that showed the key."""

    def __init__(self) -> None:
        self._sessions: deque[str] = deque(maxlen=SESSIONS)

    def admit(self) -> str:
        """Let a browser in; the value of its cookie."""
        session = secrets.token_urlsafe(32)
        self._sessions.append(session)
        return session

    def knows(self, session: str) -> bool:
        """Whether a browser was let in."""
        return any(
            secrets.compare_digest(session.encode(), held.encode()) for held in self._sessions
        )

    def forget(self, session: str) -> None:
        """Let a browser in no more."""
        if self.knows(session):
            self._sessions.remove(session)


DOOR = web.AppKey("door", Door)


class NotHere(Exception):
    """A page that is not there, in words for the person."""


def guarded(page: Page, *, changes: bool = False) -> Handler:
    """Show a page to those who were let in; one that changes something only to its own forms."""

    async def handle(request: web.Request) -> web.StreamResponse:
        service = request.app[SERVICE]
        try:
            origin.demand(request, service.names, same=changes)
        except origin.Stranger as stranger:
            return _turned_away(stranger)
        if not request.app[DOOR].knows(_cookie(request)):
            raise web.HTTPSeeOther(f"{HOME}login?next={quote(request.path_qs)}")
        try:
            shown = page(service, request)
            return await shown if isinstance(shown, Awaitable) else shown
        except NotHere as missing:
            return render.html("problem.html", 404, title="Not here", problem=str(missing))

    return handle


def _turned_away(stranger: Exception) -> web.Response:
    return render.html("problem.html", 403, title="Not from here", problem=str(stranger))


async def ask(request: web.Request) -> web.StreamResponse:
    """Ask for the key."""
    try:
        origin.demand(request, request.app[SERVICE].names)
    except origin.Stranger as stranger:
        return _turned_away(stranger)
    return render.html("login.html", wrong=False, next=_next(request.query))


async def login(request: web.Request) -> web.StreamResponse:
    """Take the key, give the cookie."""
    service = request.app[SERVICE]
    try:
        origin.demand(request, service.names, same=True)
        sent = await forms.form(request)
    except (origin.Stranger, OAuthError) as stranger:
        return _turned_away(stranger)
    if not secrets.compare_digest(sent.get("key", "").encode(), service.admin_key.encode()):
        return render.html("login.html", 401, wrong=True, next=_next(sent))
    answer = web.HTTPSeeOther(_next(sent))
    answer.set_cookie(
        _name(request),
        request.app[DOOR].admit(),
        path="/ui",
        httponly=True,
        samesite="Strict",
        secure=request.secure,
    )
    raise answer


def logout(service: Service, request: web.Request) -> web.StreamResponse:
    """Forget the browser."""
    del service
    request.app[DOOR].forget(_cookie(request))
    raise web.HTTPSeeOther(f"{HOME}login")


def _next(sent: Mapping[str, str]) -> str:
    """Where to go on; only to a page of ours."""
    wanted = sent.get("next", HOME)
    ours = wanted.startswith(HOME) and "\\" not in wanted and wanted.isprintable()
    return wanted if ours else HOME


def _name(request: web.Request) -> str:
    """Name the cookie after the port: browsers share cookies among all ports of a host."""
    port = request.host.rpartition(":")[2]
    return f"sandbox_{port if port.isdecimal() else 'port'}"


def _cookie(request: web.Request) -> str:
    value = request.cookies.get(_name(request), "")
    return value if value.isascii() else ""


ROUTES = [
    *render.ROUTES,
    web.get("/ui/login", ask),
    web.post("/ui/login", login),
    web.post("/ui/logout", guarded(logout, changes=True)),
]
