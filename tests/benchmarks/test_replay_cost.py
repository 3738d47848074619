"""What a replay costs, beside vcrpy's own matcher; prints the ratio, asserts only the work done."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import vcr
from vcr.record_mode import RecordMode
from vcr.request import Request

from harness.cassette.header import Header
from harness.cassette.recorder import _cassette
from harness.cassette.serializer import Serializer
from harness.cassette.stable import Stabiliser
from harness.scrub import Scrubber

INTERACTIONS = 400
URL = "http://odoo.replay/json/2/res.partner/read"


def _request(number: int) -> Request:
    return Request("POST", URL, json.dumps({"ids": [number], "fields": ["name"] * 20}), {})


def _response(number: int) -> dict[str, object]:
    body = json.dumps([{"id": number, "name": "x" * 400}]).encode()
    return {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": body}}


def _ours(path: Path) -> float:
    header = Header(
        scenario="x::x",
        recorded=datetime(2026, 1, 1, tzinfo=UTC),
        day=date(2026, 1, 1),
        target="local",
        transport="json2",
        seed=1,
        versions={},
        fingerprints={},
    )
    stabiliser = Stabiliser({}, Scrubber())
    with _cassette(
        path, RecordMode.ALL, Serializer(header), stabiliser, scenario="x::x", transport="json2"
    ) as cassette:
        for number in range(INTERACTIONS):
            cassette.append(_request(number), _response(number))
    started = time.perf_counter()
    with _cassette(
        path, RecordMode.NONE, Serializer(None), stabiliser, scenario="x::x", transport="json2"
    ) as cassette:
        for number in reversed(range(INTERACTIONS)):
            assert cassette.can_play_response_for(_request(number))
            cassette.play_response(_request(number))
    return time.perf_counter() - started


def _theirs(path: Path) -> float:
    match = ("method", "uri", "body")
    with vcr.use_cassette(str(path), record_mode="all", match_on=match) as cassette:
        for number in range(INTERACTIONS):
            cassette.append(_request(number), _response(number))
    started = time.perf_counter()
    with vcr.use_cassette(str(path), record_mode="none", match_on=match) as cassette:
        for number in reversed(range(INTERACTIONS)):
            assert cassette.can_play_response_for(_request(number))
            cassette.play_response(_request(number))
    return time.perf_counter() - started


def test_replay_cost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every interaction is replayed by both; how long each took is printed, not judged."""
    ours, theirs = _ours(tmp_path / "ours.yaml"), _theirs(tmp_path / "theirs.yaml")
    with capsys.disabled():
        print(
            f"\nreplay of {INTERACTIONS} interactions: {ours:.2f} s,"
            f" vcrpy with body matching {theirs:.2f} s, ratio {theirs / ours:.1f}"
        )
