"""Tests on the real local staging: each worker has a database and a company of its own."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from harness.run import Moment, Parts, build, fresh_seed
from harness.session import Opened, open_target
from harness.settings import Settings

BUGS = "qbo_mirror_bugs"
PARAMETER = "qbo_mirror_bugs.bug"


@pytest.fixture
def live(opened: Opened) -> Parts:
    """The line with a seed of its own, on this worker's lease."""
    moment = Moment(seed=fresh_seed(), now=datetime.now(UTC))
    return build(opened.target, moment, opened.profile, opened.policy)


@pytest.fixture
def run_scenario(opened: Opened) -> Iterator[Callable[[str, str], None]]:
    """A function that runs a scenario of a module, with its rule's question answered its way."""
    moment = Moment(seed=fresh_seed(), now=datetime.now(UTC))
    answers = opened.policy.answers()
    asked: set[str] = set()

    def run(module: str, name: str) -> None:
        scenario = getattr(importlib.import_module(f"scenarios.{module}"), name)
        policy = opened.policy
        for mark in getattr(scenario, "pytestmark", ()):
            if mark.name == "rule":
                path, answer = mark.args
                policy = policy.with_answer(path, answer)
                asked.add(path)
        parts = build(opened.target, moment, opened.profile, policy)
        parts.connector.obey({path: policy.answers()[path] for path in asked}, of=asked)
        scenario(parts.odoo, parts.proof)

    yield run
    connector = build(opened.target, moment, opened.profile, opened.policy).connector
    connector.obey({path: answers[path] for path in asked})


@pytest.fixture
def untouched(harness_settings: Settings) -> Iterator[Parts]:
    """The line on a lease of this test alone: what it says of emptiness no other test can bend."""
    with open_target(harness_settings, f"untouched_{os.getpid()}") as opened:
        moment = Moment(seed=fresh_seed(), now=datetime.now(UTC))
        yield build(opened.target, moment, opened.profile, opened.policy)


@pytest.fixture(scope="session")
def _bugs_installed(opened: Opened) -> None:
    """Install the addon of seeded bugs into this worker's database; without a bug it is inert."""
    moment = Moment(seed=0, now=datetime.now(UTC))
    port = build(opened.target, moment, opened.profile, opened.policy).port
    port.call("ir.module.module", "update_list")
    ids = port.call("ir.module.module", "search", domain=[["name", "=", BUGS]])
    assert ids, "start with --addons=tests/local/addons"
    port.call("ir.module.module", "button_immediate_install", ids=ids)


@pytest.fixture
def seed_bug(live: Parts, _bugs_installed: None) -> Iterator[Callable[[str], None]]:
    """A function that seeds a bug by its name; it is taken out again after the test."""

    def seed(bug: str) -> None:
        live.port.call("ir.config_parameter", "set_param", key=PARAMETER, value=bug)

    yield seed
    seed("")
    live.port.call("qbo.log", "forget_leaks", ids=[])
