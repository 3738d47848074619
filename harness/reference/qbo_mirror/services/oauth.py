"""OAuth 2.0 with Intuit: where to go, and the two exchanges at the token endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import requests

from .client import TIMEOUT
from .faults import NotConnected, Unreachable

SCOPE = "com.intuit.quickbooks.accounting"


@dataclass(frozen=True, kw_only=True)
class Endpoints:
    """The two addresses of the consent flow; Intuit's own unless discovered elsewhere."""

    authorization: str = "https://appcenter.intuit.com/connect/oauth2"
    token: str = "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer"  # noqa: S105


@dataclass(frozen=True, kw_only=True, repr=False)
class Grant:
    """A token answer; the refresh token may be another one than was sent (rotation)."""

    access_token: str
    refresh_token: str
    access_expires_at: datetime
    refresh_expires_at: datetime


def discovered(url: str) -> Endpoints:
    """Endpoints from a discovery document. Unreachable if it cannot be had or read."""
    try:
        answer = requests.get(
            url, headers={"Accept": "application/json"}, timeout=TIMEOUT, allow_redirects=False
        )
        document = answer.json()
        return Endpoints(
            authorization=document["authorization_endpoint"], token=document["token_endpoint"]
        )
    except requests.RequestException as error:
        raise Unreachable(
            f"The discovery document {url} cannot be read ({type(error).__name__})."
        ) from None
    except (KeyError, TypeError):
        raise Unreachable(f"The discovery document {url} names no endpoints.") from None


def consent_url(endpoints: Endpoints, *, client_id: str, redirect_uri: str, state: str) -> str:
    """Where a person consents; Intuit sends them back to `redirect_uri`."""
    query = urlencode(
        {
            "client_id": client_id,
            "response_type": "code",
            "scope": SCOPE,
            "redirect_uri": redirect_uri,
            "state": state,
        }
    )
    return f"{endpoints.authorization}?{query}"


def exchanged(
    endpoints: Endpoints,
    *,
    client_id: str,
    client_secret: str,
    now: datetime,
    form: dict[str, str],
) -> Grant:
    """
    Tokens for a code or a refresh token.

    NotConnected when Intuit refuses the code, the token or the keys;
    Unreachable when it gives no usable answer, which says nothing of the token.
    """
    try:
        answer = requests.post(
            endpoints.token,
            data=form,
            auth=(client_id, client_secret),
            headers={"Accept": "application/json"},
            timeout=TIMEOUT,
            allow_redirects=False,
        )
        content: Any = answer.json()
    except requests.RequestException as error:
        raise Unreachable(f"The token endpoint gave no answer ({type(error).__name__}).") from None
    if not isinstance(content, dict):
        raise Unreachable(f"The token endpoint answered HTTP {answer.status_code} without a body.")
    if answer.status_code != requests.codes.ok:
        reason = " ".join(
            str(content[key]) for key in ("error", "error_description") if content.get(key)
        )
        if answer.status_code in (400, 401):
            raise NotConnected(f"Intuit refused: {reason or answer.status_code}.")
        raise Unreachable(f"The token endpoint answered HTTP {answer.status_code}: {reason}")
    try:
        return Grant(
            access_token=content["access_token"],
            refresh_token=content["refresh_token"],
            access_expires_at=now + timedelta(seconds=int(content["expires_in"])),
            refresh_expires_at=now + timedelta(seconds=int(content["x_refresh_token_expires_in"])),
        )
    except KeyError as missing:
        raise Unreachable(f"The token endpoint's answer lacks {missing}.") from None
