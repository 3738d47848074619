"""
Which service the scripts are played on: the emulator, or Intuit's sandbox.

`python -m pytest tests/parity --parity=intuit` needs the credentials of
harness.toml; without them everything is *not run*, never passed.
"""

from __future__ import annotations

import pytest

from harness.errors import NotProven
from harness.settings import load_settings
from tests.parity.service import Service, intuit
from tests.sandbox.conftest import Emulator, emulator

__all__ = ["emulator"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the user name the service, and recordings to hold the emulator against."""
    parser.addoption("--parity", choices=("emulator", "intuit"), default="emulator")


@pytest.fixture(scope="session")
def service(request: pytest.FixtureRequest) -> Service:
    """The service that was asked for."""
    if request.config.getoption("--parity", default="emulator") == "intuit":
        try:
            return intuit(load_settings())
        except NotProven as reason:  # asked for Intuit by hand, and there are no credentials
            pytest.skip(f"NOT RUN: {reason}")
    made: Emulator = request.getfixturevalue("emulator")
    return of(made, "sample")


def of(emulator: Emulator, preset: str) -> Service:
    """A company of an emulator."""
    company = emulator.company(preset)
    return Service(
        name="the emulator",
        api_url=emulator.url,
        realm=company.realm,
        token=lambda: str(company.grant["access_token"]),
    )
