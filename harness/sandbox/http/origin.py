"""
Who may open the emulator's pages in a browser.

A page on loopback can be reached by any web site the person visits: under a
name that the site's owner lets point here (DNS rebinding), or by a form that
the site submits. The first shows in `Host`, the second in `Origin`.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from aiohttp import web

SAFE: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
        " img-src data:; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers then send `Origin: null` with our own forms too.
    "Referrer-Policy": "same-origin",
}
"""A page loads nothing from elsewhere and is framed by nobody."""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its own spelling; names are never resolved."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


SAME = frozenset({"same-origin", "none"})


HOST = re.compile(r"[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")


def base(request: web.Request) -> str:
    """Return the address that the client itself used; localhost when its `Host` is none."""
    return _base(request.scheme, request.host)


@lru_cache(maxsize=64)
def _base(scheme: str, host: str) -> str:
    return f"{scheme}://{host if HOST.fullmatch(host) else 'localhost'}"


class Stranger(Exception):
    """A request that no page of ours makes."""


def demand(request: web.Request, names: Collection[str], *, same: bool = False) -> None:
    """Refuse a foreign `Host`; with `same` also whatever another site's page sends."""
    host = _name(request.host)
    if not _ours(host, names):
        raise Stranger(
            f"This page is not served under the name {host}."
            " Open it at the address that the emulator printed when it started."
        )
    if not same:
        return
    sent = request.headers.get("Origin")
    foreign = sent is not None and sent != f"{request.scheme}://{request.host}"
    if foreign or request.headers.get("Sec-Fetch-Site", "same-origin") not in SAME:
        raise Stranger("Another site's page sent this form. Open the page itself and try again.")


def _name(host: str) -> str:
    return (urlsplit(f"//{host}").hostname or "").rstrip(".") if HOST.fullmatch(host) else ""


def _ours(host: str, names: Collection[str]) -> bool:
    """An address can't be rebound; a name must be known."""
    if host == "localhost" or host.endswith(".localhost") or host in names:
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
