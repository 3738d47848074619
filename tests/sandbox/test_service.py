"""Authorisation, routing, durability and the command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psutil
import pytest
import requests

CLIENT_ID, SECRET = "tests", "a-secret-of-the-tests"
REDIRECT = "https://app.example/callback"
TOKEN = "/oauth2/v1/tokens/bearer"


def token(emulator: Any, secret: str = SECRET, **form: str) -> requests.Response:
    """Ask the token endpoint."""
    return requests.post(emulator.url + TOKEN, data=form, auth=(CLIENT_ID, secret), timeout=10)


def refresh(emulator: Any, value: str) -> requests.Response:
    """Trade a refresh token."""
    return token(emulator, grant_type="refresh_token", refresh_token=value)


def test_refresh_tokens_rotate_and_the_old_one_is_refused(world: Any) -> None:
    """Where every refresh brings a new pair, the old refresh token is spent."""
    world.admin("PATCH", "oauth", rotation="every")
    first = world.company().grant["refresh_token"]
    answer = refresh(world, first)
    assert set(answer.json()) == {
        "x_refresh_token_expires_in",
        "refresh_token",
        "access_token",
        "token_type",
        "expires_in",
    }
    refused = refresh(world, first)
    assert refused.status_code == 400
    assert refused.json()["error_description"] == "Incorrect or invalid refresh token"
    assert refresh(world, answer.json()["refresh_token"]).ok


def test_a_wrong_secret_and_a_wrong_kind_of_token_are_refused(emulator: Any, company: Any) -> None:
    """In Intuit's words."""
    wrong = token(emulator, secret="x", grant_type="refresh_token", refresh_token="y")
    assert wrong.status_code == 401
    assert wrong.json() == {"error": "invalid_client"}
    access = refresh(emulator, company.grant["access_token"])
    assert access.json()["error_description"] == "Incorrect Token type or clientID"


def test_an_expired_token_meets_the_gateway(emulator: Any, company: Any) -> None:
    """401, lower-case fault, milliseconds."""
    assert company.call("GET", "preferences").ok
    emulator.admin("POST", f"realms/{company.realm}/expire", what="access")
    response = company.call("GET", "preferences")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Intuit", error="invalid_token"'
    body = response.json()
    assert body["fault"]["error"][0]["code"] == "3200"
    assert body["fault"]["type"] == "AUTHENTICATION"
    assert isinstance(body["time"], int)
    assert company.grant["access_token"] not in response.text


def test_a_token_of_another_company_is_forbidden(emulator: Any, company: Any) -> None:
    """403, code 3100; by choice as Intuit's staff showed it: 401, code 100, whoever asks in XML."""
    other = emulator.company()
    company.realm = other.realm
    response = company.call("GET", "preferences")
    assert response.status_code == 403
    assert response.json()["fault"]["error"][0]["code"] == "3100"
    assert response.headers["X-Sandbox-Assumed"] == "another-company"
    emulator.admin("PATCH", f"realms/{other.realm}/choices", **{"another-company": "401"})
    response = company.call("GET", "preferences")
    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/xml;charset=UTF-8"
    assert (
        '<Fault type="AuthenticationFault"><Error code="100">'
        "<Message>General Authentication Error</Message><Detail>AuthenticationErrorGeneral: "
        "SRV-110-Authentication Failure , statusCode: 401</Detail></Error></Fault>"
    ) in response.text


def test_a_consent_brings_a_code_that_is_good_once(emulator: Any, company: Any) -> None:
    """Page, decision, redirect with code, state and realm, exchange."""
    query = {
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT,
        "response_type": "code",
        "scope": "com.intuit.quickbooks.accounting",
        "state": "s1",
    }
    page = requests.get(f"{emulator.url}/connect/oauth2", params=query, timeout=10)
    assert "Connect to QuickBooks" in page.text
    answer = requests.post(
        f"{emulator.url}/connect/oauth2",
        data={**query, "realm": company.realm, "decision": "connect"},
        allow_redirects=False,
        timeout=10,
    )
    assert answer.status_code == 302
    back = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert back["state"] == ["s1"]
    assert back["realmId"] == [company.realm]
    form = {
        "grant_type": "authorization_code",
        "code": back["code"][0],
        "redirect_uri": REDIRECT,
    }
    assert token(emulator, **form).ok
    assert token(emulator, **form).json()["error"] == "invalid_grant"


def test_a_declined_consent_says_so(emulator: Any, company: Any) -> None:
    """access_denied, and the state."""
    answer = requests.post(
        f"{emulator.url}/connect/oauth2",
        data={
            "client_id": CLIENT_ID,
            "redirect_uri": REDIRECT,
            "state": "s",
            "realm": company.realm,
            "decision": "cancel",
        },
        allow_redirects=False,
        timeout=10,
    )
    assert "error=access_denied" in answer.headers["Location"]


@pytest.mark.parametrize(
    "change", [{"redirect_uri": "https://evil.example"}, {"client_id": "x"}, {"scope": "openid"}]
)
def test_a_wrong_consent_is_shown_and_not_redirected(emulator: Any, change: dict[str, str]) -> None:
    """What is wrong must not be sent anywhere."""
    query = {"client_id": CLIENT_ID, "redirect_uri": REDIRECT, **change}
    page = requests.get(
        f"{emulator.url}/connect/oauth2", params=query, timeout=10, allow_redirects=False
    )
    assert page.status_code == 400
    assert 'role="alert"' in page.text


def test_a_revoked_grant_is_dead(emulator: Any, company: Any) -> None:
    """Both its tokens."""
    answer = requests.post(
        f"{emulator.url}/v2/oauth2/tokens/revoke",
        json={"token": company.grant["refresh_token"]},
        auth=(CLIENT_ID, SECRET),
        timeout=10,
    )
    assert answer.status_code == 200
    assert company.call("GET", "preferences").status_code == 401
    assert refresh(emulator, company.grant["refresh_token"]).status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "customer/1/5", "500"),
        ("GET", "customer/1.5", "2030"),
        ("GET", "customer/77", "610"),
        ("GET", "nonsense/1", "500"),
        ("POST", "estimate?operation=void", "500"),
    ],
)
def test_what_is_not_known_is_loud(company: Any, method: str, path: str, code: str) -> None:
    """Routes, ids and operations."""
    body = {"Id": "1", "SyncToken": "0"} if method == "POST" else None
    response = company.call(method, path, json=body)
    assert response.status_code == 400
    assert response.json()["Fault"]["Error"][0]["code"] == code


def test_the_admin_is_behind_its_key(emulator: Any) -> None:
    """401 without it."""
    assert requests.get(f"{emulator.url}/admin/health", timeout=10).status_code == 401


def test_only_this_machine_is_served(launch: Callable[..., Any]) -> None:
    """Every listener is on the loopback address."""
    process, _ = launch()
    addresses = {
        connection.laddr.ip
        for connection in psutil.Process(process.pid).net_connections()
        if connection.status == psutil.CONN_LISTEN
    }
    assert addresses == {"127.0.0.1"}


def test_what_was_answered_survives_a_kill(launch: Callable[..., Any], tmp_path: Path) -> None:
    """Kill -9 right after the answer; the file has it."""
    data = str(tmp_path / "books.sqlite")
    process, emulator = launch("--data", data)
    emulator.admin("POST", "apps", client_id=CLIENT_ID, client_secret=SECRET, redirect_uris=[])
    company = emulator.company()
    made = company.post("customer", {"DisplayName": "Survivor"})
    process.kill()
    process.wait(10)
    _, again = launch("--data", data)
    company.emulator = again
    kept = company.read(f"customer/{made['Id']}")
    assert {**kept, "V4IDPseudonym": ""} == {**made, "V4IDPseudonym": ""}


def test_one_file_is_served_by_one_process(launch: Callable[..., Any], tmp_path: Path) -> None:
    """The second says why, and ends with 2."""
    data = str(tmp_path / "books.sqlite")
    launch("--data", data)
    second = subprocess.run(
        [sys.executable, "-m", "harness.sandbox", "serve", "--data", data],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert second.returncode == 2
    assert "Another process serves" in second.stderr


def test_a_taken_port_is_told(emulator: Any) -> None:
    """The port, why, and what to do; exit code 2, no traceback."""
    port = str(urlsplit(emulator.url).port)
    second = subprocess.run(
        [sys.executable, "-m", "harness.sandbox", "serve", "--port", port],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert second.returncode == 2
    assert f"port {port}" in second.stderr
    assert "Traceback" not in second.stderr
