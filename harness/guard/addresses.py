"""
Checking where a request would go, by its address alone.

Names are never resolved: whoever answers over TLS has a certificate for the name,
whatever the DNS says, and addresses of this machine are accepted as numbers only.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from harness.errors import Refused
from harness.wire import is_loopback

SANDBOX_HOST = "sandbox-quickbooks.api.intuit.com"
"""Intuit serves sandbox companies on this host only (Intuit's API reference)."""

PRODUCTION_HOST = "quickbooks.api.intuit.com"

PLAIN = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+(/[A-Za-z0-9._~/-]*)?")
"""An address that every parser reads alike: no credentials, escapes, queries or odd characters."""


def prove_quickbooks(api_url: str, *, vouched: bool = False) -> None:
    """
    Raise `Refused` unless `api_url` is Intuit's sandbox over TLS, or a loopback emulator.

    `vouched` says that the realm was named on the command line: then, and only
    then, Intuit's production host is let through too.
    """
    parts = _split(api_url)
    host = (parts.hostname or "") if parts else ""
    if parts and is_loopback(host):
        return
    allowed = {SANDBOX_HOST, PRODUCTION_HOST} if vouched else {SANDBOX_HOST}
    if parts and parts.scheme == "https" and host in allowed and _port(parts) in {None, 443}:
        return
    raise Refused(
        "Refusing to talk to this QuickBooks: nothing proves that it is a sandbox.",
        expected=f"https://{SANDBOX_HOST}, or an emulator on this machine",
        found=_shown(api_url),
        where="quickbooks.api_url",
        next_step="set quickbooks.api_url to the sandbox host; a production company is written to"
        " only when its realm is named on the command line: --allow-realm=REALM",
    )


def prove_odoo_address(url: str, *, vouched: bool = False) -> None:
    """
    Raise `Refused` unless `url` is unambiguous, encrypted or loopback, and not production.

    Odoo.sh serves production, and Odoo Online everybody, under `NAME.odoo.com`;
    staging and development builds are under `NAME.dev.odoo.com` (Odoo.sh's
    documentation). `vouched`: the database was named on the command line.
    """
    parts = _split(url)
    host = (parts.hostname or "") if parts else ""
    if parts is None or not host:
        found = _shown(url)
    elif is_loopback(host):
        return
    elif parts.scheme != "https":
        found = f"{_shown(url)}: without TLS anybody may answer, and the API key is readable"
    elif host.endswith("."):
        found = f"{_shown(url)}: the host ends with a dot"
    elif _is_live(host) and not vouched:
        found = f"{_shown(url)}: Odoo.sh serves production, and Odoo Online its customers, there"
    else:
        return
    raise Refused(
        "Refusing to talk to this Odoo: its address proves nothing, or is a live one.",
        expected="https://NAME.dev.odoo.com, another staging over TLS, or an Odoo on this machine",
        found=found,
        where="odoo.url",
        next_step="take the address of the staging build (Odoo.sh: branch, Connect); a staging with"
        " a domain of its own needs its database named on the command line:"
        " --allow-database=NAME",
    )


def _split(url: str) -> SplitResult | None:
    if not PLAIN.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        _port(parts)
    except ValueError:
        return None
    return parts


def _port(parts: SplitResult) -> int | None:
    return parts.port


def _is_live(host: str) -> bool:
    return host == "odoo.com" or (host.endswith(".odoo.com") and not host.endswith(".dev.odoo.com"))


def _shown(url: str) -> str:
    """Show an address without what may be a password in it."""
    scheme, _, rest = url.partition("://")
    authority, slash, _ = rest.partition("/")
    _, at, host = authority.rpartition("@")
    hidden = "a URL with credentials in it, " if at else ""
    return f"{hidden}{scheme}://{host}{slash and '/...'}" if url else "nothing"
