"""OAuth 2.0 as Intuit's: authorise, exchange, refresh with rotation, revoke."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from harness.sandbox.clock import Clock
from harness.sandbox.store import Store

ACCESS_LIFE = 3600
REFRESH_LIFE = 8726400
"""101 days, as first grants were recorded to say."""

CODE_LIFE = 600
SCOPE = "com.intuit.quickbooks.accounting"


class OAuthError(Exception):
    """A refusal of the token endpoint, in Intuit's words."""

    def __init__(self, status: int, error: str, description: str | None = None) -> None:
        super().__init__(error)
        self.status = status
        self.body: dict[str, str] = {"error": error}
        if description:
            self.body = {"error_description": description, "error": error}


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """A registered app; redirects are compared as whole addresses."""

    client_id: str
    secret: str
    redirects: tuple[str, ...]


class OAuth:
    """Tokens of the store; every call runs inside the caller's transaction."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

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
        if app is None or not secrets.compare_digest(app.secret, secret):
            raise OAuthError(401, "invalid_client")
        return app

    def code(self, app: App, realm: str, redirect: str) -> str:
        """Issue the code that a consent brings back."""
        value = f"AB{secrets.token_hex(23)}"
        self._put(
            value,
            "code",
            app,
            realm=realm,
            chain=uuid4().hex,
            life=CODE_LIFE,
            redirect=redirect,
        )
        return value

    def exchange(self, app: App, code: str, redirect: str) -> dict[str, Any]:
        """Trade a code for tokens, once."""
        row = self._live(code, "code", app)
        if row is None or row["redirect"] != redirect:
            raise OAuthError(400, "invalid_grant", "Invalid authorization code")
        self._drop(code)
        return self.grant(app, row["realm"])

    def grant(self, app: App, realm: str) -> dict[str, Any]:
        """Issue an access and a refresh token."""
        chain = uuid4().hex
        # Shape only: an encrypted token of five parts, and a refresh token of the newer look.
        access = f"eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0..{secrets.token_urlsafe(16)}"
        access += f".{secrets.token_urlsafe(180)}.{secrets.token_urlsafe(16)}"
        refresh = f"RT1-{secrets.token_hex(20)}"
        self._put(access, "access", app, realm=realm, chain=chain, life=ACCESS_LIFE)
        self._put(refresh, "refresh", app, realm=realm, chain=chain, life=REFRESH_LIFE)
        return {
            "x_refresh_token_expires_in": REFRESH_LIFE,
            "refresh_token": refresh,
            "access_token": access,
            "token_type": "bearer",
            "expires_in": ACCESS_LIFE,
        }

    def refresh(self, app: App, token: str) -> dict[str, Any]:
        """Renew: the refresh token rotates every time, the old one is refused from then on."""
        row = self._live(token, "refresh", app)
        if row is None:
            other = self._store.row("SELECT kind FROM token WHERE value = ?", token)
            wrong = other is not None and other[0] != "refresh"
            raise OAuthError(
                400,
                "invalid_grant",
                "Incorrect Token type or clientID" if wrong else "Token invalid",
            )
        self._drop(token)
        return self.grant(app, row["realm"])

    def revoke(self, app: App, token: str) -> bool:
        """End a grant by either of its tokens; False when it is unknown."""
        row = self._store.row(
            "SELECT grant_id FROM token WHERE value = ? AND client_id = ?", token, app.client_id
        )
        if row is None:
            return False
        self._store.rows("DELETE FROM token WHERE grant_id = ?", row[0])
        return True

    def realm_of(self, access: str) -> str | None:
        """Return the company that a live access token is for."""
        row = self._store.row(
            "SELECT realm, expires FROM token WHERE value = ? AND kind = 'access'", access
        )
        if row is None or row[1] <= self._clock.now().timestamp():
            return None
        return str(row[0])

    def expire(self, realm: str, kind: str) -> int:
        """Let a company's tokens of a kind expire now; how many."""
        rows = self._store.rows(
            "UPDATE token SET expires = 0 WHERE realm = ? AND kind = ? RETURNING value", realm, kind
        )
        return len(rows)

    def _live(self, value: str, kind: str, app: App) -> dict[str, str] | None:
        row = self._store.row(
            "SELECT realm, expires, redirect FROM token"
            " WHERE value = ? AND kind = ? AND client_id = ?",
            value,
            kind,
            app.client_id,
        )
        if row is None or row[1] <= self._clock.now().timestamp():
            return None
        return {"realm": row[0], "redirect": row[2] or ""}

    def _put(
        self,
        value: str,
        kind: str,
        app: App,
        *,
        realm: str,
        chain: str,
        life: int,
        redirect: str | None = None,
    ) -> None:
        expires = self._clock.now().timestamp() + life
        self._store.rows(
            "INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, ?)",
            value,
            kind,
            app.client_id,
            realm,
            chain,
            expires,
            redirect,
        )

    def _drop(self, value: str) -> None:
        self._store.rows("DELETE FROM token WHERE value = ?", value)
