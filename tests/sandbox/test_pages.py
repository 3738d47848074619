"""The pages for people: who may look, what they show, that nothing in them can do harm."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
import requests

HARM = "<script>alert('x')</script>\"&"


@pytest.fixture
def person(emulator: Any) -> requests.Session:
    """A browser that showed the key."""
    return login(emulator)


def login(emulator: Any) -> requests.Session:
    """Show the key."""
    session = requests.Session()
    answer = session.post(
        f"{emulator.url}/ui/login",
        data={"key": emulator.facts["admin_key"]},
        allow_redirects=False,
        timeout=10,
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/ui/")
    return session


def show(session: requests.Session, emulator: Any, path: str, status: int = 200) -> str:
    """Open a page."""
    answer = session.get(f"{emulator.url}/ui/{path}", timeout=10)
    assert answer.status_code == status, answer.text
    return answer.text


@pytest.mark.parametrize(
    "path",
    [
        "",
        "log",
        "log/stream",
        "faults",
        "realms/1/",
        "realms/1/trial-balance",
        "realms/1/lists/Item",
    ],
)
def test_nothing_without_the_key(emulator: Any, path: str) -> None:
    """Every page leads to the login and back."""
    for cookies in ({}, {"sandbox_1": "x"}):
        answer = requests.get(
            f"{emulator.url}/ui/{path}", cookies=cookies, allow_redirects=False, timeout=10
        )
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"/ui/login?next=/ui/{path}"


@pytest.mark.parametrize("key", ["", "wrong", "ü"])
def test_a_wrong_key(emulator: Any, key: str) -> None:
    """401, no cookie, and the page says so to everyone."""
    answer = requests.post(f"{emulator.url}/ui/login", data={"key": key}, timeout=10)
    assert answer.status_code == 401
    assert not answer.cookies
    assert 'role="alert"' in answer.text


def test_the_cookie(emulator: Any) -> None:
    """For no script, no other site, no other path; it holds neither the key nor a token."""
    answer = requests.post(
        f"{emulator.url}/ui/login",
        data={"key": emulator.facts["admin_key"]},
        allow_redirects=False,
        timeout=10,
    )
    said = answer.headers["Set-Cookie"]
    assert "HttpOnly" in said
    assert "SameSite=Strict" in said
    assert "Path=/ui" in said
    assert emulator.facts["admin_key"] not in said


@pytest.mark.parametrize(
    ("wanted", "went"),
    [
        ("/ui/log?realm=1", "/ui/log?realm=1"),
        ("https://evil.example/", "/ui/"),
        ("//evil.example/", "/ui/"),
        ("/ui/\\evil.example", "/ui/"),
        ("/ui/\r\nX: y", "/ui/"),
        ("javascript:alert(1)", "/ui/"),
    ],
)
def test_the_login_leads_nowhere_else(emulator: Any, wanted: str, went: str) -> None:
    """Only to a page of ours."""
    answer = requests.post(
        f"{emulator.url}/ui/login",
        data={"key": emulator.facts["admin_key"], "next": wanted},
        allow_redirects=False,
        timeout=10,
    )
    assert answer.headers["Location"] == went


def test_logging_out(emulator: Any, person: requests.Session) -> None:
    """The cookie is good no more."""
    person.post(f"{emulator.url}/ui/logout", timeout=10)
    assert "Admin key" in show(person, emulator, "")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.x.example"])
def test_a_foreign_name(emulator: Any, person: requests.Session, host: str) -> None:
    """DNS rebinding: 403, even with the cookie."""
    for path in ("", "login", "log/stream"):
        answer = person.get(f"{emulator.url}/ui/{path}", headers={"Host": host}, timeout=10)
        assert answer.status_code == 403
        assert "Test Co" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_another_sites_form(
    emulator: Any, company: Any, person: requests.Session, headers: dict[str, str]
) -> None:
    """Changes nothing, even with the cookie; our own form does."""
    rule = {"act": {"kind": "drop"}, "match": {"realm": company.realm}}
    number = emulator.admin("POST", "faults", **rule)["id"]
    url = f"{emulator.url}/ui/faults/{number}/remove"
    assert person.post(url, headers=headers, timeout=10).status_code == 403
    assert emulator.admin("GET", f"faults/{number}")["hits"] == 0
    assert person.post(url, headers={"Origin": emulator.url}, timeout=10).ok
    assert emulator.ask("GET", f"faults/{number}").status_code == 404
    key = {"key": emulator.facts["admin_key"]}
    answer = requests.post(f"{emulator.url}/ui/login", data=key, headers=headers, timeout=10)
    assert answer.status_code == 403


def test_a_page_keeps_to_itself(emulator: Any, person: requests.Session) -> None:
    """No framing, no foreign resource, no inline script or style, no cache."""
    answer = person.get(f"{emulator.url}/ui/log", timeout=10)
    policy = answer.headers["Content-Security-Policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert "no-store" in answer.headers["Cache-Control"]
    resources = re.findall(r'(?:src|href)="([^"]+)"', answer.text)
    assert all(found.startswith(("/ui/", "#", "data:,")) for found in resources)
    assert "style=" not in answer.text


@pytest.mark.parametrize("name", ["ui.css", "ui.js"])
def test_resources_are_ours(emulator: Any, name: str) -> None:
    """Sent without a key; they name no other place."""
    answer = requests.get(f"{emulator.url}/ui/static/{name}", timeout=10)
    assert answer.ok
    assert "//" not in answer.text.replace("// Adds", "")


@pytest.mark.parametrize(
    "path",
    [
        "nonsense",
        "realms/77",
        "realms/77/",
        "realms/77/trial-balance",
        "realms/{realm}@a/",
        "realms/{realm}/lists/Nonsense",
        "realms/{realm}/lists/Item/999",
        "realms/{realm}/lists/Item/%00",
        "realms/{realm}/lists/Nonsense/1",
    ],
)
def test_what_is_not_there(
    emulator: Any, company: Any, person: requests.Session, path: str
) -> None:
    """404 in words."""
    text = show(person, emulator, path.format(realm=company.realm), 404)
    assert 'role="alert"' in text


@pytest.mark.parametrize(
    "path",
    ["lists/Item?page=x", "lists/Item?page=999999999", "lists/Item?page=-1", "lists/Item?page=²",
     "trial-balance?until=yesterday", "trial-balance?until=9999-99-99"],
)  # fmt: skip
def test_odd_queries(emulator: Any, company: Any, person: requests.Session, path: str) -> None:
    """A page all the same."""
    show(person, emulator, f"realms/{company.realm}/{path}")


def test_names_can_do_no_harm(emulator: Any, company: Any, person: requests.Session) -> None:
    """A customer, a company, a request and a rule with markup in them are only text."""
    emulator.admin("POST", f"realms/{company.realm}/reset", company_name=HARM)
    customer = company.post("customer", {"DisplayName": HARM, "Notes": "</pre>" + HARM})
    line = {
        "Amount": 1,
        "Description": HARM,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    body = {"CustomerRef": {"value": customer["Id"]}, "Line": [line]}
    invoice = company.post("invoice", body)
    company.call("GET", "customer/<img src=x onerror=alert(1)>")
    match = {"realm": company.realm, "path": HARM}
    emulator.admin(
        "POST", "faults", act={"kind": "status", "status": 500, "text": HARM}, match=match
    )
    realm = f"realms/{company.realm}/"
    for path in (
        "",
        realm,
        f"{realm}lists/Customer",
        f"{realm}lists/Customer/{customer['Id']}",
        f"{realm}lists/Invoice/{invoice['Id']}",
        f"{realm}trial-balance",
        "log",
        f"log?realm={HARM}",
        "faults",
        f"login?next={HARM}",
        f"{realm}lists/{HARM.replace('/', '')}",
    ):
        answer = person.get(f"{emulator.url}/ui/{path}", timeout=10)
        assert "alert('x')" not in answer.text
        assert "<img" not in answer.text
        assert "</pre></script>" not in answer.text
    assert HARM in unescape(show(person, emulator, f"{realm}lists/Customer"))


def test_a_document_with_its_postings(
    emulator: Any, company: Any, person: requests.Session
) -> None:
    """The JSON as it is stored, the balanced entries, what settles it."""
    customer = company.post("customer", {"DisplayName": "Client"})
    ref = {"value": customer["Id"]}
    line = {
        "Amount": 1234.5,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    invoice = company.post("invoice", {"CustomerRef": ref, "Line": [line]})
    linked = {"TxnId": invoice["Id"], "TxnType": "Invoice"}
    payment = company.post(
        "payment",
        {"CustomerRef": ref, "TotalAmt": 34.5, "Line": [{"Amount": 34.5, "LinkedTxn": [linked]}]},
    )
    realm = f"realms/{company.realm}/"
    text = unescape(show(person, emulator, f"{realm}lists/Invoice/{invoice['Id']}"))
    assert text.count("1,234.50") == 4
    assert "Accounts Receivable (A/R)" in text
    assert f"Payment {payment['Id']}</a> with 34.50" in text
    stored = re.search(r"<pre[^>]*><code>(.*?)</code></pre>", text, re.DOTALL)
    assert stored is not None
    assert '"TotalAmt": 1234.50' in stored[1]
    assert json.loads(stored[1])["Id"] == invoice["Id"]
    balance = unescape(show(person, emulator, f"{realm}trial-balance"))
    assert "1,200.00" in balance
    assert balance.count("1,234.50") == 3
    early = show(person, emulator, f"{realm}trial-balance?until=2001-01-01")
    assert "Nothing is posted" in early
    accounts = re.findall(r'lists/Account/(\d+)">Accounts Receivable', balance)
    register = unescape(show(person, emulator, f"{realm}lists/Account/{accounts[0]}"))
    assert f"Invoice {invoice['Id']}" in register


def test_every_record_can_be_shown(emulator: Any, sample: Any, person: requests.Session) -> None:
    """Every entity of the sample company has its list, and each first record its page."""
    realm = f"realms/{sample.realm}/"
    lists = set(re.findall(r'/lists/(\w+)"', show(person, emulator, realm)))
    assert {"Customer", "Invoice", "Preferences", "TaxCode"} <= lists
    for entity in lists:
        text = show(person, emulator, f"{realm}lists/{entity}")
        for record in re.findall(rf'/lists/{entity}/([^"]+)">', text)[:2]:
            show(person, emulator, f"{realm}lists/{entity}/{record}")


def test_lists_are_paged(emulator: Any, company: Any, person: requests.Session) -> None:
    """Fifty a page, the newest first."""
    for number in range(51):
        company.post("customer", {"DisplayName": f"Client {number:02}"})
    where = f"realms/{company.realm}/lists/Customer"
    first, second = show(person, emulator, where), show(person, emulator, f"{where}?page=2")
    assert "Client 50" in first
    assert "Client 00" not in first
    assert "Page 1 of 2" in first
    assert re.findall(r"Client \d\d", second) == ["Client 00"]


def test_the_stream_ends_with_the_emulator(
    launch: Callable[..., tuple[subprocess.Popen[str], Any]],
) -> None:
    """An open log holds nothing up; a line comes as it is written, masked."""
    process, emulator = launch()
    session = login(emulator)
    stream = session.get(f"{emulator.url}/ui/log/stream?after=0", stream=True, timeout=10)
    assert stream.headers["Content-Type"] == "text/event-stream"
    requests.get(f"{emulator.url}/nowhere?token=abc", timeout=10)
    line = next(found for found in stream.iter_lines() if found)
    assert json.loads(line.removeprefix(b"data: "))["path"] == "/nowhere?token=***"
    process.terminate()
    assert process.wait(10) == 0
    assert process.stderr is not None
    assert process.stderr.read() == ""
