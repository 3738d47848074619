"""A company with other names than the sample's: a real Odoo gets them, and the loop passes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from harness.session.run import Parts
from harness.settings import Settings
from tests.local.another import environment

pytestmark = pytest.mark.local

ROOT = Path(__file__).parents[2]
SIGNED = ROOT / "scenarios/policy/aluminum-supplier.toml"
OURS = {
    "Net 30": "Thirty days",
    "FL Hillsborough 7.5%": "Hillsborough County",
    "Aluminum / Beams": "Metal / Beams",
}
"""What the sample company calls something, and what this one does."""


def rules(*, words: bool) -> str:
    """The signed rules with our names for what is Odoo's, and our words for the scenarios."""
    text = SIGNED.read_text("utf-8")
    for theirs, ours in OURS.items():
        for place in (f'"{theirs}" = ', f'[items.categories."{theirs}"]'):
            text = text.replace(place, place.replace(theirs, ours), 1)
    said = "".join(f'"{theirs}" = "{ours}"\n' for theirs, ours in OURS.items())
    return f"{text}\n[words]\n{said}" if words else text


def loop(settings: Settings, folder: Path, text: str) -> str:
    """Run the loop under rules, and return what it said."""
    file = folder / "rules.toml"
    file.write_text(text, "utf-8")
    command = [sys.executable, "-m", "pytest", "scenarios/loop", "--target=local", "-q"]
    done = subprocess.run(
        [*command, f"--reports={folder}"],
        cwd=ROOT,
        env=environment(settings, HARNESS_POLICY=str(file)),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_a_company_with_names_of_its_own_goes_through_the_loop(
    live: Parts, harness_settings: Settings, tmp_path: Path
) -> None:
    """Its terms, taxes and categories are made in Odoo, and the scenarios use them."""
    del live  # the staging is up
    told = loop(harness_settings, tmp_path, rules(words=True))
    assert re.search(r"^\d+ passed in", told, re.MULTILINE), told


def test_names_that_nobody_translated_are_not_proven(
    live: Parts, harness_settings: Settings, tmp_path: Path
) -> None:
    """The scenario looks for the sample's; what it lacks is told with the next step."""
    del live
    told = loop(harness_settings, tmp_path, rules(words=False))
    assert "under [words] in the mapping rules" in " ".join(told.split())
    assert "not proven" in told
    assert "failed" not in told.rpartition("validation loop")[0], told
