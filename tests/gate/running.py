"""A gate run on scenarios of a test's own, and what it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from harness.report.result import SCHEMA_FILE

ROOT = Path(__file__).parents[2]
POLICY = ROOT / "scenarios/policy/aluminum-supplier.toml"
SCHEMA = json.loads(SCHEMA_FILE.read_text("utf-8"))

EVERYTHING = f"""
from pathlib import Path
import pytest
from harness.marks import case, check, rule
from harness.policy import load_policy
from harness.report import CHECKS

for entry in CHECKS:
    def scenario(): pass
    globals()[f"test_{{entry.number}}"] = check(entry.title)(scenario)
for place, (path, answer) in enumerate(load_policy(Path("{POLICY}")).answers().items()):
    def scenario(): pass
    globals()[f"test_rule_{{place}}"] = rule(path, answer)(scenario)
"""
"""A passing scenario for every check and for every answer of the company."""

Gate = Callable[..., dict[str, Any]]


def junit(tmp_path: Path) -> ET.Element:
    """The only suite of the JUnit file."""
    suite = ET.parse(tmp_path / "reports/junit.xml").getroot().find("testsuite")  # noqa: S314
    assert suite is not None
    return suite


def reasons(written: dict[str, Any]) -> str:
    """All that is said to stand in the way."""
    items = [*written["checks"], *written["rules"], *written["cases"]]
    return "\n".join(
        [item["reason"] for item in items] + [item["what"] for item in written["problems"]]
    )
