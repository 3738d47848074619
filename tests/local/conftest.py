"""Tests on the real local staging: each worker has a database and a company of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from harness.session.opened import Opened
from harness.session.opening import open_target
from harness.session.run import Moment, Parts, build, fresh_seed
from harness.settings import Settings


@pytest.fixture
def moment() -> Moment:
    """Now, with a seed of its own."""
    return Moment(seed=fresh_seed(), now=datetime.now(UTC))


@pytest.fixture
def live(opened: Opened, moment: Moment) -> Parts:
    """The line with a seed of its own, on this worker's lease."""
    return build(opened.target, moment, opened.profile, opened.policy)


@pytest.fixture
def untouched(harness_settings: Settings, moment: Moment) -> Iterator[Parts]:
    """The line on a lease of this test alone: what it says of emptiness no other test can bend."""
    with open_target(harness_settings, f"untouched_{os.getpid()}") as opened:
        yield build(opened.target, moment, opened.profile, opened.policy)
