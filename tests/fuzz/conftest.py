"""Fixtures of the emulator's own tests, and how long the fuzz takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fuzz.target import Target
from tests.sandbox.conftest import Company, emulator

__all__ = ["emulator"]


@pytest.fixture(scope="session")
def target(request: pytest.FixtureRequest) -> Iterator[Target]:
    """A sample company that anything may be sent to."""
    company: Company = request.getfixturevalue("emulator").company("sample")
    with Target(company) as made:
        yield made
