"""What was recorded is held against what the systems answer now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from harness.cassette.serializer import BREAK, SEAL, digest
from harness.session.run import Parts
from harness.settings import Settings
from tests.local.another import environment

pytestmark = pytest.mark.local

ROOT = Path(__file__).parents[2]
SCENARIO = "scenarios/loop/test_06_vendor.py"


def run(settings: Settings, cassettes: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One command on the staging that is up, with recordings of its own."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=environment(
            settings,
            HARNESS_CASSETTES=str(cassettes),
            HARNESS_REPORTS=str(cassettes.parent / "reports"),
        ),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_system_that_answers_otherwise_is_told(
    live: Parts, harness_settings: Settings, tmp_path: Path
) -> None:
    """An unchanged one is not; the field, both values and the scenario are named."""
    del live  # the staging is up
    folder = tmp_path / "cassettes"
    made = run(harness_settings, folder, "pytest", "--target=local", "--record", "-q", SCENARIO)
    (cassette,) = folder.rglob("*.yaml")
    assert cassette.is_file(), made.stdout

    same = run(harness_settings, folder, "harness", "cassettes", "verify", SCENARIO)
    assert same.returncode == 0, same.stdout + same.stderr
    assert "1 recordings were compared, 0 are answered otherwise" in same.stdout

    head, _, written = cassette.read_text("utf-8").partition(BREAK)
    doctored = written.replace('"Vendor1099": false', '"Vendor1099": true')
    assert doctored != written
    header = head.removeprefix("---\n").partition(SEAL)[0]
    whole = head.replace(digest(header, written), digest(header, doctored))
    assert whole != head
    cassette.write_text(whole + BREAK + doctored, "utf-8")

    other = run(harness_settings, folder, "harness", "cassettes", "verify", SCENARIO)
    assert other.returncode == 1, other.stdout + other.stderr
    assert "test_one_vendor_is_mirrored" in other.stdout
    assert "Vendor.Vendor1099 was true, it is false" in other.stdout
