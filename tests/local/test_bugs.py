"""What `harness prove` says can be relied on: a bug that is not seen as it must be is told."""

from __future__ import annotations

import pytest

from harness.prove.seeding import install, seeded
from harness.session.run import Parts

pytestmark = pytest.mark.local


def test_a_token_in_the_log_is_found_and_not_shown(live: Parts) -> None:
    """The row is named; the secret stays where it is."""
    install(live.port)
    with seeded(live.port, "log_leaks"):
        live.connector.sync(live.odoo.create_vendor(), "vendor")
        leaks = live.connector.leaked_secrets()
    assert leaks
    assert "access_token" in leaks[-1]
    assert "eyJ" not in leaks[-1]
