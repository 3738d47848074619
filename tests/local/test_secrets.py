"""Nothing that a run writes shows a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.session.run import Parts
from harness.staging import staging
from harness.staging.home import Home

pytestmark = pytest.mark.local


def test_no_log_of_the_staging_shows_a_secret(live: Parts) -> None:
    """Keys, secrets and live tokens are searched for in every log, after a sync and a refusal."""
    customer = live.odoo.create_customer()
    live.connector.sync(customer, "customer")
    namesake = live.odoo.create_customer(name=live.odoo.name_of(customer))
    live.proof.fails(namesake, "customer")
    home = Home.default()
    running = staging.current(home)
    assert running is not None
    record = live.port.call("qbo.connection", "search", domain=[], limit=1)
    names = ["access_token", "refresh_token", "client_secret"]
    stored = live.port.call("qbo.connection", "read", ids=record, fields=names)[0]
    secrets = {
        "API key": running.api_key,
        "admin key": running.admin_key,
        **{name: stored[name] for name in names},
    }
    assert all(len(str(secret)) > 12 for secret in secrets.values())
    files = [*home.logs.iterdir(), *Path("reports").glob("*"), *Path("allure-results").glob("*")]
    shown = [
        f"{name} in {file}"
        for file in files
        for name, secret in secrets.items()
        if secret in file.read_text("utf-8", "replace")
    ]
    assert not shown
    assert any(file.name == "odoo.log" and file.stat().st_size for file in files)
