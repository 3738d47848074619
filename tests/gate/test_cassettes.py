"""The gate on recordings that prove nothing: damaged, foreign, stale or missing ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from vcr.request import Request

from harness.cassette.header import Cassettes, Header
from harness.cassette.recorder import recording
from harness.cassette.stable import Stabiliser
from harness.cassette.staleness import for_scenario
from harness.connector.loader import load_profile
from harness.policy import load_policy
from harness.scrub import Scrubber
from harness.session.opening import tree_of
from harness.settings import load_settings
from tests.gate.running import EVERYTHING, POLICY, Gate, junit, reasons

SCENARIO = "own/test_own.py::test_recorded"
OWN = (
    EVERYTHING
    + """
@case("Ours")
def test_recorded(parts):
    parts.port.call("res.partner", "search_count", domain=[])
"""
)


@pytest.fixture
def recorded(gate: Gate, tmp_path: Path) -> Path:
    """A whole, fresh recording of our scenario in the project's folder."""
    del gate  # it makes the project
    source = tmp_path / "own/test_own.py"
    source.parent.mkdir()
    source.write_text(OWN, "utf-8")
    settings = load_settings()
    tree = tree_of(settings, load_policy(POLICY), load_profile(settings.connector.profile))
    header = Header(
        scenario=SCENARIO,
        recorded=datetime.now(UTC),
        day=date(2026, 1, 2),
        target="local",
        transport="json2",
        seed=1,
        versions={"connector": tree.connector},
        fingerprints=for_scenario(tree, source).fingerprints,
    )
    path = Cassettes(tmp_path / "cassettes", "json2").path(SCENARIO)
    write(path, header)
    return path


def write(path: Path, header: Header, answers: int = 1) -> None:
    """Record an answer (or more) to what the scenario asks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    url, body = "http://odoo.replay/json/2/res.partner/search_count", b'{"domain": []}'
    with recording(path, header, Stabiliser({}, Scrubber()), lambda: True) as cassette:
        for number in range(answers):
            answer = {"status": {"code": 200, "message": "OK"}, "headers": {}}
            answer["body"] = {"string": str(number).encode()}
            cassette.append(Request("POST", url, body, {}), answer)


def read(path: Path) -> Header:
    """Read its header."""
    from harness.cassette.header import read_header  # noqa: PLC0415 - one helper's own

    return read_header(path, SCENARIO)


def test_a_whole_and_fresh_one_is_a_go(gate: Gate, recorded: Path) -> None:
    """The very run that the others below damage."""
    assert recorded.is_file()
    written = gate(OWN)
    assert (written["verdict"], reasons(written).strip()) == ("go", "")


def cut(path: Path) -> None:
    """The disk was full, or the download broke off."""
    path.write_bytes(path.read_bytes()[:-20])


def merge(path: Path) -> None:
    """Two branches recorded it, and somebody left git's marks in it."""
    text = path.read_text("utf-8")
    path.write_text(f"{text}<<<<<<< ours\n=======\n{text}>>>>>>> theirs\n", "utf-8")


def doctor(path: Path) -> None:
    """An answer that suits better."""
    text = path.read_text("utf-8")
    assert "body: '0'" in text
    path.write_text(text.replace("body: '0'", "body: '1'"), "utf-8")


def come_from_afar(path: Path) -> None:
    """A harness of another form of cassettes recorded it."""
    path.write_text(path.read_text("utf-8").replace("format: 3", "format: 9"), "utf-8")


def belong_elsewhere(path: Path) -> None:
    """It was copied from another scenario."""
    write(path, replace(read(path), scenario="own/test_own.py::test_another"))


def outlive_its_rules(path: Path) -> None:
    """The rules were changed since."""
    header = read(path)
    write(path, replace(header, fingerprints={**header.fingerprints, "policy": "000000000000"}))


def grow_old(path: Path) -> None:
    """Nobody recorded it anew for a year."""
    write(path, replace(read(path), recorded=datetime.now(UTC) - timedelta(days=365)))


def hold_more(path: Path) -> None:
    """The scenario once asked for more."""
    write(path, read(path), answers=2)


def get_lost(path: Path) -> None:
    """It was never committed."""
    path.unlink()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (cut, "not as it was recorded"),
        (merge, "changed by hand"),
        (doctor, "changed by hand"),
        (come_from_afar, "another form"),
        (belong_elsewhere, "recorded by another scenario"),
        (outlive_its_rules, "the mapping rules were changed"),
        (grow_old, "days old"),
        (hold_more, "1 of 2 answers were not asked for"),
        (get_lost, "no cassette"),
    ],
)
def test_one_that_proves_nothing_is_no_go(
    gate: Gate, recorded: Path, tmp_path: Path, damage: Callable[[Path], None], told: str
) -> None:
    """In the result for machines and in JUnit: not proven, why, and how to record it anew."""
    damage(recorded)
    written = gate(OWN)
    assert (written["verdict"], written["exit_code"]) == ("not proven", 2)
    (ours,) = written["cases"]
    assert ours["status"] == "not proven"
    assert told in ours["reason"]
    assert "pytest --target=local --record" in ours["next_step"]
    assert "--record" in str([error.attrib for error in junit(tmp_path).iter("error")])
