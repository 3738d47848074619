"""Fault rules over the wire: every act, who is met, how often; and that a retry is safe."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests

CLIENT_ID, SECRET = "tests", "a-secret-of-the-tests"


@pytest.fixture
def rule(emulator: Any, company: Any) -> Any:
    """Put rules in force for this company."""

    def put(act: dict[str, Any], match: dict[str, Any] | None = None, **how: Any) -> str:
        meets = {"realm": company.realm, **(match or {})}
        made = emulator.admin("POST", "faults", act=act, match=meets, **how)
        return str(made["id"])

    return put


def names(company: Any) -> list[str]:
    """List the customers."""
    found = company.query("SELECT * FROM Customer")
    return sorted(customer["DisplayName"] for customer in found.get("Customer", []))


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (401, "3200", "AUTHENTICATION"),
        (403, "3100", "SERVICE"),
        (429, "3001", "SERVICE"),
        (400, "6000", "ValidationFault"),
        (500, "10000", "SystemFault"),
        (503, "10000", "SystemFault"),
        (504, "6002", "SERVICE"),
    ],
)
def test_a_status_has_its_body(company: Any, rule: Any, status: int, code: str, kind: str) -> None:
    """In the shape Intuit sends with it, marked with the rule's number; nothing is written."""
    number = rule({"kind": "status", "status": status}, {"operation": "create"})
    answer = company.call("POST", "customer", json={"DisplayName": "A"})
    assert answer.status_code == status
    body = answer.json()
    error = (body.get("fault") or {}).get("error") or body["Fault"]["Error"]
    assert error[0]["code"] == code
    assert (body.get("fault") or body["Fault"])["type"] == kind
    assert answer.headers["X-Sandbox-Rule"] == f"{number} status"
    assert answer.headers["intuit_tid"]
    assert names(company) == []


def test_what_the_gateway_refuses_is_told_as_ever(company: Any, rule: Any) -> None:
    """The challenge and the detail of a token that ended, the detail of too many requests."""
    rule({"kind": "status", "status": 401}, times=1)
    answer = company.call("GET", "preferences")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Intuit", error="invalid_token"'
    assert answer.json()["fault"]["error"][0]["detail"] == "Token expired: eyJlbmMi"
    rule({"kind": "status", "status": 429}, times=1)
    error = company.call("GET", "preferences").json()["fault"]["error"][0]
    assert error["detail"] == "The request limit was reached.  Try again later"


@pytest.mark.parametrize("status", [400, 401, 403, 429, 500, 503, 504])
def test_a_status_is_xml_for_who_asks_for_it(company: Any, rule: Any, status: int) -> None:
    """As every other refusal."""
    rule({"kind": "status", "status": status})
    answer = company.call("GET", "preferences", headers={"Accept": "application/xml"})
    assert answer.status_code == status
    of_gateway = status in {401, 403, 429, 504}
    kind = "text/xml" if of_gateway else "application/xml;charset=UTF-8"
    assert answer.headers["Content-Type"] == kind
    assert answer.text.startswith("<?xml")
    assert "<Fault type=" in answer.text


def test_a_status_says_what_it_is_told_to(company: Any, rule: Any) -> None:
    """Code, message, detail, type; or any page, as a proxy sends it."""
    told = {"code": "6190", "message": "m", "detail": "d", "type": "AuthorizationFault"}
    rule({"kind": "status", "status": 400, **told}, times=1)
    body = company.call("GET", "preferences").json()
    assert body["Fault"] == {
        "Error": [{"Message": "m", "Detail": "d", "code": "6190"}],
        "type": "AuthorizationFault",
    }
    rule({"kind": "status", "status": 504, "text": "<h1>Gateway Time-out</h1>"}, times=1)
    answer = company.call("GET", "preferences")
    assert (answer.status_code, answer.text) == (504, "<h1>Gateway Time-out</h1>")
    assert answer.headers["Content-Type"].startswith("text/html")


def test_a_status_after_the_commit(company: Any, rule: Any) -> None:
    """504, and the write is there all the same; the log has one line for it."""
    rule({"kind": "status", "status": 504, "when": "after"}, {"operation": "create"})
    assert company.call("POST", "customer", json={"DisplayName": "A"}).status_code == 504
    assert names(company) == ["A"]
    lines = company.emulator.admin("GET", f"realms/{company.realm}/requests")["requests"]
    assert [line["status"] for line in lines if line["method"] == "POST"] == [504]


def test_a_drop_before_the_commit(company: Any, rule: Any) -> None:
    """The connection ends without a byte; nothing is written; a retry writes."""
    rule({"kind": "drop"}, {"operation": "create"}, times=1)
    with pytest.raises(requests.ConnectionError):
        company.call("POST", "customer", json={"DisplayName": "A"})
    assert names(company) == []
    company.post("customer", {"DisplayName": "A"})
    assert names(company) == ["A"]


def test_a_drop_over_tls(company: Any, rule: Any) -> None:
    """The same: the connection ends, the write is there or not, a truncated body stays short."""
    facts = company.emulator.facts
    session = requests.Session()
    session.verify = facts["ca_file"]
    url = f"{facts['tls_url']}/v3/company/{company.realm}/customer"
    headers = {
        "Authorization": f"Bearer {company.grant['access_token']}",
        "Accept": "application/json",
    }
    for name, act in (
        ("A", {"kind": "drop"}),
        ("B", {"kind": "drop", "when": "after"}),
        ("C", {"kind": "truncate"}),
    ):
        rule(act, {"operation": "create"}, times=1)
        with pytest.raises(requests.RequestException):
            requests.post(
                url,
                json={"DisplayName": name},
                headers=headers,
                verify=facts["ca_file"],
                timeout=10,
            )
    assert names(company) == ["B", "C"]


def test_a_drop_after_the_commit_and_a_safe_retry(company: Any, rule: Any) -> None:
    """The write is there, the client saw nothing; the same requestid brings its answer."""
    rule({"kind": "drop", "when": "after"}, {"operation": "create"}, times=1)
    path = "customer?requestid=once"
    with pytest.raises(requests.ConnectionError):
        company.call("POST", path, json={"DisplayName": "A"})
    assert names(company) == ["A"]
    made = company.post(path, {"DisplayName": "A"})
    assert made["DisplayName"] == "A"
    assert names(company) == ["A"]
    assert company.refused("customer", {"DisplayName": "A"})["code"] == "6240"


def test_a_lost_refresh(world: Any) -> None:
    """The new tokens were issued and lost on the way: the old refresh token is spent."""
    world.admin("PATCH", "oauth", rotation="every")
    app = ("lost", "secret")
    world.admin("POST", "apps", client_id=app[0], client_secret=app[1])
    grant = world.admin("POST", "grants", client_id=app[0], realm=world.company().realm)
    number = world.admin(
        "POST",
        "faults",
        act={"kind": "drop", "when": "after"},
        match={"operation": "token"},
        times=1,
    )["id"]
    url = f"{world.url}/oauth2/v1/tokens/bearer"
    form = {"grant_type": "refresh_token", "refresh_token": grant["refresh_token"]}
    with pytest.raises(requests.ConnectionError):
        requests.post(url, data=form, auth=app, timeout=10)
    world.admin("DELETE", f"faults/{number}")
    assert requests.post(url, data=form, auth=app, timeout=10).json()["error"] == "invalid_grant"


def test_a_truncated_body(company: Any, rule: Any) -> None:
    """The headers announce it all, a part comes, the connection ends; the write is there."""
    rule({"kind": "truncate", "keep": 0.5}, {"operation": "create"}, times=1)
    with pytest.raises(requests.exceptions.ChunkedEncodingError) as cut:
        company.call("POST", "customer", json={"DisplayName": "A"})
    assert "IncompleteRead" in str(cut.value)
    assert names(company) == ["A"]


def test_throttled_by_a_rule(company: Any, rule: Any) -> None:
    """429, with Retry-After when told so."""
    rule({"kind": "throttle"}, times=1)
    assert "Retry-After" not in company.call("GET", "preferences").headers
    rule({"kind": "throttle", "retry_after": 3}, times=1)
    answer = company.call("GET", "preferences")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "3"


def test_a_delay_lets_the_next_rule_act(company: Any, rule: Any) -> None:
    """Time passes on the wire, then the request goes on."""
    first = rule({"kind": "delay", "seconds": 0.2})
    second = rule({"kind": "status", "status": 503}, times=1)
    start = time.monotonic()
    answer = company.call("GET", "preferences")
    assert time.monotonic() - start >= 0.2
    assert answer.status_code == 503
    assert answer.headers["X-Sandbox-Rule"] == f"{first} delay, {second} status"
    answer = company.call("GET", "preferences")
    assert answer.ok
    assert answer.headers["X-Sandbox-Rule"] == f"{first} delay"


def test_after_so_many_and_so_often(company: Any, rule: Any) -> None:
    """Two pass, two fail, then the rule is spent; its hits are counted."""
    number = rule({"kind": "status", "status": 503}, after=2, times=2)
    codes = [company.call("GET", "preferences").status_code for _ in range(6)]
    assert codes == [200, 200, 503, 503, 200, 200]
    state = company.emulator.admin("GET", f"faults/{number}")
    assert (state["met"], state["hits"], state["spent"]) == (4, 2, True)
    assert [hit["path"] for hit in state["latest"]] == [
        f"/v3/company/{company.realm}/preferences"
    ] * 2


def test_chance_is_repeatable(company: Any, rule: Any) -> None:
    """The same seed gives the same faults, another one others."""

    def run(seed: int) -> list[int]:
        act = {"kind": "status", "status": 503}
        number = rule(act, probability=0.5, seed=seed)
        codes = [company.call("GET", "preferences").status_code for _ in range(20)]
        company.emulator.admin("DELETE", f"faults/{number}")
        return codes

    first = run(1)
    assert set(first) == {200, 503}
    assert run(1) == first
    assert run(2) != first


WRITE = {"json": {"DisplayName": "A"}}
UPDATE = {"json": {"Id": "1", "SyncToken": "0"}}


TERMS = {"data": "select * from Term"}


@pytest.mark.parametrize(
    ("match", "call", "met"),
    [
        ({"entity": "Customer"}, ("POST", "customer", WRITE), True),
        ({"entity": "customer"}, ("POST", "customer", WRITE), True),
        ({"entity": "Invoice"}, ("POST", "customer", WRITE), False),
        ({"operation": "create"}, ("POST", "customer", WRITE), True),
        ({"operation": "update"}, ("POST", "customer", WRITE), False),
        ({"operation": "update"}, ("POST", "customer", UPDATE), True),
        ({"operation": "update"}, ("POST", "customer?operation=update", {"data": b"{"}), True),
        ({"operation": "delete"}, ("POST", "invoice?operation=delete", UPDATE), True),
        ({"operation": "void"}, ("POST", "invoice?operation=void", UPDATE), True),
        ({"operation": "void"}, ("POST", "payment?operation=update&include=void", UPDATE), True),
        ({"operation": "read"}, ("GET", "customer/1", {}), True),
        ({"operation": "query"}, ("GET", "query?query=select * from Term", {}), True),
        ({"operation": "query", "entity": "Term"}, ("POST", "query", TERMS), True),
        ({"operation": "query", "entity": "Item"}, ("POST", "query", TERMS), False),
        ({"operation": "query", "entity": "Term"}, ("POST", "query", {"data": b"\xff"}), False),
        ({"operation": "batch"}, ("POST", "batch", {"json": {}}), True),
        ({"operation": "cdc"}, ("GET", "cdc?entities=Customer", {}), True),
        ({"operation": "report", "entity": "CashFlow"}, ("GET", "reports/CashFlow", {}), True),
        ({"operation": "upload"}, ("POST", "upload", {"data": b""}), True),
        ({"operation": "download"}, ("GET", "download/1", {}), True),
        ({"operation": "pdf", "entity": "Invoice"}, ("GET", "invoice/1/pdf", {}), True),
        ({"operation": "send"}, ("POST", "invoice/1/send", {}), True),
        ({"method": "get"}, ("GET", "preferences", {}), True),
        ({"method": "POST"}, ("GET", "preferences", {}), False),
        ({"path": "/v3/company/*/customer/*"}, ("GET", "customer/1", {}), True),
        ({"path": "/v3/company/*/customer/*"}, ("GET", "vendor/1", {}), False),
    ],
)
def test_who_is_met(
    company: Any, rule: Any, match: dict[str, str], call: tuple[str, str, Any], met: bool
) -> None:
    """By entity, operation, method and path, all of them together."""
    rule({"kind": "status", "status": 599, "text": "met"}, match)
    method, path, options = call
    assert (company.call(method, path, **options).status_code == 599) is met


@pytest.mark.parametrize(
    ("path", "operation"),
    [
        ("/connect/oauth2", "authorize"),
        ("/.well-known/openid_configuration", "discovery"),
        ("/v1/openid_connect/userinfo", "userinfo"),
    ],
)
def test_oauth_is_met_too(world: Any, path: str, operation: str) -> None:
    """With errors in OAuth's form."""
    world.admin(
        "POST", "faults", act={"kind": "status", "status": 503}, match={"operation": operation}
    )
    answer = requests.get(world.url + path, timeout=10)
    assert answer.status_code == 503
    assert answer.json() == {"error": "server_error"}


def test_the_admin_is_never_met(world: Any) -> None:
    """Else nobody could take a rule away."""
    world.admin("POST", "faults", act={"kind": "drop"})
    listed = world.admin("GET", "faults")["faults"]
    assert [found["act"] for found in listed] == [{"kind": "drop", "when": "before"}]
    assert world.admin("DELETE", "faults") == {"removed": 1}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"act": {"kind": "explode"}},
        {"act": {"kind": "status"}},
        {"act": {"kind": "status", "status": 200}},
        {"act": {"kind": "drop"}, "match": {"entty": "Invoice"}},
        {"act": {"kind": "drop"}, "match": {"operation": "frobnicate"}},
        {"act": {"kind": "drop"}, "times": 0},
        {"act": {"kind": "drop"}, "probability": 2},
        {"act": {"kind": "delay", "seconds": 1e9}},
        {"act": {"kind": "truncate", "keep": 1}},
    ],
)
def test_wrong_rules(emulator: Any, body: dict[str, Any]) -> None:
    """Told where and what, with a next step; not put in force."""
    before = len(emulator.admin("GET", "faults")["faults"])
    answer = emulator.ask("POST", "faults", body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "next"}
    assert len(emulator.admin("GET", "faults")["faults"]) == before


def test_an_unknown_rule(emulator: Any) -> None:
    """404."""
    assert emulator.ask("DELETE", "faults/999").status_code == 404


def test_cut_connections_leave_no_traces(
    launch: Callable[..., tuple[subprocess.Popen[str], Any]],
) -> None:
    """Neither a drop nor a truncated body makes the emulator complain."""
    process, emulator = launch()
    emulator.admin("POST", "apps", client_id=CLIENT_ID, client_secret=SECRET)
    company = emulator.company()
    for act in ({"kind": "drop"}, {"kind": "drop", "when": "after"}, {"kind": "truncate"}):
        emulator.admin("POST", "faults", act=act, times=1)
        with pytest.raises(requests.RequestException):
            company.call("GET", "preferences")
    assert company.call("GET", "preferences").ok
    process.terminate()
    assert process.communicate(timeout=10)[1] == ""
