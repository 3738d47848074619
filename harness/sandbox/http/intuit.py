"""Intuit's own host names, under which the emulator answers too, for redirected clients."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

API = ("sandbox-quickbooks.api.intuit.com", "quickbooks.api.intuit.com")
CONSENT = "appcenter.intuit.com"
TOKENS = "oauth.platform.intuit.com"
DEVELOPER = "developer.api.intuit.com"
PEOPLE = {True: "sandbox-accounts.platform.intuit.com", False: "accounts.platform.intuit.com"}
"""Who tells of a person: of sandboxes (true) and of production."""
HOSTS = frozenset({*API, CONSENT, TOKENS, DEVELOPER, "developer.intuit.com", *PEOPLE.values()})
ISSUER = f"https://{TOKENS}/op/v1"
"""Intuit's own name, whatever the emulator's address: its Node client demands it (SDK)."""


def endpoints(base: str | None, *, sandbox: bool) -> Mapping[str, str]:
    """Name the endpoints as discovery does: at an address, or without one where Intuit has them."""
    return MappingProxyType(
        {
            "issuer": ISSUER,
            "authorization_endpoint": f"{base or f'https://{CONSENT}'}/connect/oauth2",
            "token_endpoint": f"{base or f'https://{TOKENS}'}/oauth2/v1/tokens/bearer",
            "userinfo_endpoint": (
                f"{base or f'https://{PEOPLE[sandbox]}'}/v1/openid_connect/userinfo"
            ),
            "revocation_endpoint": f"{base or f'https://{DEVELOPER}'}/v2/oauth2/tokens/revoke",
            "jwks_uri": f"{base or f'https://{TOKENS}'}/op/v1/jwks",
        }
    )
