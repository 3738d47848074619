"""Two recordings of one seed differ in their moment alone, and neither tells a secret."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harness.cassette.audit import audit
from harness.session.run import Parts
from harness.settings import Settings
from harness.staging import staging
from harness.staging.home import Home
from tests.local.test_verify import run

pytestmark = pytest.mark.local

SCENARIO = "scenarios/loop/test_06_vendor.py"
MOMENT = re.compile(r"^  (?:recorded|sha256): .*$", re.MULTILINE)


def record(settings: Settings, folder: Path, *options: str) -> str:
    """Record one scenario; the cassette."""
    made = run(settings, folder, "pytest", "--target=local", "--record", "-q", *options, SCENARIO)
    (path,) = folder.rglob("*.yaml")
    assert path.is_file(), made.stdout
    return path.read_text("utf-8")


@pytest.mark.parametrize("transport", ["json2", "odoorpc"])
def test_the_same_seed_makes_the_same_cassette(
    live: Parts, harness_settings: Settings, tmp_path: Path, transport: str
) -> None:
    """On another database, in another company, under another key; but for the header's moment."""
    by = f"--transport={transport}"
    first, second = (record(harness_settings, tmp_path / name, "--seed=19", by) for name in "ab")
    other = record(harness_settings, tmp_path / "c", "--seed=20", by)
    assert len(MOMENT.findall(first)) == 2
    assert MOMENT.sub("", first) == MOMENT.sub("", second)
    assert MOMENT.sub("", first) != MOMENT.sub("", other)

    assert audit(sorted(tmp_path.rglob("*.yaml"))) == []
    running = staging.current(Home.default())
    assert running is not None
    secrets = {
        running.api_key,
        running.admin_key,
        live.target.odoo.api_key.get_secret_value(),
        live.target.quickbooks.client_secret.get_secret_value(),
    }
    assert not [secret[:4] for secret in secrets if secret in first + second + other]
