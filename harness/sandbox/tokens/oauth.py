"""
OAuth 2.0 as Intuit's: apps, codes, access and refresh tokens, and how they end.

One consent is a grant; its tokens come and go, and revoking either ends it.
Every call runs inside the caller's transaction.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from harness.sandbox.core.clock import Clock
from harness.sandbox.core.store import Store
from harness.sandbox.tokens.grants import DAY, SCOPE, Access, App, OAuthError, Policy

NOT_YOURS = "Incorrect Token type or clientID"
"""As clients were told of another app's tokens and codes, and of another kind of token."""
ENDED = "Incorrect or invalid refresh token"
"""As clients were told of any other refresh token that is no good (2020 to July 2026)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    kind: str
    consent: str
    issued: float
    expires: float
    replaced: float | None
    redirect: str
    client_id: str
    realm: str
    scopes: tuple[str, ...]
    hard_expires: float


class OAuth:
    """The apps and tokens of the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.begin(Policy())
        self._store = store
        self._clock = clock
        self._known: dict[str, Access] = {}
        self._ended: set[str] = set()

    def begin(self, policy: Policy) -> None:
        """Set the policy that the emulator starts with, and that fair weather brings back."""
        self.policy = self.begun = policy

    def register(self, app: App) -> None:
        """Make an app known, or change its secret and redirects."""
        self._store.rows(
            "INSERT INTO app VALUES (?1, ?2, ?3)"
            " ON CONFLICT (client_id) DO UPDATE SET secret = ?2, redirects = ?3",
            app.client_id,
            app.secret,
            json.dumps(app.redirects),
        )

    def app(self, client_id: str) -> App | None:
        """Find an app."""
        row = self._store.row("SELECT secret, redirects FROM app WHERE client_id = ?", client_id)
        if row is None:
            return None
        return App(client_id=client_id, secret=row[0], redirects=tuple(json.loads(row[1])))

    def authenticate(self, client_id: str, secret: str) -> App:
        """Demand the right secret."""
        app = self.app(client_id)
        if app is None or not secrets.compare_digest(app.secret.encode(), secret.encode()):
            raise OAuthError(401, "invalid_client")
        return app

    def code(self, app: App, realm: str, redirect: str, scopes: tuple[str, ...]) -> str:
        """Issue the code that a consent brings back."""
        value = f"AB{secrets.token_hex(23)}"
        consent = self._consent(app, realm, scopes)
        self._put(value, "code", consent, self.policy.code_life, redirect)
        return value

    def exchange(self, app: App, code: str, redirect: str) -> dict[str, Any]:
        """Trade a code for tokens, once."""
        held = self._held(code)
        if held is not None and held.kind == "code" and held.client_id != app.client_id:
            raise OAuthError(400, "invalid_grant", NOT_YOURS)
        if (
            held is None
            or held.kind != "code"
            or held.redirect != redirect
            or held.expires <= self._now()
        ):
            raise OAuthError(400, "invalid_grant", "Invalid authorization code")
        self._store.rows("DELETE FROM credential WHERE value = ?", code)
        return self._issue(held.consent, held.hard_expires)

    def grant(self, app: App, realm: str, scopes: tuple[str, ...] = (SCOPE,)) -> dict[str, Any]:
        """Consent and exchange in one: an access and a refresh token."""
        consent = self._consent(app, realm, scopes)
        return self._issue(consent, self._now() + self.policy.hard_life)

    def refresh(self, app: App, token: str) -> dict[str, Any]:
        """Renew the access token, and the refresh token when it is due."""
        held, now = self._held(token), self._now()
        if held is not None and (held.kind != "refresh" or held.client_id != app.client_id):
            raise OAuthError(400, "invalid_grant", NOT_YOURS)
        if held is None or not self._refreshable(held, now):
            raise OAuthError(400, "invalid_grant", ENDED)
        self._forget(held.consent, now)
        if held.replaced is not None:
            return self._issue(held.consent, held.hard_expires, self._newest(held.consent))
        if self.policy.rotation == "daily" and now - held.issued < DAY:
            return self._issue(held.consent, held.hard_expires, (token, held.expires))
        self._store.rows("UPDATE credential SET replaced = ? WHERE value = ?", now, token)
        return self._issue(held.consent, held.hard_expires)

    def revoke(self, app: App, token: str) -> bool:
        """End a grant by either of its tokens; False when it is unknown."""
        held = self._held(token)
        if held is None or held.kind == "code" or held.client_id != app.client_id:
            return False
        self._end(held.consent)
        return True

    def disconnect(self, realm: str) -> int:
        """End every grant of a company, as a person does in QuickBooks; how many."""
        consents = self._store.rows("SELECT id FROM consent WHERE realm = ?", realm)
        for (consent,) in consents:
            self._end(consent)
        return len(consents)

    def access(self, value: str) -> Access | None:
        """Return what a live access token is good for."""
        known = self._known.get(value)
        if known is None:
            held = self._held(value)
            if held is None or held.kind != "access":
                return None
            known = Access(
                realm=held.realm,
                client_id=held.client_id,
                scopes=frozenset(held.scopes),
                expires=held.expires,
            )
            self._known[value] = known
        return known if known.expires > self._now() else None

    def issued(self, value: str) -> bool:
        """Whether an access token was given out and is kept, be it live or not."""
        held = self._held(value)
        return held is not None and held.kind == "access"

    def ended(self, value: str) -> bool:
        """Whether an access token's consent was ended since the emulator started."""
        return value in self._ended

    def expire(self, realm: str, kind: str) -> int:
        """Let a company's tokens of a kind expire now; how many."""
        self._known.clear()
        rows = self._store.rows(
            "UPDATE credential SET expires = 0 WHERE kind = ? AND consent IN"
            " (SELECT id FROM consent WHERE realm = ?) RETURNING value",
            kind,
            realm,
        )
        return len(rows)

    def hard_expiry(self, refresh: str) -> int:
        """Say for how many seconds a grant can be renewed at all (Intuit, November 2025)."""
        held = self._held(refresh)
        return int(held.hard_expires - self._now()) if held else 0

    def scopes(self, token: str) -> tuple[str, tuple[str, ...]]:
        """Return the company and the scopes of any token."""
        held = self._held(token)
        return (held.realm, held.scopes) if held else ("", ())

    def _refreshable(self, held: _Held, now: float) -> bool:
        if min(held.expires, held.hard_expires) <= now:
            return False
        return held.replaced is None or now < held.replaced + self.policy.grace

    def _issue(
        self, consent: str, hard_expires: float, refresh: tuple[str, float] | None = None
    ) -> dict[str, Any]:
        """Issue an access token, and a refresh token unless one is given."""
        # Shape only: an encrypted token of five parts, and a refresh token of the newer look.
        access = f"eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0..{secrets.token_urlsafe(16)}"
        access += f".{secrets.token_urlsafe(180)}.{secrets.token_urlsafe(16)}"
        self._put(access, "access", consent, self.policy.access_life)
        now = self._now()
        if refresh is None:
            life = min(self.policy.refresh_life, max(0, int(hard_expires - now)))
            refresh = f"RT1-{secrets.token_hex(20)}", now + life
            self._put(refresh[0], "refresh", consent, life)
        return {
            "x_refresh_token_expires_in": round(refresh[1] - now),
            "refresh_token": refresh[0],
            "access_token": access,
            "token_type": "bearer",
            "expires_in": self.policy.access_life,
        }

    def _newest(self, consent: str) -> tuple[str, float] | None:
        row = self._store.row(
            "SELECT value, expires FROM credential"
            " WHERE consent = ? AND kind = 'refresh' AND replaced IS NULL",
            consent,
        )
        return (row[0], row[1]) if row else None

    def _held(self, value: str) -> _Held | None:
        row = self._store.row(
            "SELECT kind, consent, issued, expires, replaced, redirect, client_id, realm, scopes,"
            " hard_expires FROM credential JOIN consent ON consent.id = credential.consent"
            " WHERE value = ?",
            value,
        )
        if row is None:
            return None
        return _Held(
            kind=row[0],
            consent=row[1],
            issued=row[2],
            expires=row[3],
            replaced=row[4],
            redirect=row[5],
            client_id=row[6],
            realm=row[7],
            scopes=tuple(row[8].split()),
            hard_expires=row[9],
        )

    def _consent(self, app: App, realm: str, scopes: tuple[str, ...]) -> str:
        consent, now = uuid4().hex, self._now()
        self._store.rows(
            "INSERT INTO consent VALUES (?, ?, ?, ?, ?, ?)",
            consent,
            app.client_id,
            realm,
            " ".join(scopes),
            now,
            now + self.policy.hard_life,
        )
        return consent

    def _put(self, value: str, kind: str, consent: str, life: int, redirect: str = "") -> None:
        now = self._now()
        self._store.rows(
            "INSERT INTO credential VALUES (?, ?, ?, ?, ?, NULL, ?)",
            value,
            kind,
            consent,
            now,
            now + life,
            redirect,
        )

    def _forget(self, consent: str, now: float) -> None:
        """Drop what can't be used any more, so that a long-lived grant does not grow."""
        self._known.clear()
        self._store.rows(
            "DELETE FROM credential WHERE consent = ?1 AND"
            " (kind = 'access' AND expires <= ?2 OR replaced + ?3 <= ?2)",
            consent,
            now,
            self.policy.grace,
        )

    def _end(self, consent: str) -> None:
        self._known.clear()
        rows = self._store.rows(
            "DELETE FROM credential WHERE consent = ? RETURNING kind, value", consent
        )
        self._ended.update(value for kind, value in rows if kind == "access")
        self._store.rows("DELETE FROM consent WHERE id = ?", consent)

    def _now(self) -> float:
        return self._clock.seconds()
