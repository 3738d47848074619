"""
The production guard: nothing is written unless both systems are proved harmless.

Deny by default. Odoo must be a neutralised copy, or its database be named in
the allow-list; QuickBooks must answer on Intuit's sandbox host or on this
machine. Called once per session, before the first write, for every live target.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from harness.errors import Refused

SANDBOX_HOST = "sandbox-quickbooks.api.intuit.com"
"""Intuit serves sandbox companies on this host only (Intuit's API reference)."""


def prove_quickbooks(api_url: str) -> None:
    """Raise `Refused` unless `api_url` is Intuit's sandbox over TLS, or a loopback emulator."""
    parts = urlsplit(api_url)
    host = parts.hostname or ""
    if parts.username or parts.password:
        raise _refuse_quickbooks("a URL with credentials in it")
    if host == SANDBOX_HOST and parts.scheme == "https" and parts.port in {None, 443}:
        return
    if parts.scheme in {"http", "https"} and is_loopback(host):
        return
    raise _refuse_quickbooks(f"{parts.scheme}://{parts.netloc}")


def prove_odoo(*, url: str, database: str, neutralised: bool, allowed: Collection[str]) -> None:
    """
    Raise `Refused` unless the database says that it is a neutralised copy.

    `allowed` names databases that the user vouches for. The name must be
    exactly the same; patterns would let a production database in one day.
    """
    if neutralised or database in allowed:
        return
    raise Refused(
        f"Refusing to write to the Odoo database {database}: nothing proves that it is staging.",
        expected="a neutralised copy (Odoo.sh staging builds are), or a name on the allow-list",
        found=f"{database} is not neutralised and not in odoo.allow_databases",
        where=url,
        next_step="point the harness at a staging build; or, only if this is a throw-away"
        f' database, set odoo.allow_databases = ["{database}"]',
    )


def prove_company(*, realm: str, expected_realm: str, name: str, expected_name: str | None) -> None:
    """Raise `Refused` unless the company that answered is the one the settings name."""
    if realm == expected_realm and expected_name in {None, name}:
        return
    raise Refused(
        "Refusing to write to QuickBooks: another company answered than the settings name.",
        expected=f"realm {expected_realm}" + (f", {expected_name}" if expected_name else ""),
        found=f"realm {realm}, {name}",
        next_step="correct quickbooks.realm and quickbooks.company, or connect the right company",
    )


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine by its own spelling; names are never resolved."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_quickbooks(found: str) -> Refused:
    return Refused(
        "Refusing to talk to this QuickBooks: nothing proves that it is a sandbox.",
        expected=f"https://{SANDBOX_HOST}, or an emulator on this machine",
        found=found,
        where="quickbooks.api_url",
        next_step="set quickbooks.api_url to the sandbox host; production is never written to",
    )
