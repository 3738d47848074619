"""Cassettes that were cut off, merged, doctored or half written, and recorders that meet."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from harness.cassette.audit import findings
from harness.cassette.header import read_header
from harness.cassette.recorder import recording, replaying
from harness.cassette.stable import Stabiliser
from harness.errors import NotProven
from harness.scrub import Scrubber
from tests.cassette.test_recorder import header

SCENARIO = "scenarios/loop/test_x.py::test_x"

RECORDER = """
import resource, signal, sys
from pathlib import Path
from harness.cassette.recorder import _cassette, recording
from tests.cassette.test_damage import interaction, stabiliser
from tests.cassette.test_recorder import header

path, most = Path(sys.argv[1]), int(sys.argv[2])
with recording(path, header(), stabiliser(), lambda: True) as cassette:
    for number in range(20):
        cassette.append(*interaction(number))
    if most >= 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
"""


def stabiliser() -> Stabiliser:
    """Nothing varies here."""
    return Stabiliser({}, Scrubber())


def interaction(number: int) -> tuple[object, dict[str, object]]:
    """One request and its answer, as vcrpy has them."""
    from vcr.request import Request  # noqa: PLC0415 - what it patches is imported late

    request = Request("POST", f"http://odoo.replay/json/2/x/{number}", b'{"a": 1}', {})
    body = f'{{"number": {number}, "text": "---"}}'.encode()
    return request, {
        "status": {"code": 200, "message": "OK"},
        "headers": {},
        "body": {"string": body},
    }


def record(path: Path, most: int = -1) -> int:
    """Record in a process of its own, which dies when it has written `most` bytes; its code."""
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-c", RECORDER, str(path), str(most)],
        cwd=root,
        env={"PYTHONPATH": str(root), "TMPDIR": tempfile.gettempdir()},
        check=False,
    ).returncode


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A whole cassette's text."""
    path = tmp_path_factory.mktemp("recorded") / "x.yaml"
    assert record(path) == 0
    return path.read_text("utf-8")


def refused(path: Path, text: str) -> str:
    """What is said of a text in place of the recording."""
    path.write_text(text, "utf-8")
    with (
        pytest.raises(NotProven) as told,
        replaying(path, SCENARIO, stabiliser(), "odoorpc"),
    ):
        pass
    said = str(told.value)
    assert str(path) in said
    assert "pytest --target=local --record --transport=odoorpc -k test_x" in said
    return said


def test_a_whole_one_is_read(recorded: str, tmp_path: Path) -> None:
    """On any system's line ends."""
    for ends in ("\n", "\r\n"):
        (tmp_path / "x.yaml").write_text(recorded.replace("\n", ends), "utf-8", newline="")
        with replaying(tmp_path / "x.yaml", SCENARIO, stabiliser(), passed=lambda: False):
            pass


def test_a_recording_passes_the_audit(recorded: str) -> None:
    """Its own seal and fingerprints are not taken for secrets."""
    assert list(findings(recorded)) == []


@pytest.mark.parametrize("share", [0.999, 0.9, 0.5, 0.2])
def test_a_truncated_one_is_told(recorded: str, tmp_path: Path, share: float) -> None:
    """Wherever it was cut, and though what is left may be good YAML."""
    refused(tmp_path / "x.yaml", recorded[: int(len(recorded) * share)])


def test_whole_interactions_that_are_missing_are_counted(recorded: str, tmp_path: Path) -> None:
    """A file that ends between two of them reads well, and lacks the rest."""
    cut = recorded.rindex("- request:")
    assert "20 interactions were recorded, 19 are left" in refused(
        tmp_path / "x.yaml", recorded[:cut]
    )


def test_a_doubled_interaction_is_told(recorded: str, tmp_path: Path) -> None:
    """As a merge leaves it."""
    start = recorded.rindex("- request:")
    said = refused(tmp_path / "x.yaml", recorded + recorded[start:])
    assert "20 interactions were recorded, 21 are left" in said


def test_a_merge_left_open_is_told(recorded: str, tmp_path: Path) -> None:
    """With git's own marks in it."""
    start = recorded.rindex("- request:")
    merged = f"{recorded[:start]}<<<<<<< ours\n{recorded[start:]}=======\n>>>>>>> theirs\n"
    assert "changed by hand" in refused(tmp_path / "x.yaml", merged)


def test_a_doctored_answer_is_told(recorded: str, tmp_path: Path) -> None:
    """One digit is enough."""
    assert "changed by hand" in refused(
        tmp_path / "x.yaml", recorded.replace('"number": 7', '"number": 8')
    )


@pytest.mark.parametrize(
    ("recorded_as", "doctored"),
    [
        ("2026-01-02T03:04:05+00:00", "2026-09-02T03:04:05+00:00"),
        ("fingerprints:\n    policy: abc", "fingerprints:\n    policy: def"),
        ("seed: 42", "seed: 43"),
    ],
    ids=["its day", "its rules", "its seed"],
)
def test_a_doctored_header_is_told(
    recorded: str, tmp_path: Path, recorded_as: str, doctored: str
) -> None:
    """A stale recording does not become fresh by another day in its header."""
    changed = recorded.replace(recorded_as, doctored)
    assert changed != recorded
    assert "changed by hand" in refused(tmp_path / "x.yaml", changed)


@pytest.mark.parametrize("seal", ["holds:\n", "  interactions:", "  sha256:"])
def test_a_broken_seal_is_told(recorded: str, tmp_path: Path, seal: str) -> None:
    """Whatever part of it is missing."""
    assert "seal" in refused(tmp_path / "x.yaml", recorded.replace(seal, f"# {seal}", 1))


@pytest.mark.parametrize(
    ("recorded_as", "damaged", "told"),
    [
        ("04:05+00:00", "04:05", "recorded: Input should have timezone info"),
        ("fingerprints:\n    policy: abc", "fingerprints:", "fingerprints: Input should be"),
        ("versions:\n    policy: abc", "versions: [1]", "versions: Input should be"),
        ("seed: 42", "seed: many", "seed: Input should be a valid integer"),
        ("  seed: 42\n", "", "seed: Field required"),
        ("seed: 42", "seed: 42\n  mood: good", "mood: Unexpected keyword argument"),
        ("scenario: scenarios/loop/test_x.py::test_x", "scenario: 7", "scenario: Input should"),
        ("transport: json2", "transport: odoorpc", "another transport"),
        ("format: 3", "format: 2", "another form"),
        ("  seed: 42", "<<<<<<< ours\n  seed: 42", "can't be read"),
    ],
)
def test_a_damaged_header_is_told(
    recorded: str, tmp_path: Path, recorded_as: str, damaged: str, told: str
) -> None:
    """Field by field, before anything is replayed, and with the next step."""
    path = tmp_path / "x.yaml"
    path.write_text(recorded.replace(recorded_as, damaged), "utf-8")
    with pytest.raises(NotProven) as caught:
        read_header(path, SCENARIO)
    said = str(caught.value)
    assert told in said
    assert str(path) in said
    assert "pytest --target=local --record -k test_x" in said


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A folder in a cassette's place."""
    with pytest.raises(NotProven, match="can't be read"):
        read_header(tmp_path, SCENARIO)


@pytest.mark.parametrize("most", [0, 1, 100, 1000])
def test_a_recorder_that_dies_leaves_the_old_cassette(
    recorded: str, tmp_path: Path, most: int
) -> None:
    """After any byte; the next recording takes away what it left."""
    path = tmp_path / "x.yaml"
    path.write_text(recorded, "utf-8")
    assert record(path, most) < 0
    assert path.read_text("utf-8") == recorded
    assert record(path) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["x.yaml"]


def test_two_recorders_of_one_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second is refused, and the first goes on; neither leaves a lock behind."""
    path, locks = tmp_path / "x.yaml", tmp_path / "locks"
    locks.mkdir()
    monkeypatch.setenv("TMPDIR", str(locks))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with recording(path, header(), stabiliser(), lambda: True) as cassette:
        assert len(list(locks.iterdir())) == 1
        assert record(path) == 1
        cassette.append(*interaction(1))
    with replaying(path, SCENARIO, stabiliser(), passed=lambda: False):
        pass
    assert list(locks.iterdir()) == []
