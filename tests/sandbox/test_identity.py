"""OpenID Connect: an id token that verifies, the claims that the scopes open, discovery."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from intuitlib.client import AuthClient
from intuitlib.enums import Scopes

CLIENT_ID, SECRET = "tests", "a-secret-of-the-tests"
REDIRECT = "https://app.example/callback"
DISCOVERY = "/.well-known/openid_sandbox_configuration/"


def decide(url: str, **form: str) -> dict[str, list[str]]:
    """Send the consent form; what comes back to the app."""
    answer = requests.post(url, data=form, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    return parse_qs(urlsplit(answer.headers["Location"]).query)


def test_the_sdk_signs_a_person_in(emulator: Any, company: Any) -> None:
    """intuit-oauth from discovery to userinfo; it checks the id token's signature itself."""
    client = AuthClient(CLIENT_ID, SECRET, REDIRECT, emulator.url + DISCOVERY)
    scopes = [Scopes.ACCOUNTING, Scopes.OPENID, Scopes.EMAIL, Scopes.PROFILE]
    url = client.get_authorization_url(scopes)
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    back = decide(url.split("?")[0], **query, realm=company.realm, decision="connect")
    assert back["state"] == [client.state_token]
    client.get_bearer_token(back["code"][0], realm_id=back["realmId"][0])
    assert client.id_token
    known = client.get_user_info().json()
    assert known["email"] == "sandbox@example.com"
    assert known["givenName"]
    assert "phoneNumber" not in known
    client.id_token = None
    client.refresh()
    assert client.id_token
    company.grant = {"access_token": client.access_token}
    assert company.call("GET", "preferences").ok


def test_an_id_token_says_who_and_where(emulator: Any, company: Any) -> None:
    """Its claims, and the key published for it; a changed token does not verify."""
    answer = _signed_in(emulator, "openid com.intuit.quickbooks.accounting", company.realm)
    found = requests.get(emulator.url + DISCOVERY, timeout=10).json()
    keys = jwt.PyJWKClient(found["jwks_uri"])
    key = keys.get_signing_key_from_jwt(answer["id_token"])
    claims = jwt.decode(
        answer["id_token"], key, ["RS256"], audience=CLIENT_ID, issuer=found["issuer"]
    )
    assert claims["aud"] == [CLIENT_ID]
    assert claims["realmid"] == company.realm
    assert claims["exp"] - claims["iat"] == 3600
    assert abs(claims["iat"] - time.time()) < 60
    head, body, signature = answer["id_token"].split(".")
    changed = ("B" if signature[0] == "A" else "A") + signature[1:]
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(f"{head}.{body}.{changed}", key, ["RS256"], audience=CLIENT_ID)


def test_signing_in_alone_needs_no_company(emulator: Any) -> None:
    """No realmId comes back, none is in the id token, and the token opens no books."""
    answer = _signed_in(emulator, "openid", None)
    claims = jwt.decode(answer["id_token"], options={"verify_signature": False})
    assert "realmid" not in claims


def test_no_id_token_without_openid(company: Any) -> None:
    """Accounting alone tells nothing of the person."""
    assert "id_token" not in company.grant


@pytest.mark.parametrize(("header", "status"), [("Bearer nonsense", 401), ("", 401), (None, 403)])
def test_userinfo_is_guarded(emulator: Any, company: Any, header: str | None, status: int) -> None:
    """401 without a good token, 403 without openid."""
    token = f"Bearer {company.grant['access_token']}" if header is None else header
    answer = requests.get(
        f"{emulator.url}/v1/openid_connect/userinfo", headers={"Authorization": token}, timeout=10
    )
    assert answer.status_code == status
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


@pytest.mark.parametrize("name", ["openid_sandbox_configuration", "openid_configuration"])
@pytest.mark.parametrize("end", ["", "/"])
def test_both_discovery_documents(emulator: Any, name: str, end: str) -> None:
    """At the address the client used, with everything SDKs read."""
    found = requests.get(f"{emulator.url}/.well-known/{name}{end}", timeout=10).json()
    assert found["issuer"] == "https://oauth.platform.intuit.com/op/v1"
    for key in (
        "authorization_endpoint",
        "token_endpoint",
        "userinfo_endpoint",
        "revocation_endpoint",
        "jwks_uri",
    ):
        assert found[key].startswith(emulator.url)


@pytest.mark.parametrize(
    "host",
    ["x" * 5000, "[::", 'a"b<c', b"\xff\xfe", b"}{\xe2\x80\xae", "localhost:abc", "[::1]:1:2", ""],
)
def test_a_strange_host(emulator: Any, company: Any, host: str | bytes) -> None:
    """Never a 500: where an address is told, it is localhost's then."""
    answer = requests.get(emulator.url + DISCOVERY, headers={"Host": host}, timeout=10)
    assert answer.status_code < 500
    assert answer.status_code == 400 or "://localhost" in answer.text
    assert company.call("GET", "preferences", headers={"Host": host}).status_code < 500
    for path in ("/ui/", "/ui/login", "/connect/oauth2"):
        page = requests.get(emulator.url + path, headers={"Host": host}, timeout=10)
        assert page.status_code in {400, 403}


def _signed_in(emulator: Any, scope: str, realm: str | None) -> dict[str, str]:
    form = {"client_id": CLIENT_ID, "redirect_uri": REDIRECT, "scope": scope}
    url = f"{emulator.url}/connect/oauth2"
    back = decide(url, **form, decision="connect", **({"realm": realm} if realm else {}))
    assert back.get("realmId") == ([realm] if realm else None)
    answer = requests.post(
        f"{emulator.url}/oauth2/v1/tokens/bearer",
        data={
            "grant_type": "authorization_code",
            "code": back["code"][0],
            "redirect_uri": REDIRECT,
        },
        auth=(CLIENT_ID, SECRET),
        timeout=10,
    )
    found: dict[str, str] = answer.json()
    return found
