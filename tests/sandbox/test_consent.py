"""The consent page: what it refuses, what it tells the app, who may send its form."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

CLIENT_ID, SECRET = "tests", "a-secret-of-the-tests"
REDIRECT = "https://app.example/callback"
ASKED = {
    "client_id": CLIENT_ID,
    "redirect_uri": REDIRECT,
    "response_type": "code",
    "scope": "com.intuit.quickbooks.accounting",
    "state": "s",
}


def ask(emulator: Any, query: Any, **headers: str) -> requests.Response:
    """Open the page."""
    return requests.get(
        f"{emulator.url}/connect/oauth2",
        params=query,
        headers=headers,
        allow_redirects=False,
        timeout=10,
    )


def decide(emulator: Any, form: Any, **headers: str) -> requests.Response:
    """Send the form."""
    return requests.post(
        f"{emulator.url}/connect/oauth2",
        data=form,
        headers=headers,
        allow_redirects=False,
        timeout=10,
    )


def back(answer: requests.Response) -> dict[str, list[str]]:
    """Read what comes back to the app."""
    assert answer.status_code == 302, answer.text
    assert answer.headers["Location"].startswith(REDIRECT + "?")
    return parse_qs(urlsplit(answer.headers["Location"]).query, keep_blank_values=True)


def exchange(emulator: Any, code: str, redirect: str = REDIRECT, **options: Any) -> Any:
    """Trade a code."""
    options.setdefault("auth", (CLIENT_ID, SECRET))
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect}
    url = f"{emulator.url}/oauth2/v1/tokens/bearer"
    return requests.post(url, data=form, timeout=10, **options)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("client_id", "nobody", "client_id"),
        ("client_id", None, "client_id"),
        ("redirect_uri", f"{REDIRECT}/", "redirect_uri"),
        ("redirect_uri", "https://evil.example/callback", "redirect_uri"),
        ("redirect_uri", None, "redirect_uri"),
        ("response_type", None, "response_type"),
        ("scope", None, "scope"),
        ("state", ["1", "2"], "more than once"),
        ("client_id", "\0<script>alert(1)</script>", "client_id"),
    ],
)
def test_what_must_not_be_redirected(emulator: Any, name: str, value: object, said: str) -> None:
    """A page for the person, who sees what is wrong; never a redirect."""
    answer = ask(emulator, {**ASKED, name: value})
    assert answer.status_code == 400
    assert said in answer.text
    assert 'role="alert"' in answer.text
    assert "<script>" not in answer.text


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("response_type", "token", "unsupported_response_type"),
        ("scope", "com.intuit.quickbooks.nonsense", "invalid_scope"),
        ("scope", " ", "invalid_scope"),
    ],
)
def test_what_the_app_is_told(emulator: Any, name: str, value: str, error: str) -> None:
    """A redirect with the error, and the state."""
    assert back(ask(emulator, {**ASKED, name: value})) == {"error": [error], "state": ["s"]}


@pytest.mark.parametrize("state", ["s", "", "a b+c&d=e#f%25", "päivää 🎉", "x" * 2000])
def test_the_state_comes_back_as_it_was(emulator: Any, company: Any, state: str) -> None:
    """Whatever it is; and none when there was none."""
    form = {**ASKED, "state": state, "realm": company.realm, "decision": "connect"}
    found = back(decide(emulator, form))
    assert found["state"] == [state]
    assert found["realmId"] == [company.realm]
    del form["state"]
    assert "state" not in back(decide(emulator, form))


@pytest.mark.parametrize("change", [{"decision": "cancel"}, {"realm": "1"}, {"decision": ""}])
def test_a_decline(emulator: Any, company: Any, change: dict[str, str]) -> None:
    """access_denied and no code."""
    form = {**ASKED, "realm": company.realm, "decision": "connect", **change}
    assert back(decide(emulator, form)) == {"error": ["access_denied"], "state": ["s"]}


def test_a_code_is_bound(emulator: Any, company: Any) -> None:
    """To its app and its redirect; then it is good once."""
    emulator.admin("POST", "apps", client_id="other", client_secret="theirs")
    form = {**ASKED, "realm": company.realm, "decision": "connect"}
    code = back(decide(emulator, form))["code"][0]
    for refused in (
        exchange(emulator, code, "https://app.example/else"),
        exchange(emulator, code, auth=("other", "theirs")),
        exchange(emulator, company.grant["refresh_token"]),
    ):
        assert refused.status_code == 400
        assert refused.json()["error"] == "invalid_grant"
    theirs = exchange(emulator, code, auth=("other", "theirs")).json()
    assert theirs["error_description"] == "Incorrect Token type or clientID"
    assert exchange(emulator, code).ok
    assert exchange(emulator, code).json()["error"] == "invalid_grant"


def test_a_code_expires(world: Any) -> None:
    """Ten minutes by the emulator's clock."""
    world.admin("POST", "clock", frozen=True)
    form = {**ASKED, "realm": world.company().realm, "decision": "connect"}
    code = back(decide(world, form))["code"][0]
    world.admin("POST", "clock", seconds=600)
    assert exchange(world, code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
    ],
)
def test_another_sites_page_gets_nothing(
    emulator: Any, company: Any, headers: dict[str, str]
) -> None:
    """No code for a form that another site sent, or under a name that is not ours."""
    answer = decide(emulator, {**ASKED, "realm": company.realm, "decision": "connect"}, **headers)
    assert answer.status_code == 400
    assert "Location" not in answer.headers


def test_a_foreign_name_reads_no_companies(emulator: Any, company: Any) -> None:
    """DNS rebinding shows in the Host header."""
    assert company.realm in ask(emulator, ASKED).text
    answer = ask(emulator, ASKED, Host="rebound.example")
    assert answer.status_code == 400
    assert company.realm not in answer.text


def test_the_page_is_framed_by_nobody(emulator: Any) -> None:
    """And loads nothing from elsewhere."""
    headers = ask(emulator, ASKED).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_names_of_companies_are_escaped(emulator: Any) -> None:
    """A company called <script> is only a name."""
    emulator.admin("POST", "realms", company_name="<script>alert(1)</script>")
    page = ask(emulator, ASKED).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "body", [b"\xff", b"a=%ff", b"&&&", b"client_id=a&client_id=b", b"", b"x" * 70_000]
)
def test_bad_forms(emulator: Any, body: bytes) -> None:
    """A page that says what is wrong, never a 500."""
    answer = requests.post(
        f"{emulator.url}/connect/oauth2",
        data=body,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        timeout=10,
    )
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
