"""Recording and replaying: faithful, stable, secret-free, and never half a file."""

from __future__ import annotations

import importlib.abc
import json
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import requests

from harness.cassette.header import Header, read_header
from harness.cassette.pretty import pretty
from harness.cassette.recorder import (
    CLIENTS,
    MissingInteraction,
    listening,
    recording,
    replaying,
)
from harness.cassette.stable import Stabiliser
from harness.errors import NotProven
from harness.proof.together import together
from harness.scrub import Scrubber

CANARY = "canary-0123456789abcdef"


class _Echo(BaseHTTPRequestHandler):
    """Answers with what it was sent, a new token, and an amount with its zeros."""

    minted = 0

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        type(self).minted += 1
        answer = {"echo": body, "access_token": f"{CANARY}-{self.minted}"}
        text = json.dumps(answer)[:-1] + ', "TotalAmt": 100.00}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Set-Cookie", f"session_id={CANARY}")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server on a free port."""
    http = HTTPServer(("127.0.0.1", 0), _Echo)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    thread.join()


def header() -> Header:
    """A header with all its fields."""
    return Header(
        scenario="scenarios/loop/test_x.py::test_x",
        recorded=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        day=date(2026, 1, 1),
        target="local",
        transport="json2",
        seed=42,
        versions={"policy": "abc"},
        fingerprints={"policy": "abc"},
    )


def stabiliser(server: str) -> Stabiliser:
    """Names and secrets of this server."""
    return Stabiliser({server: "http://odoo.replay"}, Scrubber({"KEY": CANARY}))


def post(url: str, body: dict[str, object]) -> requests.Response:
    """One call with a secret header."""
    return requests.post(url, json=body, headers={"Authorization": f"bearer {CANARY}"}, timeout=5)


def record(path: Path, server: str, *bodies: dict[str, object]) -> list[str]:
    """Record calls; their answers."""
    with recording(path, header(), stabiliser(server), lambda: True):
        return [post(f"{server}/json/2/x/y", body).text for body in bodies]


def interrupted(path: Path, server: str) -> None:
    """A recording that a person breaks off."""
    with recording(path, header(), stabiliser(server), lambda: True):
        post(f"{server}/json/2/x/y", {"a": 3})
        raise KeyboardInterrupt


def test_a_replay_answers_what_was_recorded(server: str, tmp_path: Path) -> None:
    """Amounts keep every digit; the network is not asked."""
    path = tmp_path / "x.yaml"
    record(path, server, {"a": 1}, {"a": 2})
    with replaying(path, "x", stabiliser("http://nowhere")):
        second = post("http://odoo.replay/json/2/x/y", {"a": 2})
        first = post("http://odoo.replay/json/2/x/y", {"a": 1})
    assert '"TotalAmt": 100.00' in first.text
    assert json.loads(first.json()["echo"]) == {"a": 1}
    assert json.loads(second.json()["echo"]) == {"a": 2}


def test_no_secret_reaches_the_file(server: str, tmp_path: Path) -> None:
    """Neither a key in a header, a body or an address, nor a token minted meanwhile."""
    path = tmp_path / "x.yaml"
    with recording(path, header(), stabiliser(server), lambda: True):
        post(f"{server}/json/2/x/y?key={CANARY}", {"password": CANARY})
    text = path.read_text()
    assert "canary" not in text
    assert server not in text


def test_two_tokens_stay_two_tokens(server: str, tmp_path: Path) -> None:
    """A refresh can still be seen in a replay."""
    path = tmp_path / "x.yaml"
    record(path, server, {"a": 1}, {"a": 1})
    with replaying(path, "x", stabiliser("http://nowhere")):
        tokens = [
            post("http://odoo.replay/json/2/x/y", {"a": 1}).json()["access_token"] for _ in range(2)
        ]
    assert len(set(tokens)) == 2


def test_an_unrecorded_request_shows_the_nearest_one(server: str, tmp_path: Path) -> None:
    """The message has the difference, the scenario, and the command that records anew."""
    path = tmp_path / "x.yaml"
    record(path, server, {"domain": "a", "limit": 1})
    with (
        replaying(
            path,
            "scenarios/loop/test_x.py::test_x",
            stabiliser("http://nowhere"),
            passed=lambda: False,
        ),
        pytest.raises(MissingInteraction) as caught,
    ):
        post("http://odoo.replay/json/2/x/y", {"domain": "b", "limit": 1})
    text = str(caught.value)
    assert '-  "domain": "a"' in text
    assert '+  "domain": "b"' in text
    assert "pytest --target=local --record -k test_x" in text


def test_a_replay_that_asks_for_less_is_told(server: str, tmp_path: Path) -> None:
    """Another run than the recorded one, though every answer that it wanted was there."""
    path = tmp_path / "x.yaml"
    record(path, server, {"a": 1}, {"a": 2})
    less = pytest.raises(
        NotProven, match=r"1 of 2 answers[\s\S]*POST http://odoo.replay/json/2/x/y"
    )
    with less, replaying(path, "x", stabiliser("http://nowhere")):
        post("http://odoo.replay/json/2/x/y", {"a": 2})
    with replaying(path, "x", stabiliser("http://nowhere"), passed=lambda: False):
        post("http://odoo.replay/json/2/x/y", {"a": 2})  # what went wrong is told by itself


def test_an_answer_is_given_once(server: str, tmp_path: Path) -> None:
    """A call made more often than recorded is a change, not a repetition."""
    path = tmp_path / "x.yaml"
    record(path, server, {"a": 1})
    with replaying(path, "x", stabiliser("http://nowhere")):
        post("http://odoo.replay/json/2/x/y", {"a": 1})
        with pytest.raises(MissingInteraction, match="It holds 1, all given already"):
            post("http://odoo.replay/json/2/x/y", {"a": 1})


def test_the_nearest_is_of_the_same_address(server: str, tmp_path: Path) -> None:
    """Another model with the very same body is no neighbour."""
    path = tmp_path / "x.yaml"
    with recording(path, header(), stabiliser(server), lambda: True):
        post(f"{server}/json/2/x/y", {"limit": 1, "order": "name"})
        post(f"{server}/json/2/x/z", {"limit": 1, "order": "id", "ids": [1, 2, 3]})
    with (
        replaying(path, "x", stabiliser("http://nowhere"), passed=lambda: False),
        pytest.raises(MissingInteraction) as caught,
    ):
        post("http://odoo.replay/json/2/x/y", {"limit": 1, "order": "id", "ids": [1, 2, 3]})
    assert '-  "order": "name"' in str(caught.value)
    assert "/x/z" not in str(caught.value)


def test_a_failed_recording_leaves_the_old_cassette(server: str, tmp_path: Path) -> None:
    """Whether the scenario fails or the run is interrupted."""
    path = tmp_path / "x.yaml"
    record(path, server, {"a": 1})
    before = path.read_text()
    with recording(path, header(), stabiliser(server), lambda: False):
        post(f"{server}/json/2/x/y", {"a": 2})
    with pytest.raises(KeyboardInterrupt):
        interrupted(path, server)
    assert path.read_text() == before
    assert [file.name for file in tmp_path.iterdir()] == ["x.yaml"]


def test_the_header_makes_the_run_again(server: str, tmp_path: Path) -> None:
    """Seed and moment are read before anything is replayed."""
    path = tmp_path / "x.yaml"
    record(path, server, {"a": 1})
    assert read_header(path, "x") == header()


@pytest.mark.parametrize("content", [None, "", "header: 1\n", "--- {}\n", "\t"])
def test_a_missing_or_damaged_cassette_is_not_proven(tmp_path: Path, content: str | None) -> None:
    """The message names the file and the command that records it."""
    path = tmp_path / "x.yaml"
    if content is not None:
        path.write_text(content)
    with pytest.raises(NotProven) as caught:
        read_header(path, "scenarios/loop/test_x.py::test_x")
    assert "--record" in str(caught.value)


@pytest.mark.parametrize(
    "text", ['{"a":100.00,"b":[1,2.50],"c":{},"d":[],"e":null}', "[]", "not json", '"é"', "1.10"]
)
def test_layout_changes_no_value(text: str) -> None:
    """Laid out or not, JSON says the same, digit by digit."""
    laid_out = pretty(text)
    assert "".join(laid_out.split()) == "".join(text.split())


def test_a_servers_traceback_is_left_out() -> None:
    """It names paths of one machine."""
    answer = b'{"message": "no", "debug": "Traceback \\"x\\"\\n  File /home/me", "a": 1}'
    text = Stabiliser({}, Scrubber()).body(answer, answer=True)
    assert json.loads(text) == {"message": "no", "debug": "", "a": 1}


def test_what_a_server_stamps_is_the_same_in_every_recording() -> None:
    """Times of changes, how long a job took, and the marks of calls, wherever they stand."""
    marks = ("1-65f0c0de-0123456789abcdef01234567", "1-65f0c0df-89abcdef0123456789abcdef")
    answers = [
        f'{{"CreateTime": "2026-0{day}-02T03:04:05-07:00",'
        f' "create_date": "2026-0{day}-02 03:04:05", "duration_ms": {day}17,'
        f' "TxnDate": "2026-05-05", "message": "{mark}", "again": "{mark}"}}'
        for day, mark in zip((1, 2), marks, strict=True)
    ]
    first, second = (Stabiliser({}, Scrubber()).body(text, answer=True) for text in answers)
    assert first == second
    assert '"TxnDate": "2026-05-05"' in first
    together = Stabiliser({}, Scrubber())
    assert together.body(answers[0], answer=True) != together.body(answers[1], answer=True)


@pytest.mark.parametrize("answer", [True, False])
def test_whom_a_record_is_of_and_whose_hand_changed_it_is_the_same(answer: bool) -> None:
    """Marks of one company: they tell nothing, and one of them is a number near the company's."""
    bodies = [
        f'{{"V4IDPseudonym":"{mark}","MetaData":{{"LastModifiedByRef":{{"value":"{user}"}}}},'
        '"CustomerRef":{"value":"58"}}'
        for mark, user in (("0020985fe9", "9341453395521032"), ("00209831c0", "9130349999999032"))
    ]
    first, second = (Stabiliser({}, Scrubber()).body(text, answer=answer) for text in bodies)
    assert first == second
    assert json.loads(first)["CustomerRef"] == {"value": "58"}


def test_changes_are_asked_for_from_the_same_moment() -> None:
    """The window begins with the scenario, so it would differ in every recording."""
    first, second = (
        Stabiliser({}, Scrubber()).url(f"http://x/cdc?changedSince={day}T03:10:06Z&entities=Bill")
        for day in ("2026-01-02", "2026-03-04")
    )
    assert first == second
    assert first != Stabiliser({}, Scrubber()).url("http://x/cdc?entities=Bill")


def test_calls_under_a_cassette_wait_for_one_another(server: str, tmp_path: Path) -> None:
    """All are recorded, and all are answered from the recording."""
    path = tmp_path / "x.yaml"
    assert not listening()
    with recording(path, header(), stabiliser(server), lambda: True):
        assert listening()
        together(5, lambda: post(f"{server}/json/2/x/y", {"a": 1}))
    with replaying(path, "x", stabiliser("http://nowhere")):
        answers = together(5, lambda: post("http://odoo.replay/json/2/x/y", {"a": 1}))
    assert len({answer.text for answer in answers}) == 5


def test_calls_without_one_are_made_at_once() -> None:
    """Each waits for the other."""
    both = threading.Barrier(2)
    assert together(2, lambda: both.wait(timeout=30)) is not None


def test_odoos_own_time_is_kept_where_it_was_asked_for() -> None:
    """Its clock is compared with ours."""
    answer = '[{"id": 7, "create_date": "2026-01-02 03:04:05"}]'
    assert "03:04:05" in Stabiliser({}, Scrubber()).body(answer, answer=True)


def test_no_absent_client_is_searched_for_with_every_connection(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What vcrpy tries to import is known to be absent, and only while a cassette is played."""
    searched: list[str] = []

    class Finder(importlib.abc.MetaPathFinder):
        def find_spec(self, name: str, *_: object) -> None:
            searched.append(name)

    path = tmp_path / "one.yaml"
    record(path, server, {"n": 1}, {"n": 2})
    with replaying(path, "one", stabiliser("http://nowhere")):
        post("http://odoo.replay/json/2/x/y", {"n": 1})
        monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
        post("http://odoo.replay/json/2/x/y", {"n": 2})
        monkeypatch.undo()
    assert searched == []
    assert all(sys.modules.get(name, "absent") is not None for name in CLIENTS)
