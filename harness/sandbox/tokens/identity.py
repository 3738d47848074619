"""OpenID Connect: who consented, said in a signed id token and by the userinfo endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

LIFE = 3600
SUBJECT = "b0c6a1de-6f0d-4c8e-9d1f-5a3c2b7e8f90"
"""One made-up person owns every emulated company."""

CLAIMS: Mapping[str, Mapping[str, Any]] = {
    "openid": {"sub": SUBJECT},
    "email": {"email": "sandbox@example.com", "emailVerified": True},
    "profile": {"givenName": "Sam", "familyName": "Sandbox"},
    "phone": {"phoneNumber": "+1 6505550100", "phoneNumberVerified": True},
    "address": {
        "address": {
            "streetAddress": "1 Example Street",
            "locality": "Mountain View",
            "region": "CA",
            "postalCode": "94043",
            "country": "US",
        }
    },
}
"""What each scope opens; the names are those of Intuit's SDK (SDK)."""


class Identity:
    """The signing key, made on first use and kept as long as the process."""

    @cached_property
    def _key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @cached_property
    def _jwk(self) -> dict[str, Any]:
        jwk: dict[str, Any] = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        kept = {name: jwk[name] for name in ("kty", "e", "n")}
        return {**kept, "use": "sig", "alg": "RS256", "kid": jwk["n"][:20]}

    def jwks(self) -> dict[str, Any]:
        """Return the public keys."""
        return {"keys": [self._jwk]}

    def token(self, *, issuer: str, client_id: str, realm: str, now: datetime) -> str:
        """Sign who consented; the audience is a list, as Intuit's own clients demand (SDK)."""
        at = int(now.timestamp())
        claims: dict[str, Any] = {"sub": SUBJECT, "aud": [client_id]}
        if realm:
            claims["realmid"] = realm
        claims |= {"auth_time": at, "iss": issuer, "exp": at + LIFE, "iat": at}
        return jwt.encode(claims, self._key, "RS256", headers={"kid": self._jwk["kid"]})


def claims(scopes: Iterable[str]) -> dict[str, Any]:
    """Say what the scopes open of the person."""
    held = set(scopes)
    found: dict[str, Any] = {}
    for scope, values in CLAIMS.items():
        if scope in held:
            found |= values
    return found
