"""Tokens and session: the chain is never lost, nothing leaves the allowed host."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from harness.errors import Refused, Unreachable
from harness.quickbooks.books import Books, quoted
from harness.quickbooks.errors import TokenRejected, WrongRealm
from harness.quickbooks.session import Company, Session
from harness.quickbooks.tokens import TokenFile, Tokens

OLD, NEW = "old-access-token-canary", "new-access-token-canary"


class _QuickBooks(BaseHTTPRequestHandler):
    """Knows one token, refreshes once, and has a company that is another's."""

    def do_GET(self) -> None:
        if self.path.startswith("/.well-known"):
            origin = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined] # http.server
            names = (
                "authorization_endpoint token_endpoint revocation_endpoint issuer jwks_uri"
                " userinfo_endpoint"
            )
            self._answer(200, dict.fromkeys(names.split(), f"{origin}/token"))
        elif "/company/3/" in self.path:
            self.send_response(307)
            self.send_header("Location", "http://127.0.0.1:9/v3/company/3/x")
            self.end_headers()
        elif "/company/2/" in self.path:
            self._answer(403, {"fault": {}})
        elif self.headers["Authorization"] != f"Bearer {NEW}":
            self._answer(401, {"fault": {}})
        else:
            self._answer(200, {"Customer": {"Id": "1", "Balance": 1}})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if "refresh_token=good" in body:
            self._answer(200, {"access_token": NEW, "refresh_token": "next", "expires_in": 1})
        else:
            self._answer(400, {"error": "invalid_grant"})

    def _answer(self, status: int, body: object) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """The stub's address."""
    http = HTTPServer(("127.0.0.1", 0), _QuickBooks)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()
    thread.join()


def session(server: str, tmp_path: Path, *, realm: str = "1", refresh: str = "good") -> Session:
    """A session with an old access token."""
    file = TokenFile(tmp_path / "tokens.json")
    file.save(Tokens(access_token=OLD, refresh_token=refresh))
    company = Company(
        api_url=server,
        discovery_url=f"{server}/.well-known/x",
        realm=realm,
        client_id="c",
        client_secret="s",
    )
    return Session(company, file, before_write=lambda: None)


def test_a_refused_token_is_renewed_once_and_kept(server: str, tmp_path: Path) -> None:
    """The rotated refresh token is in the file, which only its owner reads."""
    assert Books(session(server, tmp_path)).read("Customer", "1")["Id"] == "1"
    file = tmp_path / "tokens.json"
    kept = json.loads(file.read_text())
    assert (kept["access_token"], kept["refresh_token"]) == (NEW, "next")
    assert kept["refresh_until"] == ""
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_refused_refresh_is_told_without_secrets(server: str, tmp_path: Path) -> None:
    """And the old tokens stay in the file."""
    with pytest.raises(TokenRejected, match="refused to renew") as caught:
        Books(session(server, tmp_path, refresh="bad-refresh-canary")).read("Customer", "1")
    assert "canary" not in str(caught.value)
    assert json.loads((tmp_path / "tokens.json").read_text())["access_token"] == OLD


def test_another_company_is_told(server: str, tmp_path: Path) -> None:
    """By its realm."""
    with pytest.raises(WrongRealm, match="company 2"):
        Books(session(server, tmp_path, realm="2")).read("Customer", "1")


def test_a_redirect_is_not_followed(server: str, tmp_path: Path) -> None:
    """A bearer token, or a write, would arrive where nobody proved anything."""
    with pytest.raises(Unreachable, match="elsewhere") as caught:
        Books(session(server, tmp_path, realm="3")).read("Customer", "1")
    assert "http://127.0.0.1:9" in str(caught.value)
    assert "company/3/x" not in str(caught.value)


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could carry a loopback address anywhere; nor does a netrc replace the token."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    netrc = tmp_path / "netrc"
    netrc.write_text("default login canary password canary\n")
    monkeypatch.setenv("NETRC", str(netrc))
    assert Books(session(server, tmp_path)).read("Customer", "1")["Id"] == "1"


def test_a_write_is_asked_for_first(server: str, tmp_path: Path) -> None:
    """And is not sent when it may not be."""
    opened = session(server, tmp_path)

    def refuse() -> None:
        raise Refused("nothing was proved")

    opened._before_write = refuse
    with pytest.raises(Refused):
        opened.write("customer", "{}")


def test_a_silent_server_is_told(tmp_path: Path) -> None:
    """With the setting to check."""
    with pytest.raises(Unreachable, match="does not answer"):
        Books(session("http://127.0.0.1:9", tmp_path)).read("Customer", "1")


def test_the_library_can_not_leave_the_allowed_host(server: str, tmp_path: Path) -> None:
    """Whatever address it puts together."""
    client = session(server, tmp_path)._client
    with pytest.raises(Unreachable, match="leave the allowed host"):
        client.process_request("GET", "https://quickbooks.api.intuit.com/v3/x", headers={})


def test_many_threads_renew_once(tmp_path: Path) -> None:
    """The second finds the first one's tokens."""
    path = tmp_path / "tokens.json"
    TokenFile(path).save(Tokens(access_token=OLD, refresh_token="r"))
    asked: list[str] = []

    def ask(refresh_token: str) -> Tokens:
        asked.append(refresh_token)
        return Tokens(access_token=NEW, refresh_token="r2")

    threads = [threading.Thread(target=lambda: TokenFile(path).renew(OLD, ask)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked == ["r"]


@pytest.mark.parametrize("content", [None, "{", '{"access_token": "x"}'])
def test_missing_or_damaged_tokens_are_told(tmp_path: Path, content: str | None) -> None:
    """With the command that makes them."""
    path = tmp_path / "tokens.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(TokenRejected, match="harness connect"):
        TokenFile(path).load()


def test_values_are_quoted_for_the_query_language() -> None:
    """A backslash before an apostrophe, and before a backslash."""
    assert quoted("O'Brien \\ Co") == "'O\\'Brien \\\\ Co'"
