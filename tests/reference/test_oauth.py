"""The token endpoint: rotation is taken over, a refusal is told apart from an outage."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Protocol

import pytest
import requests

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


GRANT = {
    "access_token": "new-access",
    "refresh_token": "new-refresh",
    "expires_in": 3600,
    "x_refresh_token_expires_in": 8726400,
    "token_type": "bearer",
}


class Grant(Protocol):
    """What the exchange gives back."""

    refresh_token: str
    access_expires_at: datetime
    refresh_expires_at: datetime


def _exchange(
    oauth: ModuleType, monkeypatch: pytest.MonkeyPatch, reply: tuple[int, object] | Exception
) -> Grant:
    def post(_url: str, **_options: object) -> requests.Response:
        if isinstance(reply, Exception):
            raise reply
        response = requests.Response()
        response.status_code = reply[0]
        response._content = json.dumps(reply[1]).encode()
        return response

    monkeypatch.setattr(requests, "post", post)
    grant: Grant = oauth.exchanged(
        oauth.Endpoints(),
        client_id="id",
        client_secret="hush",
        now=NOW,
        form={"grant_type": "refresh_token", "refresh_token": "old-refresh"},
    )
    return grant


class TestTokenEndpoint:
    def test_the_rotated_token_comes_back_with_its_dates(
        self, oauth: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        grant = _exchange(oauth, monkeypatch, (200, GRANT))
        assert grant.refresh_token == "new-refresh"
        assert grant.access_expires_at == NOW + timedelta(hours=1)
        assert grant.refresh_expires_at == NOW + timedelta(days=101)
        assert "new-" not in repr(grant)

    def test_a_refused_token_asks_for_a_person(
        self, oauth: ModuleType, faults: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        refusal = {"error": "invalid_grant", "error_description": "Token invalid"}
        with pytest.raises(faults.NotConnected, match="invalid_grant Token invalid"):
            _exchange(oauth, monkeypatch, (400, refusal))
        with pytest.raises(faults.NotConnected, match="invalid_client"):
            _exchange(oauth, monkeypatch, (401, {"error": "invalid_client"}))

    @pytest.mark.parametrize(
        "reply",
        [requests.ConnectionError("old-refresh hush"), (503, {}), (200, []), (200, {"a": 1})],
    )
    def test_an_outage_says_nothing_of_the_token(
        self,
        oauth: ModuleType,
        faults: ModuleType,
        monkeypatch: pytest.MonkeyPatch,
        reply: tuple[int, object] | Exception,
    ) -> None:
        with pytest.raises(faults.Unreachable) as caught:
            _exchange(oauth, monkeypatch, reply)
        assert "hush" not in str(caught.value)
        assert "old-refresh" not in str(caught.value)

    def test_the_consent_address_is_encoded(self, oauth: ModuleType) -> None:
        url = oauth.consent_url(
            oauth.Endpoints(), client_id="a b", redirect_uri="http://127.0.0.1/x?y=1", state="s+s"
        )
        assert url == (
            "https://appcenter.intuit.com/connect/oauth2?client_id=a+b&response_type=code"
            "&scope=com.intuit.quickbooks.accounting"
            "&redirect_uri=http%3A%2F%2F127.0.0.1%2Fx%3Fy%3D1&state=s%2Bs"
        )
