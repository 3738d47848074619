"""Clients whose addresses are built in: led here by a proxy, under Intuit's own names."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.sandbox.conftest import CLIENT_ID, SECRET

API = "https://sandbox-quickbooks.api.intuit.com"
TOKEN = "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer"
DISCOVERY = "https://developer.intuit.com/.well-known/openid_sandbox_configuration/"


@pytest.fixture
def led(emulator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two ordinary variables, as any client reads them: a proxy, and whom to trust."""
    monkeypatch.setenv("HTTPS_PROXY", emulator.url)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", emulator.facts["ca_file"])


@pytest.mark.usefixtures("led")
def test_a_client_believes_itself_at_intuit(sample: Any) -> None:
    """Tokens and books at the addresses that it knows, several calls on one connection."""
    sent = {"grant_type": "refresh_token", "refresh_token": sample.grant["refresh_token"]}
    with requests.Session() as session:
        fresh = session.post(TOKEN, data=sent, auth=(CLIENT_ID, SECRET), timeout=10).json()
        session.headers["Authorization"] = f"Bearer {fresh['access_token']}"
        session.headers["Accept"] = "application/json"
        for number in ("1", "2", "3"):
            url = f"{API}/v3/company/{sample.realm}/customer/{number}"
            assert session.get(url, timeout=10).json()["Customer"]["Id"] == number
        large = {"DisplayName": "Ren", "Notes": "n" * 2000}
        made = session.post(f"{API}/v3/company/{sample.realm}/customer", json=large, timeout=10)
        assert made.json()["Customer"]["Notes"] == large["Notes"]


@pytest.mark.usefixtures("led")
def test_discovery_names_intuits_addresses() -> None:
    """Each endpoint at its own host, that of people by kind; all of them are led here."""
    found = requests.get(DISCOVERY, timeout=10).json()
    assert found["authorization_endpoint"] == "https://appcenter.intuit.com/connect/oauth2"
    assert found["token_endpoint"] == TOKEN
    assert found["userinfo_endpoint"].startswith("https://sandbox-accounts.platform.intuit.com/")
    assert found["revocation_endpoint"].startswith("https://developer.api.intuit.com/v2/")
    assert requests.get(found["jwks_uri"], timeout=10).json()["keys"]
    page = requests.get(found["authorization_endpoint"], timeout=10)
    assert "client_id" in page.text  # a page opens, though it misses what was asked
    live = requests.get(DISCOVERY.replace("openid_sandbox", "openid"), timeout=10).json()
    assert live["userinfo_endpoint"].startswith("https://accounts.platform.intuit.com/")


@pytest.mark.usefixtures("led")
def test_there_is_no_way_to_anywhere_else() -> None:
    """Another host is refused by the proxy itself."""
    with pytest.raises(requests.exceptions.ProxyError, match="403"):
        requests.get("https://www.example.com/", timeout=10)


def test_who_does_not_trust_the_emulator_is_told_by_its_own_client(
    emulator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TLS fails in the tunnel, and the emulator goes on."""
    monkeypatch.setenv("HTTPS_PROXY", emulator.url)
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(DISCOVERY, timeout=10)
    assert requests.get(f"{emulator.url}/.well-known/openid_configuration", timeout=10).ok
