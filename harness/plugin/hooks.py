"""
The pytest plugin: options, fixtures, the order of the checks, the verdict.

It connects the other packages and has no rules of its own. `pytest` replays cassettes,
`--target=local` boots a staging for the session (or uses the one that runs),
`--target=staging` talks to Odoo.sh and to Intuit's sandbox.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from harness.connector.driver import Connector
from harness.connector.loader import load_profile
from harness.errors import HarnessError, NotProven
from harness.marks import (
    MARKERS,
    label,
    name_of,
    not_asked_in,
    number_in,
    preferences_in,
    rule_in,
    sends,
    wants_faults,
)
from harness.odoo.seed import Seeder
from harness.plugin import discretion, outcomes, play
from harness.plugin.controller import WORKER_FOUND, Controller
from harness.plugin.options import (
    add_options,
    add_packaged,
    ignore_addons,
    is_worker,
    run_of,
    settings_of,
    vouched,
)
from harness.policy import load_policy
from harness.proof.kinds import exports_of
from harness.proof.proof import Proof
from harness.quickbooks.books import Books
from harness.report import CHECKS
from harness.scrub import Scrubber
from harness.session.agreeing import disagreeing_at_opening
from harness.session.faults import Faults
from harness.session.opened import Opened
from harness.session.opening import answered, open_target
from harness.session.run import Parts
from harness.settings import Settings
from harness.waiting import Tell, silently

CONTROLLER = pytest.StashKey[Controller]()
SCRUBBER = pytest.StashKey[Scrubber]()
FOUND = pytest.StashKey[outcomes.Found]()
"""The scenarios that this process found."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add our options."""
    add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers, the store of found scenarios, and the reporting process' hooks."""
    for line in MARKERS:
        config.addinivalue_line("markers", line)
    add_packaged(config)
    config.stash[FOUND] = outcomes.Found()
    if not is_worker(config):
        config.stash[CONTROLLER] = Controller(config)
        config.pluginmanager.register(config.stash[CONTROLLER], "harness-controller")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave Odoo's addons alone."""
    return ignore_addons(collection_path, config)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """
    Run the checks in the loop's order and before any other test, whatever the order was.

    Check 2 demands an empty company, so it must run before anything is seeded. When
    recording, the order of all tests is fixed, since both systems' ids depend on it.
    """
    settings = settings_of(config)
    if config.option.ours:
        answers = load_policy(settings.policy).answers()
        _leave_out(config, items, lambda item: not _ours(rule_in(item), answers))
    if settings.target == "staging":
        _leave_out(config, items, wants_faults)
    _ask_what_can_arise(config, settings, items)
    if config.option.record or config.option.verify:
        items.sort(key=name_of)
    items.sort(key=lambda item: number_in(item) or len(CHECKS) + 1)


def _ask_what_can_arise(
    config: pytest.Config, settings: Settings, items: list[pytest.Item]
) -> None:
    """Leave out scenarios whose question can't arise with this connector; the report says why."""
    try:
        exports = exports_of(load_profile(settings.connector.profile))
    except HarnessError:
        return  # whoever opens a target tells of a wrong profile
    whys = {item: why for item in items if (why := not_asked_in(item, exports))}
    _leave_out(config, items, lambda item: item in whys)
    config.stash[FOUND].not_asked(whys)


def _ours(rule: tuple[str, str] | None, answers: Mapping[str, str]) -> bool:
    return rule is None or answers[rule[0]] == rule[1]


def _leave_out(
    config: pytest.Config, items: list[pytest.Item], unwanted: Callable[[pytest.Item], bool]
) -> None:
    """Deselect scenarios that have no say in the verdict here, in a way that pytest reports."""
    others = [item for item in items if unwanted(item)]
    if others:
        config.hook.pytest_deselected(items=others)
        config.stash[FOUND].forget(others)
        items[:] = [item for item in items if item not in others]


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Remember the scenarios that the user deselected, since what was not run is not proven."""
    if items:
        items[0].config.stash[FOUND].add(items, outcomes.DESELECTED)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Remember the scenarios that are to run, in case the run ends before their turn."""
    session.config.stash[FOUND].add(session.items, outcomes.NEVER_CAME)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the found scenarios to the reporting process, and scrub Allure's files."""
    allure = getattr(session.config.option, "allure_report_dir", None)
    if allure and SCRUBBER in session.config.stash:
        discretion.scrub_files(Path(allure), session.config.stash[SCRUBBER])
    config: Any = session.config  # xdist adds `workeroutput` on a worker
    found = session.config.stash[FOUND].scenarios
    if is_worker(session.config):
        config.workeroutput[WORKER_FOUND] = found
    else:
        session.config.stash[CONTROLLER].outcomes.known(found)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Label the scenario for Allure before anything can stop it."""
    label(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the scenario's own status to pytest's report, for the verdict, and scrub the report."""
    report = yield
    opened = getattr(item, "funcargs", {}).get("opened")
    died = opened.died() if call.excinfo is not None and isinstance(opened, Opened) else None
    outcomes.annotate(item, call, report, died)
    if call.excinfo is not None or report.sections:
        scrubber = item.config.stash.get(SCRUBBER, None) or Scrubber()
        if isinstance(opened, Opened):
            discretion.learn(scrubber, opened.target)
        discretion.scrub_report(report, scrubber)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(
    report: pytest.TestReport,
) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """Print *not proven* where pytest would print failed."""
    return outcomes.status_word(report)


@pytest.fixture(scope="session")
def harness_settings(pytestconfig: pytest.Config) -> Settings:
    """The settings of this run."""
    return settings_of(pytestconfig)


@pytest.fixture(scope="session")
def opened(pytestconfig: pytest.Config, harness_settings: Settings) -> Iterator[Opened]:
    """This worker's target, open for all its scenarios."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    pytestconfig.stash[SCRUBBER] = discretion.scrubber_of(harness_settings)
    name = f"{worker}_{os.getpid()}"
    named, tell = vouched(pytestconfig), _teller(pytestconfig)
    with open_target(harness_settings, name, named, tell, keep=pytestconfig.option.keep) as target:
        yield target


@pytest.fixture(scope="session")
def disagreements(opened: Opened) -> tuple[str, ...]:
    """The differences between the rules and the two systems before the first scenario."""
    return disagreeing_at_opening(opened)


@pytest.fixture
def parts(
    request: pytest.FixtureRequest,
    opened: Opened,
    disagreements: tuple[str, ...],
    harness_settings: Settings,
) -> Iterator[Parts]:
    """
    The line for one scenario: recorded, replayed or live.

    Raises `NotProven` where the rules and the systems disagree, before any record is sent.
    """
    if disagreements and sends(request.node):
        raise NotProven(
            "The mapping rules and the two systems disagree, so no record is sent.",
            found="\n    ".join(disagreements),
            next_step="mend the rules, or the system that differs; harness policy check asks again",
        )
    preferences = preferences_in(request.node)
    with (
        opened.company(opened, preferences) if preferences else nullcontext(opened) as there,
        play.scenario(
            name_of(request.node),
            source=request.node.path,
            run=run_of(request.config, harness_settings),
            opened=there,
            passed=lambda: not request.node.stash.get(outcomes.WENT_WRONG, False),
        ) as moment,
        answered(there, moment, rule_in(request.node)) as parts,
    ):
        yield parts


@pytest.fixture
def odoo(parts: Parts) -> Seeder:
    """Odoo, as its users work in it."""
    return parts.odoo


@pytest.fixture
def connector(parts: Parts) -> Connector:
    """The connector under test."""
    return parts.connector


@pytest.fixture
def faults(opened: Opened, parts: Parts) -> Faults:
    """Faults to inject between the connector and QuickBooks."""
    return Faults(parts.proof.kinds, opened.failing)


@pytest.fixture
def quickbooks(parts: Parts) -> Books:
    """QuickBooks, for reading its books."""
    return parts.quickbooks


@pytest.fixture
def proof(parts: Parts) -> Proof:
    """The steps of a scenario."""
    return parts.proof


def _teller(config: pytest.Config) -> Tell:
    """Return how to report long waits: past pytest's capture, not at all in an xdist worker."""
    manager = config.pluginmanager.getplugin("capturemanager")
    if is_worker(config) or manager is None:
        return silently

    def tell(text: str) -> None:
        with manager.global_and_fixture_disabled():
            Console(stderr=True).print(text, markup=False, highlight=False)

    return tell
