"""Throttling: calls a minute, calls at once, batches; off unless switched on."""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests


def refused(answer: requests.Response) -> bool:
    """Whether an answer is throttled, and then in the gateway's shape."""
    if answer.status_code != 429:
        assert answer.ok, answer.text
        return False
    body = answer.json()
    assert body["fault"]["type"] == "SERVICE"
    assert body["fault"]["error"] == [
        {
            "message": "message=ThrottleExceeded; errorCode=003001; statusCode=429",
            "detail": "The request limit was reached.  Try again later",
            "code": "3001",
            "element": None,
        }
    ]
    assert isinstance(body["time"], int)
    assert answer.headers["X-Sandbox-Assumed"] == "throttled-answer"
    return True


def test_off_by_default(world: Any) -> None:
    """The published limits, off."""
    state = world.admin("GET", "throttle")
    assert state["on"] is False
    assert (state["per_minute"], state["at_once"], state["batches_per_minute"]) == (500, 10, 40)


def test_calls_a_minute(world: Any) -> None:
    """The fourth of three is refused until a minute has passed; refused ones do not count."""
    company = world.company()
    world.admin("POST", "clock", frozen=True)
    world.admin("PATCH", "throttle", on=True, per_minute=3)
    assert [refused(company.call("GET", "preferences")) for _ in range(5)] == [
        False, False, False, True, True,
    ]  # fmt: skip
    world.admin("POST", "clock", seconds=59)
    assert refused(company.call("GET", "preferences"))
    world.admin("POST", "clock", seconds=1)
    assert not refused(company.call("GET", "preferences"))
    assert world.admin("GET", "throttle")["refused"] == 3


def test_the_window_slides(world: Any) -> None:
    """A place is free a minute after the call that took it."""
    company = world.company()
    world.admin("POST", "clock", frozen=True)
    world.admin("PATCH", "throttle", on=True, per_minute=2)
    company.call("GET", "preferences")
    world.admin("POST", "clock", seconds=30)
    company.call("GET", "preferences")
    world.admin("POST", "clock", seconds=30)
    assert not refused(company.call("GET", "preferences"))
    assert refused(company.call("GET", "preferences"))


def test_a_company_counts_over_all_its_apps(world: Any) -> None:
    """Another company has its own limit; another app on the same company has not."""
    company, other = world.company(), world.company()
    world.admin("POST", "apps", client_id="second", client_secret="x")
    world.admin("POST", "clock", frozen=True)
    world.admin("PATCH", "throttle", on=True, per_minute=1)
    assert not refused(company.call("GET", "preferences"))
    assert refused(company.call("GET", "preferences"))
    assert not refused(other.call("GET", "preferences"))
    first = company.grant
    company.grant = world.admin("POST", "grants", client_id="second", realm=company.realm)
    assert refused(company.call("GET", "preferences"))
    world.admin("PATCH", "throttle", per_minute=None, per_second=1)
    assert not refused(company.call("GET", "preferences"))
    assert refused(company.call("GET", "preferences"))
    company.grant = first
    assert not refused(company.call("GET", "preferences"))


def test_batches_have_limits_of_their_own(world: Any) -> None:
    """Of an app, and of a company over all its apps; other calls go on."""
    company = world.company()
    world.admin("POST", "clock", frozen=True)
    world.admin(
        "PATCH", "throttle", on=True, batches_per_minute=2, batches_per_minute_of_all_apps=3
    )
    codes = [company.call("POST", "batch", json={}).status_code for _ in range(3)]
    assert codes[2] == 429
    assert 429 not in codes[:2]
    assert not refused(company.call("GET", "preferences"))
    world.admin("POST", "apps", client_id="second", client_secret="x")
    company.grant = world.admin("POST", "grants", client_id="second", realm=company.realm)
    assert company.call("POST", "batch", json={}).status_code != 429
    assert company.call("POST", "batch", json={}).status_code == 429


def test_retry_after_is_told_when_asked_for(world: Any) -> None:
    """Whether Intuit sends it is not known: off by default."""
    company = world.company()
    world.admin("POST", "clock", frozen=True)
    world.admin("PATCH", "throttle", on=True, per_minute=1)
    company.call("GET", "preferences")
    assert "Retry-After" not in company.call("GET", "preferences").headers
    world.admin("PATCH", "throttle", retry_after=7)
    company.call("GET", "preferences")
    assert company.call("GET", "preferences").headers["Retry-After"] == "7"


def test_calls_at_once_are_counted(world: Any) -> None:
    """Two calls whose bodies are still on their way fill two places; the third is refused."""
    company = world.company()
    world.admin("PATCH", "throttle", on=True, at_once=2)
    open_calls = [_begin(company), _begin(company)]
    wait_for(world, under_way=2)
    assert refused(company.call("GET", "preferences"))
    for call in open_calls:
        call.sendall(b'{"DisplayName":"')
        call.close()
    wait_for(world, under_way=0)
    assert not refused(company.call("GET", "preferences"))


def wait_for(world: Any, under_way: int) -> None:
    """Ask until so many calls are under way."""
    for _ in range(1000):
        if world.admin("GET", "throttle")["under_way"] == under_way:
            return
    pytest.fail(f"never {under_way} calls under way")


def _begin(company: Any) -> socket.socket:
    where = urlsplit(company.emulator.url)
    connection = socket.create_connection((where.hostname, where.port), timeout=10)
    head = (
        f"POST /v3/company/{company.realm}/customer HTTP/1.1\r\nHost: {where.netloc}\r\n"
        f"Authorization: Bearer {company.grant['access_token']}\r\n"
        "Accept: application/json\r\nContent-Length: 100\r\n\r\n"
    )
    connection.sendall(head.encode())
    return connection


def test_a_bad_token_is_no_call_of_the_app(world: Any) -> None:
    """401 as ever, and it takes no place."""
    company = world.company()
    world.admin("POST", "clock", frozen=True)
    world.admin("PATCH", "throttle", on=True, per_minute=1)
    wrong = {"Authorization": "Bearer x"}
    assert company.call("GET", "preferences", headers=wrong).status_code == 401
    assert not refused(company.call("GET", "preferences"))


@pytest.mark.parametrize(
    "body", [{"per_minute": 0}, {"per_minute": "many"}, {"on": "maybe"}, {"per_hour": 1}]
)
def test_wrong_limits(world: Any, body: dict[str, Any]) -> None:
    """Told with a next step."""
    answer = world.ask("PATCH", "throttle", body)
    assert answer.status_code == 400
    assert "per_minute" in answer.json()["next"]


def test_the_form_of_a_refusal_is_a_question(world: Any) -> None:
    """The gateway's, or that of a business fault; in XML always the gateway's (recorded)."""
    company = world.company()
    world.admin("PATCH", f"realms/{company.realm}/choices", **{"throttled-answer": "business"})
    world.admin("PATCH", "throttle", on=True, per_minute=1, retry_after=7)
    try:
        company.call("GET", "customer/1")
        refused = company.call("GET", "customer/1")
        written = company.call("GET", "customer/1", headers={"Accept": "application/xml"})
    finally:
        world.admin("PATCH", "throttle", on=False, per_minute=500, retry_after=None)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "7")
    fault = refused.json()["Fault"]
    assert (fault["type"], fault["Error"][0]["code"]) == ("SERVICE", "3001")
    assert written.status_code == 429
    assert written.headers["Content-Type"] == "text/xml"
    assert '    <Fault type="SERVICE">\n        <Error code="3001">\n' in written.text
    assert "X-Sandbox-Assumed" not in written.headers
