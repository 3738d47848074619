"""
HTTP for all our clients: no redirect is followed, and no proxy is used for loopback.

A redirect would carry a key, or a write, to a host that nobody checked; so could a
proxy from the environment with a request to this machine.
"""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, build_opener

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

NO_PROXY = {"http": None, "https": None, "all": None}


def is_loopback(host: str) -> bool:
    """Whether `host` is an address of this machine; names are never resolved."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def pinned(url: str) -> str:
    """Replace `localhost` by its number, which can't be made to point elsewhere."""
    parts = urlsplit(url)
    if parts.hostname != "localhost" or parts.username is not None:
        return url
    port = parts.netloc.rpartition(":")[2] if ":" in parts.netloc else ""
    return parts._replace(netloc=f"127.0.0.1:{port}" if port else "127.0.0.1").geturl()


def road(url: str) -> dict[str, Any]:
    """Return the options with which `requests` sends to `url`."""
    options: dict[str, Any] = {"allow_redirects": False}
    if is_loopback(urlsplit(url).hostname or ""):
        options["proxies"] = dict(NO_PROXY)
    return options


def opener(url: str, *handlers: Any) -> OpenerDirector:  # noqa: ANN401 - urllib's handlers
    """Make an opener of `urllib` that keeps the same two rules."""
    if is_loopback(urlsplit(url).hostname or ""):
        handlers = (*handlers, ProxyHandler({}))
    return build_opener(_Stay, *handlers)


def ahead(response: requests.Response) -> timedelta:
    """Return by how many seconds a server's clock is ahead of ours, by its `Date` header."""
    stamp = response.headers.get("Date")
    if not stamp:
        return timedelta()
    return parsedate_to_datetime(stamp) - datetime.now(UTC).replace(microsecond=0)


def redirected(response: requests.Response) -> str | None:
    """Return the scheme and host to which an answer redirects; never a path with secrets."""
    if not response.is_redirect:
        return None
    parts = urlsplit(response.headers["location"])
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else "another path of the same host"


def unrecorded(session: requests.Session) -> requests.Session:
    """Exempt a session's requests from any cassette that is being recorded or replayed."""
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Beside())
    return session


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing; urllib then raises the redirect as an HTTP error."""


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = HTTPConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = HTTPSConnection


class _Beside(HTTPAdapter):
    """vcrpy replaces the connections of urllib3's own pools; these pools name theirs."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - requests' own
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _TlsPool}
