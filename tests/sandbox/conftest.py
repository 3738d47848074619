"""One emulator a worker, one fresh company a test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import requests

CLIENT_ID, SECRET = "tests", "a-secret-of-the-tests"
REDIRECT = "https://app.example/callback"


def start(folder: Path, *arguments: str) -> tuple[subprocess.Popen[str], dict[str, str]]:
    """Start an emulator and wait until it says where it is."""
    ready = folder / "ready.json"
    ready.unlink(missing_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "harness.sandbox", "serve", "--ready-file", str(ready), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(folder)},  # one that is killed leaves its certificate
    )
    deadline = time.monotonic() + 30
    while not ready.is_file():
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return process, json.loads(ready.read_text())


@dataclass
class Emulator:
    """Where an emulator is, and its admin."""

    facts: dict[str, str]
    shared: bool = False
    """Its clock is turned by the fixture `turn` alone, which sets it back for other tests."""

    @property
    def url(self) -> str:
        """The plain address."""
        return self.facts["url"]

    def ask(self, method: str, path: str, body: Any = None) -> requests.Response:
        """Call the admin API; its answer, whatever it is."""
        return requests.request(
            method,
            f"{self.url}/admin/{path}",
            json=body,
            headers={"X-Sandbox-Admin": self.facts["admin_key"]},
            timeout=10,
        )

    def admin(self, method: str, path: str, **body: Any) -> Any:
        """Call the admin API, and demand that it does it."""
        assert path != "clock" or not self.shared, "turn a shared clock by the fixture turn"
        response = self.ask(method, path, body or None)
        assert response.ok, response.text
        return response.json()

    def company(self, preset: str = "clean", **making: object) -> Company:
        """Make a company and consent to it."""
        realm = self.admin("POST", "realms", preset=preset, company_name="Test Co", **making)[
            "realm"
        ]
        grant = self.admin("POST", "grants", client_id=CLIENT_ID, realm=realm)
        return Company(self, realm, grant)


@dataclass
class Company:
    """A company and a token for it."""

    emulator: Emulator
    realm: str
    grant: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        """Call the API; JSON as a client sends it."""
        headers = {
            "Authorization": f"Bearer {self.grant['access_token']}",
            "Accept": "application/json",
            **options.pop("headers", {}),
        }
        return requests.request(
            method,
            f"{self.emulator.url}/v3/company/{self.realm}/{path}",
            headers=headers,
            timeout=10,
            **options,
        )

    def post(self, path: str, body: Any) -> Any:
        """Write, and demand 200; the entity's object."""
        response = self.call("POST", path, json=body)
        assert response.status_code == 200, response.text
        content = response.json()
        return next(iter(content.values()))

    def refused(self, path: str, body: Any) -> dict[str, str]:
        """Write, and demand a fault; its first error."""
        response = self.call("POST", path, json=body)
        assert response.status_code == 400, response.text
        error: dict[str, str] = response.json()["Fault"]["Error"][0]
        return error

    def read(self, path: str) -> Any:
        """Read, and demand 200; the entity's object."""
        response = self.call("GET", path)
        assert response.status_code == 200, response.text
        return next(iter(response.json().values()))

    def query(self, statement: str) -> Any:
        """Query, and demand 200; the QueryResponse."""
        return self.read(f"query?query={quote(statement)}")


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """An emulator in a process of its own."""
    process, facts = start(tmp_path_factory.mktemp("emulator"))
    made = Emulator(facts, shared=True)
    made.admin("POST", "apps", client_id=CLIENT_ID, client_secret=SECRET, redirect_uris=[REDIRECT])
    yield made
    process.terminate()
    assert process.wait(10) == 0


@pytest.fixture(scope="session")
def turnable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """An emulator for tests that turn what all its companies share."""
    process, facts = start(tmp_path_factory.mktemp("turnable"))
    made = Emulator(facts)
    made.admin("POST", "apps", client_id=CLIENT_ID, client_secret=SECRET, redirect_uris=[REDIRECT])
    yield made
    process.terminate()
    assert process.wait(10) == 0


@pytest.fixture
def world(turnable: Emulator) -> Iterator[Emulator]:
    """An emulator whose clock, throttling, rules and token lives the test may change."""
    yield turnable
    turnable.admin("POST", "fair")


@pytest.fixture
def turn(emulator: Emulator) -> Iterator[Callable[..., Any]]:
    """Turn the clock that all companies share; it is set back after the test."""
    alone = replace(emulator, shared=False)
    yield lambda **how: alone.admin("POST", "clock", **how)
    alone.admin("POST", "clock", reset=True)


@pytest.fixture
def company(emulator: Emulator) -> Company:
    """A clean company."""
    return emulator.company()


@pytest.fixture
def sample(emulator: Emulator) -> Company:
    """The sample company."""
    return emulator.company("sample")


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[str], Emulator]]]:
    """Start further emulators; all are ended."""
    started: list[subprocess.Popen[str]] = []

    def launch_one(*arguments: str) -> tuple[subprocess.Popen[str], Emulator]:
        process, facts = start(tmp_path, *arguments)
        started.append(process)
        return process, Emulator(facts)

    yield launch_one
    for process in started:
        process.kill()
        process.wait(10)
