"""A canary in every place of an exchange: none of them is in the cassette, known before or not."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
import requests

from harness.cassette.header import Header
from harness.cassette.recorder import recording
from harness.cassette.stable import Stabiliser
from harness.scrub import Scrubber

KNOWN = "canary-0123456789abcdef"
"""Stands for a credential of the settings, which the scrubber is told."""
UNKNOWN = "surprise-fedcba9876543210"
"""Stands for one that nobody told it: found by the place it stands in."""
PAIR = base64.b64encode(f"client:{UNKNOWN}".encode()).decode()

REQUEST_HEADERS = (
    "Authorization",
    "Proxy-Authorization",
    "Cookie",
    "X-Api-Key",
    "X-Sandbox-Admin",
    "User-Agent",
    "Referer",
    "X-Openerp-Session-Id",
    "X-Whatever",
)
ANSWER_HEADERS = (
    "Set-Cookie",
    "WWW-Authenticate",
    "Authentication-Info",
    "Server",
    "ETag",
    "X-Amzn-Trace-Id",
    "X-Whatever",
)
KEPT_HEADERS = ("Content-Type", "intuit_tid", "Location")
"""What a cassette keeps of an answer's; a secret in them is found by value, or by its shape."""
KEYS = (
    "access_token",
    "refresh_token",
    "id_token",
    "x_refresh_token",
    "client_secret",
    "api_key",
    "apikey",
    "admin_key",
    "password",
    "new_password",
    "db_password",
    "Authorization",
    "session_id",
    "csrf_token",
    "code_verifier",
)


class Answer(NamedTuple):
    """What the server answers next."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: str = "{}"


class _Server(BaseHTTPRequestHandler):
    answer = Answer()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        status, headers, body = type(self).answer
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server on a free port."""
    http = HTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    thread.join()


@pytest.fixture
def told() -> Iterator[list[str]]:
    """Collect what one exchange left in its cassette: the whole file."""
    found: list[str] = []
    yield found
    (text,) = found
    assert "/json/2/x/y" in text, "nothing was recorded"
    for canary in (KNOWN, UNKNOWN, PAIR):
        assert canary not in text
        assert canary[-10:] not in text, "a part of it stayed"


class Recorder:
    """Records one exchange and returns the cassette's text."""

    def __init__(self, server: str, path: Path) -> None:
        self._server, self._path = server, path

    def __call__(
        self,
        answer: Answer = Answer(),  # noqa: B008 - immutable
        *,
        headers: dict[str, str] | None = None,
        body: str = "{}",
        query: str = "",
    ) -> str:
        header = Header(
            scenario="scenarios/loop/test_x.py::test_x",
            recorded=datetime(2026, 1, 2, tzinfo=UTC),
            day=date(2026, 1, 2),
            target="local",
            transport="json2",
            seed=1,
            versions={},
            fingerprints={},
        )
        names = {self._server: "http://odoo.replay"}
        stabiliser = Stabiliser(names, Scrubber({"KEY": KNOWN}))
        _Server.answer = answer
        with recording(self._path, header, stabiliser, lambda: True):
            requests.post(
                f"{self._server}/json/2/x/y{query}",
                data=body,
                headers={"Content-Type": "application/json"} | (headers or {}),
                timeout=5,
                allow_redirects=False,
            )
        return self._path.read_text("utf-8")


@pytest.fixture
def recorded(server: str, tmp_path: Path) -> Recorder:
    """Record into a file of this test's own."""
    return Recorder(server, tmp_path / "x.yaml")


@pytest.mark.parametrize("canary", [KNOWN, UNKNOWN])
@pytest.mark.parametrize("name", REQUEST_HEADERS)
def test_in_a_header_of_a_request(
    recorded: Recorder, told: list[str], name: str, canary: str
) -> None:
    """No header of a request is kept at all."""
    told.append(recorded(headers={name: f"Bearer {canary}"}))


@pytest.mark.parametrize("canary", [KNOWN, UNKNOWN])
@pytest.mark.parametrize("name", ANSWER_HEADERS)
def test_in_a_header_of_an_answer(
    recorded: Recorder, told: list[str], name: str, canary: str
) -> None:
    """Nor any of an answer's that no client reads."""
    told.append(recorded(Answer(headers=((name, f"session_id={canary}"),))))


@pytest.mark.parametrize("name", KEPT_HEADERS)
def test_in_a_header_that_is_kept(recorded: Recorder, told: list[str], name: str) -> None:
    """A redirect back from a consent carries the code; another header what a proxy put there."""
    place = f"https://odoo.example/callback?code={UNKNOWN}&state={KNOWN}"
    value = place if name == "Location" else f"text/plain; {KNOWN}; access_token={UNKNOWN}"
    told.append(recorded(Answer(headers=((name, value),))))


@pytest.mark.parametrize("form", ["json", "nested", "form"])
@pytest.mark.parametrize("key", KEYS)
def test_in_a_body_under_a_secrets_name(
    recorded: Recorder, told: list[str], key: str, form: str
) -> None:
    """Of a request, of an answer, of an error, as JSON, as JSON inside JSON, and as a form."""
    plain = {key: UNKNOWN, "note": f"with {KNOWN}"}
    body = {
        "json": json.dumps(plain),
        "nested": json.dumps({"params": {"args": [json.dumps(plain)]}}),
        "form": f"grant_type=x&{key}={UNKNOWN}&note={KNOWN}",
    }[form]
    told.append(recorded(Answer(status=400, body=body), body=body))


@pytest.mark.parametrize(
    "body",
    [
        f"<html><pre>Authorization: Bearer {UNKNOWN}\nCookie: session_id={UNKNOWN}</pre></html>",
        f"Traceback: requests.post(auth=('client', '{KNOWN}')) Basic {PAIR}",
        json.dumps({"name": "x", "message": "y", "debug": f"File x, line 1: token {UNKNOWN}"}),
        json.dumps({"Fault": {"Error": [{"Detail": f"Bearer {UNKNOWN} at {KNOWN}"}]}}),
        json.dumps({"error": f"postgresql://odoo:{UNKNOWN}@db/x refused"}),
    ],
    ids=["page", "traceback", "odoo's debug", "fault", "address"],
)
def test_in_an_error(recorded: Recorder, told: list[str], body: str) -> None:
    """What a server shows when it breaks."""
    told.append(recorded(Answer(status=500, body=body)))


def test_in_an_address(recorded: Recorder, told: list[str]) -> None:
    """Of a request, in its query."""
    told.append(recorded(query=f"?access_token={UNKNOWN}&note={KNOWN}"))
