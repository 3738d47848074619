"""The OAuth endpoints of a QuickBooks service, from its discovery document."""

from __future__ import annotations

from dataclasses import dataclass

import requests

from harness.errors import Unreachable
from harness.wire import road

TIMEOUT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """The two addresses that connectors without discovery need in their settings."""

    authorize: str
    token: str


def discover(url: str) -> Endpoints:
    """Read the discovery document at `url`."""
    try:
        response = requests.get(url, timeout=TIMEOUT, **road(url))
        response.raise_for_status()
        document = response.json()
        return Endpoints(
            authorize=str(document["authorization_endpoint"]), token=str(document["token_endpoint"])
        )
    except (requests.RequestException, KeyError) as error:
        raise Unreachable(
            "QuickBooks does not say where it gives tokens.",
            expected="a discovery document with authorization_endpoint and token_endpoint",
            found=f"{type(error).__name__}: {error}",
            where=url,
            next_step="check the network and the address",
        ) from None
