"""OAuth's token endpoints: lives, rotation, revoke, wrong clients, bad input."""

from __future__ import annotations

import base64
from typing import Any

import pytest
import requests

CLIENT_ID, SECRET = "tests", "a-secret-of-the-tests"
TOKEN, REVOKE = "/oauth2/v1/tokens/bearer", "/v2/oauth2/tokens/revoke"
DAY = 86_400
GONE = {"error": "invalid_grant", "error_description": "Incorrect or invalid refresh token"}


def post(emulator: Any, path: str = TOKEN, **options: Any) -> requests.Response:
    """Call an endpoint as the tests' app unless told otherwise."""
    options.setdefault("auth", (CLIENT_ID, SECRET))
    return requests.post(emulator.url + path, timeout=10, **options)


def refresh(emulator: Any, value: str, **options: Any) -> requests.Response:
    """Trade a refresh token."""
    return post(emulator, data={"grant_type": "refresh_token", "refresh_token": value}, **options)


def test_an_access_token_lives_an_hour(world: Any) -> None:
    """3600 seconds by the emulator's clock, then the gateway's 401; a refresh helps."""
    world.admin("POST", "clock", frozen=True)
    company = world.company()
    assert company.grant["expires_in"] == 3600
    world.admin("POST", "clock", seconds=3599)
    assert company.call("GET", "preferences").ok
    world.admin("POST", "clock", seconds=1)
    response = company.call("GET", "preferences")
    assert response.status_code == 401
    assert response.json()["fault"]["error"][0]["detail"] == "Token expired: eyJlbmMi"
    company.grant = refresh(world, company.grant["refresh_token"]).json()
    assert company.call("GET", "preferences").ok


def test_a_refresh_token_lives_101_days_from_its_last_change(world: Any) -> None:
    """Rolling: each change brings the whole life again; unused it ends."""
    world.admin("POST", "clock", frozen=True)
    first = world.company().grant
    assert first["x_refresh_token_expires_in"] == 101 * DAY
    world.admin("POST", "clock", seconds=100 * DAY)
    second = refresh(world, first["refresh_token"]).json()
    assert second["x_refresh_token_expires_in"] == 101 * DAY
    world.admin("POST", "clock", seconds=101 * DAY)
    refused = refresh(world, second["refresh_token"])
    assert refused.status_code == 400
    assert refused.json() == GONE


def test_the_life_can_be_the_documented_one(world: Any) -> None:
    """100 days, as the documentation says."""
    world.admin("PATCH", "oauth", refresh_life=100 * DAY)
    assert world.company().grant["x_refresh_token_expires_in"] == 100 * DAY


def test_daily_rotation_keeps_the_value_for_a_day(world: Any) -> None:
    """Within a day the same value comes back, with what is left of its life."""
    world.admin("PATCH", "oauth", rotation="daily")
    world.admin("POST", "clock", frozen=True)
    first = world.company().grant
    world.admin("POST", "clock", seconds=DAY - 1)
    second = refresh(world, first["refresh_token"]).json()
    assert second["refresh_token"] == first["refresh_token"]
    assert second["access_token"] != first["access_token"]
    assert second["x_refresh_token_expires_in"] == 100 * DAY + 1
    world.admin("POST", "clock", seconds=1)
    third = refresh(world, first["refresh_token"]).json()
    assert third["refresh_token"] != first["refresh_token"]
    assert refresh(world, first["refresh_token"]).status_code == 400


def test_a_suite_begins_each_test_with_the_token_it_was_given(world: Any) -> None:
    """As python-quickbooks' and quickbooks-api's do; not where every refresh replaces it."""
    given = world.company().grant["refresh_token"]
    assert [refresh(world, given).status_code for _ in range(3)] == [200, 200, 200]
    world.admin("PATCH", "oauth", rotation="every")
    assert [refresh(world, given).status_code for _ in range(2)] == [200, 400]


def test_the_grace_of_a_replaced_token(world: Any) -> None:
    """Within it the old value brings the current one; after it, nothing."""
    world.admin("PATCH", "oauth", grace=60, rotation="every")
    world.admin("POST", "clock", frozen=True)
    first = world.company().grant["refresh_token"]
    second = refresh(world, first).json()["refresh_token"]
    world.admin("POST", "clock", seconds=59)
    again = refresh(world, first)
    assert again.json()["refresh_token"] == second
    world.admin("POST", "clock", seconds=1)
    assert refresh(world, first).status_code == 400
    assert refresh(world, second).ok


def test_five_years_end_a_grant(world: Any) -> None:
    """The hard expiry is told on demand, counts down, and caps the refresh token."""
    world.admin("POST", "clock", frozen=True)
    world.admin("PATCH", "oauth", rotation="daily")
    token = world.company().grant["refresh_token"]
    asked = {"x-include-refresh-token-hard-expires-in": "true"}
    assert "x_refresh_token_hard_expires_in" not in refresh(world, token).json()
    answer = refresh(world, token, headers=asked).json()
    assert answer["x_refresh_token_hard_expires_in"] == 157_680_000
    for _ in range(18):
        world.admin("POST", "clock", seconds=100 * DAY)
        answer = refresh(world, answer["refresh_token"], headers=asked).json()
    assert answer["x_refresh_token_hard_expires_in"] == 25 * DAY
    assert answer["x_refresh_token_expires_in"] == 25 * DAY
    world.admin("POST", "clock", seconds=25 * DAY)
    assert refresh(world, answer["refresh_token"]).json()["error"] == "invalid_grant"


@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
@pytest.mark.parametrize("form", [True, False])
def test_either_token_revokes_the_grant(emulator: Any, company: Any, kind: str, form: bool) -> None:
    """As JSON and as a form; then 401 and invalid_grant, and a second revoke is a 400."""
    assert company.call("GET", "preferences").ok
    body = {"token": company.grant[kind]}
    sent = {"data": body} if form else {"json": body}
    assert post(emulator, REVOKE, **sent).status_code == 200
    assert company.call("GET", "preferences").status_code == 401
    assert refresh(emulator, company.grant["refresh_token"]).json()["error"] == "invalid_grant"
    assert post(emulator, REVOKE, **sent).status_code == 400


def test_revoking_leaves_other_grants_alone(emulator: Any, company: Any) -> None:
    """A second consent of the same app to the same company goes on."""
    other = emulator.admin("POST", "grants", client_id=CLIENT_ID, realm=company.realm)
    assert post(emulator, REVOKE, json={"token": other["access_token"]}).ok
    assert company.call("GET", "preferences").ok


def test_a_person_disconnects(emulator: Any, company: Any) -> None:
    """In QuickBooks, with no word to the app: 401 from then on."""
    assert company.call("GET", "preferences").ok
    assert emulator.admin("POST", f"realms/{company.realm}/disconnect") == {"ended": 1}
    assert company.call("GET", "preferences").status_code == 401
    assert refresh(emulator, company.grant["refresh_token"]).status_code == 400


def test_an_expired_refresh_token(emulator: Any, company: Any) -> None:
    """The admin lets it expire; the access token goes on."""
    assert company.call("GET", "preferences").ok
    assert emulator.admin("POST", f"realms/{company.realm}/expire", what="refresh")["expired"] == 1
    assert refresh(emulator, company.grant["refresh_token"]).json()["error"] == "invalid_grant"
    assert company.call("GET", "preferences").ok


def test_another_apps_token(emulator: Any, company: Any) -> None:
    """In Intuit's words, and it can't be revoked either."""
    emulator.admin("POST", "apps", client_id="other", client_secret="theirs")
    theirs = ("other", "theirs")
    answer = refresh(emulator, company.grant["refresh_token"], auth=theirs)
    assert answer.status_code == 400
    assert answer.json() == {
        "error_description": "Incorrect Token type or clientID",
        "error": "invalid_grant",
    }
    revoke = {"token": company.grant["refresh_token"]}
    assert post(emulator, REVOKE, json=revoke, auth=theirs).status_code == 400
    assert refresh(emulator, company.grant["refresh_token"]).ok


def test_a_secret_may_come_in_the_form(emulator: Any, company: Any) -> None:
    """client_secret_post; but not in both places."""
    form = {
        "grant_type": "refresh_token",
        "refresh_token": company.grant["refresh_token"],
        "client_id": CLIENT_ID,
        "client_secret": SECRET,
    }
    twice = post(emulator, data=form)
    assert (twice.status_code, twice.json()["error"]) == (400, "invalid_request")
    assert post(emulator, data=form, auth=None).ok


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Basic",
        "Basic ***",
        "Basic " + base64.b64encode(b"tests").decode(),
        "Basic " + base64.b64encode(b"tests:wrong").decode(),
        "Basic " + base64.b64encode(b"nobody:x").decode(),
        "Basic " + base64.b64encode(b"\xff\xfe:\xff").decode(),
        "Basic " + base64.b64encode("tests:ü\0".encode()).decode(),
        "Bearer abc",
        "Basic \xff",
    ],
)
@pytest.mark.parametrize("path", [TOKEN, REVOKE])
def test_a_wrong_client(emulator: Any, header: str, path: str) -> None:
    """
    401 invalid_client and the challenge, whatever is wrong with the credentials.

    Revoking has no body, as with every other answer of it (a client's log, 2020).
    """
    headers = {"Authorization": header.encode("latin-1")}
    form = {"grant_type": "refresh_token", "refresh_token": "x", "token": "x"}
    answer = requests.post(emulator.url + path, headers=headers, data=form, timeout=10)
    assert answer.status_code == 401
    assert answer.text == ("" if path == REVOKE else '{"error":"invalid_client"}')
    assert answer.headers["WWW-Authenticate"] == 'Basic realm="Intuit"'


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("body", "headers", "error"),
    [
        (b"", FORM, "invalid_request"),
        (b"grant_type=", FORM, "invalid_request"),
        (b"grant_type=password", FORM, "unsupported_grant_type"),
        (b"grant_type=refresh_token", FORM, "invalid_request"),
        (b"grant_type=authorization_code&code=x", FORM, "invalid_request"),
        (b"grant_type=authorization_code&code=x&redirect_uri=y", FORM, "invalid_grant"),
        (b"grant_type=refresh_token&refresh_token=x&refresh_token=x", FORM, "invalid_request"),
        (b"grant_type=refresh_token&refresh_token=%ff", FORM, "invalid_request"),
        (b"grant_type=refresh_token&refresh_token=%00", FORM, "invalid_grant"),
        (b"grant_type=refresh_token&refresh_token=%ED%A0%80", FORM, "invalid_request"),
        (b"\xff\xfe", FORM, "invalid_request"),
        (b"=&" * 100, FORM, "invalid_request"),
        (b"a" * 70_000, FORM, "invalid_request"),
        (
            b'{"grant_type":"refresh_token"}',
            {"Content-Type": "application/json"},
            "invalid_request",
        ),
        (b"x", {"Content-Type": "multipart/form-data; boundary=b"}, "invalid_request"),
        (
            b"x",
            {"Content-Type": "application/x-www-form-urlencoded; charset=nope"},
            "invalid_request",
        ),
        (b"x", {}, "invalid_request"),
    ],
)
def test_bad_forms(emulator: Any, body: bytes, headers: dict[str, str], error: str) -> None:
    """400 with an OAuth error, never a 500."""
    answer = post(emulator, data=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"] == error


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000, b'{"token": "' + b"x" * 70_000]
)
def test_bad_revokes(emulator: Any, body: bytes) -> None:
    """400 invalid_request."""
    headers = {"Content-Type": "application/json"}
    answer = post(emulator, REVOKE, data=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_request"


@pytest.mark.parametrize("token", [None, 7, [], {}, "", "\ud800", "x" * 5000])
def test_unknown_tokens_to_revoke(emulator: Any, token: object) -> None:
    """400 on failure, without a body, as Intuit's answer was seen."""
    answer = post(emulator, REVOKE, json={"token": token})
    assert answer.status_code == 400
    assert answer.content == b""


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer x", "Bearer \xff\xfe", "Bearer a b"]
)
def test_no_access_token(company: Any, header: str) -> None:
    """401, code 3200, the gateway's form."""
    answer = company.call("GET", "preferences", headers={"Authorization": header.encode("latin-1")})
    assert answer.status_code == 401
    assert answer.json()["fault"]["error"][0]["code"] == "3200"


def test_a_refresh_token_is_no_access_token(company: Any) -> None:
    """401, and the token does not come back whole."""
    token = company.grant["refresh_token"]
    answer = company.call("GET", "preferences", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert token not in answer.text


def test_the_books_need_the_accounting_scope(emulator: Any, company: Any) -> None:
    """403, code 3100, in the words that an Intuit developer reported in 2019."""
    company.grant = emulator.admin(
        "POST", "grants", client_id=CLIENT_ID, realm=company.realm, scope="openid email"
    )
    answer = company.call("GET", "preferences")
    assert answer.status_code == 403
    assert answer.json()["fault"]["error"][0] == {
        "message": "message=AuthorizationFailed; errorCode=003100; statusCode=403",
        "detail": "The access token does not have sufficient scope",
        "code": "3100",
        "element": None,
    }
    assert "X-Sandbox-Assumed" not in answer.headers


def test_a_call_without_a_token(company: Any) -> None:
    """401; the detail is a client's report of 2021."""
    answer = company.call("GET", "preferences", headers={"Authorization": ""})
    assert answer.status_code == 401
    detail = answer.json()["fault"]["error"][0]["detail"]
    assert detail == "Malformed bearer token: too short or too long"


@pytest.mark.parametrize("token", ["x", "t" * 31, "t" * 4097])
def test_a_token_that_is_too_short_or_too_long(company: Any, token: str) -> None:
    """As a client was told of its own malformed one in August 2026; another is nobody's."""
    for sent, detail in ((token, "Malformed bearer token: too short or too long"), ("t" * 40, "")):
        answer = company.call("GET", "preferences", headers={"Authorization": f"Bearer {sent}"})
        assert answer.status_code == 401
        told = answer.json()["fault"]["error"][0]["detail"]
        assert told == (detail or "Could not decrypt JWT.")


def test_a_token_that_nobody_was_given(company: Any) -> None:
    """One letter is another (recorded, June 2025); marks that the door alone sets."""
    token = company.grant["access_token"]
    other = f"{token[:-1]}{'a' if token[-1] != 'a' else 'b'}"
    answer = company.call("GET", "preferences", headers={"Authorization": f"Bearer {other}"})
    assert answer.status_code == 401
    assert answer.json()["fault"]["error"][0]["detail"] == "Could not decrypt JWT."
    headers = answer.headers
    assert headers["X-Request-Id"] == headers["intuit_tid"]
    assert {"X-Envoy-Upstream-Service-Time", "WWW-Authenticate"} <= set(headers)
    assert not {"X-Spanid", "X-Amzn-Trace-Id"} & set(headers)


def test_access_tokens_look_like_intuits(company: Any) -> None:
    """Five parts, the second empty; the header says dir and A128CBC-HS256."""
    parts = company.grant["access_token"].split(".")
    assert len(parts) == 5
    header = base64.urlsafe_b64decode(parts[0] + "==")
    assert header == b'{"enc":"A128CBC-HS256","alg":"dir"}'
    assert company.grant["refresh_token"].startswith("RT1-")
