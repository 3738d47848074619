"""Planted secrets come out of nothing that pytest prints or writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from harness.session.run import Parts
from harness.settings import Settings
from harness.staging import staging
from harness.staging.home import Home
from tests.local.another import environment

pytestmark = pytest.mark.local

ROOT = Path(__file__).parents[2]

SCENARIO = """
import logging
from harness.errors import HarnessError
from harness.marks import case
from harness.quickbooks.tokens import TokenFile

def secrets(parts):
    target = parts.target
    tokens = TokenFile(target.quickbooks.tokens).load()
    found = {
        "key": target.odoo.api_key.get_secret_value(),
        "secret": target.quickbooks.client_secret.get_secret_value(),
        "access": tokens.access_token,
        "refresh": tokens.refresh_token,
    }
    open("planted", "a").write("".join(f"{value}\\n" for value in found.values()))
    return found

def told(found):
    print("printed", found)
    logging.getLogger("x").warning("logged %s", found)

@case("an error with secrets")
def test_error(parts):
    found = secrets(parts)
    told(found)
    raise HarnessError("no", found=str(found), where=found["refresh"])

@case("a comparison of secrets")
def test_comparison(parts):
    found = secrets(parts)
    told(found)
    assert list(found.values()) == ["nothing"]

@case("an exception from elsewhere")
def test_elsewhere(parts):
    found = secrets(parts)
    raise RuntimeError(" ".join(found.values()))
"""


def test_no_report_shows_a_secret(live: Parts, harness_settings: Settings, tmp_path: Path) -> None:
    """Terminal, JUnit, Allure, our own pages; in messages, variables, output and logs."""
    del live  # the staging is up
    (tmp_path / "test_leaks.py").write_text(SCENARIO, "utf-8")
    policy = ROOT / "scenarios/policy/aluminum-supplier.toml"
    (tmp_path / "harness.toml").write_text(f'policy = "{policy}"\n', "utf-8")
    options = [
        "--target=local",
        "--showlocals",
        "--alluredir=allure",
        "--junitxml=junit.xml",
        "-n1",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", *options],
        cwd=tmp_path,
        env=environment(harness_settings),
        capture_output=True,
        text=True,
        check=False,
    )
    planted = set((tmp_path / "planted").read_text("utf-8").split())
    assert len(planted) >= 4, done.stdout + done.stderr
    running = staging.current(Home.default())
    assert running is not None
    planted |= {running.admin_key}
    written = {
        str(path.relative_to(tmp_path)): path.read_text("utf-8", "replace")
        for path in tmp_path.rglob("*")
        if path.is_file() and path.name != "planted" and path.suffix != ".pyc"
    }
    assert {"junit.xml", "reports/milestone.md"} <= set(written)
    assert any(name.startswith("allure/") for name in written)
    written |= {"the terminal": done.stdout, "the terminal's errors": done.stderr}
    assert "an exception from elsewhere" in written["reports/milestone.md"]
    assert "<ODOO_API_KEY>" in done.stdout
    shown = [
        f"{secret[:6]}... in {name}"
        for name, text in written.items()
        for secret in planted
        if secret in text
    ]
    assert not shown
