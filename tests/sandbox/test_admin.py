"""The admin API: its key, its errors, companies, snapshots, choices, the request log."""

from __future__ import annotations

from typing import Any

import pytest
import requests

CLIENT_ID, SECRET = "tests", "a-secret-of-the-tests"


DROP = {"kind": "drop"}


@pytest.mark.parametrize("key", [None, "", "wrong", "\xff"])
@pytest.mark.parametrize("path", ["", "health", "realms", "faults", "requests"])
def test_everything_is_behind_the_key(emulator: Any, key: str | None, path: str) -> None:
    """401 with where to find it; the key itself is not told."""
    headers = {} if key is None else {"X-Sandbox-Admin": key.encode("latin-1")}
    answer = requests.get(f"{emulator.url}/admin/{path}", headers=headers, timeout=10)
    assert answer.status_code == 401
    assert "--ready-file" in answer.json()["next"]
    assert emulator.facts["admin_key"] not in answer.text


def test_the_index_lists_every_call(emulator: Any) -> None:
    """With a line of help each."""
    calls = emulator.admin("GET", "")["calls"]
    assert "POST /admin/realms/{realm}/reset" in calls
    assert all(calls.values())


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b"[" * 100_000, b"null"])
def test_bad_json(emulator: Any, body: bytes) -> None:
    """400, an error and a next step."""
    answer = requests.post(
        f"{emulator.url}/admin/realms",
        data=body,
        headers={"X-Sandbox-Admin": emulator.facts["admin_key"]},
        timeout=10,
    )
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "next"}


@pytest.mark.parametrize(
    "case",
    [
        ("POST", "realms", {"preset": "dirty"}, 400, "preset"),
        ("POST", "realms", {"realm": "1@x"}, 400, "realm"),
        ("POST", "realms", {"realm": "١٢"}, 400, "realm"),
        ("POST", "realms", {"name": "x"}, 400, "name"),
        ("POST", "realms", {"company_name": ""}, 400, "company_name"),
        ("POST", "realms", {"company_name": "\ud800"}, 400, ""),
        ("GET", "realms/77", None, 404, "77"),
        ("DELETE", "realms/77", None, 404, "77"),
        ("POST", "realms/77/snapshots/a/restore", None, 404, "77"),
        ("PUT", "realms/77/snapshots/a", None, 404, "77"),
        ("POST", "realms/77/expire", None, 404, "77"),
        ("POST", "realms/77/disconnect", None, 404, "77"),
        ("PATCH", "realms/77/choices", {}, 404, "77"),
        ("POST", "grants", {"client_id": "nobody", "realm": "77"}, 400, "nobody"),
        ("POST", "grants", {"client_id": CLIENT_ID, "realm": "77"}, 400, "77"),
        ("POST", "grants", {}, 400, "client_id"),
        ("POST", "apps", {"client_id": "a:b", "client_secret": "x"}, 400, "client_id"),
        ("POST", "apps", {"client_id": "a", "client_secret": "ü"}, 400, "client_secret"),
        ("PATCH", "oauth", {"rotation": "never"}, 400, "rotation"),
        ("PATCH", "oauth", {"grace": -1}, 400, "grace"),
        ("GET", "requests?after=x", None, 400, "after"),
        ("GET", "requests?from=1", None, 400, "from"),
        ("GET", "realms?preset=clean", None, 400, "preset"),
        ("POST", "realms", {"preset": "dirty"}, 400, 'not "dirty"'),
        ("PATCH", "oauth", {"grace": "x"}, 400, 'not "x"'),
        ("POST", "apps", {"client_id": "a", "client_secret": 7531}, 400, "valid string"),
        (
            "POST",
            "apps",
            {"client_id": "a", "client_secret": "b", "redirect_uris": ["a/b"]},
            400,
            "'a/b' is no whole address",
        ),
        ("POST", "clock", {"now": "1900-01-01T00:00:00Z"}, 400, "1970"),
        ("POST", "clock", {"seconds": 1e30}, 400, "calendar"),
        ("POST", "faults", {"match": {"entity": "Invoyce"}, "act": DROP}, 400, "Invoyce"),
        (
            "POST",
            "faults",
            {"match": {"realm": "1", "operation": "token"}, "act": DROP},
            400,
            "token is of no company",
        ),
        (
            "POST",
            "faults",
            {"match": {"entity": "Invoice", "operation": "batch"}, "act": DROP},
            400,
            "a batch has no entity",
        ),
        ("GET", "nonsense", None, 404, "nonsense"),
        ("PATCH", "realms", None, 404, "PATCH"),
    ],
)
def test_errors_have_a_next_step(emulator: Any, case: tuple[str, str, Any, int, str]) -> None:
    """What is wrong, and what to do."""
    method, path, body, status, said = case
    answer = emulator.ask(method, path, body)
    assert answer.status_code == status, answer.text
    assert set(answer.json()) == {"error", "next"}
    assert said in answer.json()["error"]
    assert "7531" not in answer.text


def test_a_company_that_is_there_is_not_made_over(emulator: Any, company: Any) -> None:
    """Two suites that wish for one number don't take each other's records away."""
    company.post("customer", {"DisplayName": "Kept"})
    answer = emulator.ask("POST", "realms", {"realm": company.realm})
    assert (answer.status_code, f"{company.realm}/reset" in answer.json()["next"]) == (409, True)
    assert company.query("select count(*) from Customer") == {"totalCount": 1}


def test_a_company_from_birth_to_death(emulator: Any) -> None:
    """Made under a wished realm, listed, shown, reset, dropped; its tokens die with it."""
    made = emulator.admin("POST", "realms", realm="4620816365000001", preset="sample")
    assert made == {"realm": "4620816365000001"}
    company = emulator.company()
    realm = company.realm
    shown = emulator.admin("GET", f"realms/{realm}")
    assert shown == {
        "realm": realm,
        "name": "Test Co",
        "preset": "clean",
        "snapshots": [],
        "choices": {},
    }
    assert shown in emulator.admin("GET", "realms")["realms"]
    company.post("customer", {"DisplayName": "A"})
    emulator.admin("POST", f"realms/{realm}/reset")
    assert company.query("SELECT * FROM Customer") == {}
    assert emulator.admin("GET", f"realms/{realm}")["name"] == "Test Co"
    emulator.admin("POST", f"realms/{realm}/reset", preset="sample", company_name="Other")
    assert company.query("SELECT * FROM Customer")["maxResults"] > 1
    emulator.admin("DELETE", f"realms/{realm}")
    emulator.admin("DELETE", "realms/4620816365000001")
    assert company.call("GET", "preferences").status_code == 401
    assert emulator.ask("GET", f"realms/{realm}").status_code == 404


def test_a_snapshot_brings_everything_back(emulator: Any, sample: Any) -> None:
    """Records, deletions, numbers, balances and stored answers; again and again."""
    realm = sample.realm
    emulator.admin("PUT", f"realms/{realm}/snapshots/start")
    before = sample.query("SELECT * FROM Customer MAXRESULTS 1000")
    for _ in range(2):
        made = sample.post("customer?requestid=same", {"DisplayName": "New"})
        line = {
            "Amount": 9,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
        }
        invoice = sample.post("invoice", {"CustomerRef": {"value": "1"}, "Line": [line]})
        assert sample.query("SELECT * FROM Customer MAXRESULTS 1000") != before
        emulator.admin("POST", f"realms/{realm}/snapshots/start/restore")
        assert sample.query("SELECT * FROM Customer MAXRESULTS 1000") == before
        assert sample.call("GET", f"invoice/{invoice['Id']}").status_code == 400
        assert sample.call("GET", f"customer/{made['Id']}").status_code == 400
        assert emulator.admin("GET", f"realms/{realm}/audit") == {"wrong": []}
    again = sample.post("customer?requestid=same", {"DisplayName": "New"})
    assert again["Id"] == made["Id"]


def test_snapshots_have_names(emulator: Any, company: Any) -> None:
    """Listed, replaced, dropped; they are no companies; they go with theirs."""
    one = f"realms/{company.realm}"
    emulator.admin("PUT", f"{one}/snapshots/a")
    company.post("customer", {"DisplayName": "Kept"})
    emulator.admin("PUT", f"{one}/snapshots/a")
    emulator.admin("PUT", f"{one}/snapshots/b.2")
    assert emulator.admin("GET", f"{one}/snapshots") == {"snapshots": ["a", "b.2"]}
    assert not any("@" in realm for realm in emulator.admin("GET", "health")["realms"])
    emulator.admin("POST", f"{one}/snapshots/a/restore")
    assert company.query("SELECT COUNT(*) FROM Customer") == {"totalCount": 1}
    assert emulator.admin("DELETE", f"{one}/snapshots/a") == {"snapshots": ["b.2"]}
    assert emulator.ask("POST", f"{one}/snapshots/a/restore").status_code == 404
    for name in ("a%20b", "x" * 101, "a@b"):
        answer = emulator.ask("PUT", f"{one}/snapshots/{name}")
        assert (answer.status_code, "letters" in answer.json()["next"]) == (400, True), name
    hidden = {"client_id": CLIENT_ID, "realm": f"{company.realm}@b.2"}
    assert emulator.ask("POST", "grants", hidden).status_code == 400


def test_a_snapshot_survives_a_reset(emulator: Any, company: Any) -> None:
    """A reset makes the company anew and leaves its snapshots."""
    company.post("customer", {"DisplayName": "Kept"})
    emulator.admin("PUT", f"realms/{company.realm}/snapshots/a")
    emulator.admin("POST", f"realms/{company.realm}/reset")
    assert company.query("SELECT COUNT(*) FROM Customer") == {"totalCount": 0}
    emulator.admin("POST", f"realms/{company.realm}/snapshots/a/restore")
    assert company.query("SELECT COUNT(*) FROM Customer") == {"totalCount": 1}


def test_a_company_chooses_what_is_assumed(emulator: Any, company: Any) -> None:
    """The choice changes what the company does, and null goes back."""
    known = emulator.admin("GET", "choices")
    assert known["unknown-parameter"]["choices"] == ["ignored", "refused"]
    where = f"realms/{company.realm}/choices"
    assert company.call("GET", "preferences?x=1").ok
    assert emulator.admin("PATCH", where, **{"unknown-parameter": "refused"}) == {
        "choices": {"unknown-parameter": "refused"}
    }
    assert company.call("GET", "preferences?x=1").status_code == 400
    assert emulator.ask("PATCH", where, {"unknown-parameter": "eaten"}).status_code == 400
    assert emulator.ask("PATCH", where, {"unheard-of": "x"}).status_code == 400
    emulator.admin("PATCH", where, **{"unknown-parameter": None})
    assert company.call("GET", "preferences?x=1").ok


def test_a_company_is_switched_from_outside(emulator: Any, company: Any) -> None:
    """Preferences merge as an owner's would; at birth, at a reset, and later."""
    on = {"CurrencyPrefs": {"MultiCurrencyEnabled": True}}
    where = f"realms/{company.realm}/preferences"
    answer = emulator.admin("PATCH", where, **on)
    assert answer["CurrencyPrefs"]["MultiCurrencyEnabled"] is True
    assert answer["CurrencyPrefs"]["HomeCurrency"] == {"value": "USD"}
    assert company.read("preferences")["CurrencyPrefs"]["MultiCurrencyEnabled"] is True
    kept = {"unknown-parameter": "refused"}
    emulator.admin("POST", f"realms/{company.realm}/reset", choices=kept)
    assert company.read("preferences")["CurrencyPrefs"]["MultiCurrencyEnabled"] is False
    assert emulator.admin("GET", f"realms/{company.realm}/choices")["choices"] == kept
    born = emulator.admin("POST", "realms", preferences=on, choices=kept)["realm"]
    assert emulator.admin("GET", f"realms/{born}")["choices"] == kept
    wrong = emulator.ask("PATCH", where, {"CurrencyPrefs": {"MultiCurrency": True}})
    assert wrong.status_code == 400
    assert "MultiCurrency" in wrong.json()["error"]


def test_a_company_made_wrongly_is_not_made(emulator: Any) -> None:
    """A wrong switch leaves nothing behind."""
    before = emulator.admin("GET", "health")["realms"]
    for body in ({"choices": {"unheard-of": "x"}}, {"preferences": {"TaxPrefs": 1}}):
        assert emulator.ask("POST", "realms", body).status_code == 400
    assert emulator.admin("GET", "health")["realms"] == before


def test_the_log_tells_each_request_and_no_secret(emulator: Any, company: Any) -> None:
    """Method, path, status and tid of a company's requests; tokens are masked."""
    token = company.grant["access_token"]
    answer = company.call("GET", "preferences?minorversion=75")
    company.call("GET", f"preferences?access_token={token}&client_secret=sesame")
    company.call("GET", f"customer/{company.grant['refresh_token']}")
    company.call("POST", "customer", json={"DisplayName": "Body"}, headers={"Authorization": ""})
    lines = emulator.admin("GET", f"realms/{company.realm}/requests")["requests"]
    assert [(line["method"], line["status"]) for line in lines] == [
        ("GET", 200),
        ("GET", 200),
        ("GET", 400),
        ("POST", 401),
    ]
    assert lines[0]["path"] == f"/v3/company/{company.realm}/preferences?minorversion=75"
    assert lines[0]["intuit_tid"] == answer.headers["intuit_tid"]
    text = str(lines)
    assert "access_token=***&client_secret=***" in text
    for secret in (token, company.grant["refresh_token"], "sesame", "Body"):
        assert secret not in text
    last = lines[-1]["number"]
    assert emulator.admin("GET", f"realms/{company.realm}/requests?after={last}") == {
        "requests": []
    }
    emulator.admin("DELETE", f"realms/{company.realm}/requests")
    assert emulator.admin("GET", f"realms/{company.realm}/requests") == {"requests": []}


def test_oauth_is_in_the_log_of_all(world: Any) -> None:
    """Without codes, states and secrets; the admin's own calls are not."""
    after = world.admin("GET", "requests")["requests"]
    number = after[-1]["number"] if after else 0
    query = {"client_id": CLIENT_ID, "state": "a-state", "code": "a-code"}
    requests.get(f"{world.url}/connect/oauth2", params=query, timeout=10)
    requests.get(f"{world.url}/nowhere", timeout=10)
    lines = world.admin("GET", f"requests?after={number}&limit=2")["requests"]
    assert [(line["path"], line["status"], line["realm"]) for line in lines] == [
        (f"/connect/oauth2?client_id={CLIENT_ID}&state=***&code=***", 400, ""),
        ("/nowhere", 404, ""),
    ]


def test_fair_weather_ends_everything(world: Any) -> None:
    """Rules, throttling, token lives and the clock."""
    world.admin("POST", "faults", act={"kind": "drop"})
    world.admin("PATCH", "throttle", on=True)
    world.admin("PATCH", "oauth", rotation="every")
    world.admin("POST", "clock", frozen=True, seconds=1e6)
    world.admin("POST", "fair")
    assert world.admin("GET", "faults") == {"faults": []}
    assert world.admin("GET", "throttle")["on"] is False
    assert world.admin("GET", "oauth")["rotation"] == "daily"
    assert world.admin("GET", "clock")["factor"] == 1
