"""One stack of clouds a worker, in fair weather for every test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from harness.connector.loader import load_profile
from harness.session.leased import spec_of
from harness.settings import Settings
from harness.staging import staging
from tests.cloud.front import CONSENT
from tests.cloud.stack import Cloud, cloud
from tests.sandbox.conftest import Emulator, start


@pytest.fixture(scope="session")
def _clouds(
    tmp_path_factory: pytest.TempPathFactory, harness_settings: Settings
) -> Iterator[Cloud]:
    """The stack, booted beside the local staging, whose templates it clones."""
    spec = spec_of(harness_settings, load_profile(harness_settings.connector.profile))
    running = staging.current(spec.home)
    assert running is not None, "the local staging must be up: pytest --target=local"
    folder = tmp_path_factory.mktemp("intuit")
    process, facts = start(folder, "--name", CONSENT, "--rotation", "every")
    try:
        folder = tmp_path_factory.mktemp("cloud")
        with cloud(spec, running, Emulator(facts), folder, str(os.getpid())) as made:
            yield made
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def clouds(_clouds: Cloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """The stack in fair weather, found by this process through its environment alone."""
    for name, value in _clouds.env.items():
        monkeypatch.setenv(name, value)
    _clouds.front.fair()
    _clouds.reopen()
    _clouds.consent()
    yield _clouds
    _clouds.emulator.admin("POST", "fair")
