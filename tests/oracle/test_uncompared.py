"""Every field of a mirror is compared, or stands with its reason in `uncompared.toml`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REASONS = tomllib.loads((Path(__file__).parent / "uncompared.toml").read_text("utf-8"))
PATTERNS = [pattern for patterns in REASONS.values() for pattern in patterns]
SCENARIOS = [
    "scenarios/loop",
    *(
        f"scenarios/rules/test_{name}.py"
        for name in (
            "bill_payments",
            "credit_memos",
            "discounts",
            "foreign_bills",
            "foreign_payments",
            "locations",
            "refunds",
            "sales_tax",
            "vendor_credits",
        )
    ),
]
"""Replays in which every kind of mirror comes, and every kind of line."""


@pytest.fixture(scope="module")
def unseen(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The fields that were changed in every mirror of these replays, and never noticed."""
    folder = tmp_path_factory.mktemp("blindspots")
    told = folder / "unseen.json"
    plugin = "tests.oracle.blindspots"
    command = [sys.executable, "-m", "pytest", "-p", plugin, "-q", f"--reports={folder}"]
    done = subprocess.run(
        [*command, *SCENARIOS],
        cwd=ROOT,
        env={**os.environ, "BLINDSPOTS": str(told), "HARNESS_CASSETTE_DAYS": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    # A part of the scenarios is no go; what counts here is that each of them passed.
    assert re.search(r"^\d+ passed in", done.stdout, re.MULTILINE), done.stdout + done.stderr
    held: list[str] = json.loads(told.read_text("utf-8"))
    assert held, done.stdout + done.stderr
    return held


def test_a_field_that_nobody_compares_has_a_reason(unseen: list[str]) -> None:
    """A connector could fill it with anything, and no scenario would say so."""
    missing = [
        field for field in unseen if not any(fnmatchcase(field, pattern) for pattern in PATTERNS)
    ]
    assert missing == []


def test_a_reason_is_needed(unseen: list[str]) -> None:
    """What is compared needs no excuse any more."""
    needless = [
        pattern for pattern in PATTERNS if not any(fnmatchcase(field, pattern) for field in unseen)
    ]
    assert needless == []
