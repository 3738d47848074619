"""
The pytest plugin of `harness prove`, which loads it explicitly.

With `--seeded=BUG` each scenario runs once for every bug that it must catch, with the
bug in place, and passes when it fails for the right reason. Without the option, the
scenarios run on the correct connector. The outcomes are written for the score; there
is no verdict on the connector.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness.plugin import outcomes
from harness.prove.catalogue import Caught, load_catalogue, pairs
from harness.prove.runs import Run, write_runs
from harness.prove.score import sight_of
from harness.prove.seeding import install, seeded
from harness.session.opened import Opened
from harness.session.run import Moment, build

ATTRIBUTE = "harness_prove"
PLACE = "scenarios/"
FIXTURE = "seeded_bug"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the two options that `harness prove` gives."""
    group = parser.getgroup("harness prove")
    group.addoption("--seeded", action="append", metavar="BUG", help="seed this bug")
    group.addoption("--prove-results", type=Path, help="where to write what became of each")


def pytest_configure(config: pytest.Config) -> None:
    """Collect outcomes in the process that reports."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Gather(config), "harness-prove-gather")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a scenario once for each chosen bug that it must catch."""
    chosen = metafunc.config.option.seeded
    if not chosen:
        return
    node = _place(metafunc.definition.nodeid)
    bugs = dict.fromkeys(
        bug
        for bug, caught in pairs(load_catalogue())
        if bug in chosen and caught.by.partition("[")[0] == node
    )
    if bugs:
        metafunc.parametrize(FIXTURE, list(bugs), indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the catalogue does not name, when bugs are seeded."""
    if not config.option.seeded:
        return
    rest = [item for item in items if _expected(item) is None]
    config.hook.pytest_deselected(items=rest)
    items[:] = [item for item in items if item not in rest]


@pytest.fixture(scope="session")
def bugs_installed(opened: Opened) -> Opened:
    """This worker's target with the addon of seeded bugs."""
    install(build(opened.target, _now(), opened.profile, opened.policy).port)
    return opened


@pytest.fixture(autouse=True)
def seeded_bug(request: pytest.FixtureRequest) -> Iterator[str]:
    """Seed one bug into the connector for one scenario, if the scenario is to run with one."""
    if not hasattr(request, "param"):
        yield ""
        return
    target: Opened = request.getfixturevalue("bugs_installed")
    port = build(target.target, _now(), target.profile, target.policy).port
    with seeded(port, request.param):
        yield request.param


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note the scenario's status for the score; a bug that was caught is a pass."""
    report = yield
    data = report.__dict__.pop(outcomes.ATTRIBUTE, None)
    if data is None:
        return report
    expected = _expected(item)
    bug, scenario = ("", _place(item.nodeid)) if expected is None else (expected[0], expected[1].by)
    run = Run(scenario=scenario, bug=bug, status=data["status"], reason=data["reason"])
    setattr(report, ATTRIBUTE, asdict(run))
    if expected is not None:
        sight = sight_of(run, expected[1].told)
        report.outcome = "passed" if sight == "right" else "failed"
        report.longrepr = (
            None
            if sight == "right"
            else f"{bug}: {sight}: {scenario}\n"
            f"  expected to be told: {expected[1].told}\n"
            f"  {run.status}: {run.reason}"
        )
    return report


class _Gather:
    """Collects the outcome of each scenario, of every worker too."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._runs: list[Run] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add one scenario's outcome."""
        data = getattr(report, ATTRIBUTE, None)
        if data is not None:
            self._runs.append(Run(**data))

    def pytest_sessionfinish(self) -> None:
        """Write the outcomes."""
        if self._config.option.prove_results is not None:
            write_runs(self._config.option.prove_results, self._runs)


def _expected(item: pytest.Item) -> tuple[str, Caught] | None:
    """Return the bug that a test runs with and the words to expect; None if it must not run."""
    callspec = getattr(item, "callspec", None)
    bug = callspec.params.get(FIXTURE) if callspec else None
    if bug is None or callspec is None:
        return None
    bare = _place(item.nodeid).partition("[")[0]
    for name, caught in pairs(load_catalogue()):
        node, _, case = caught.by.removesuffix("]").partition("[")
        ids = {f"{case}-{bug}", f"{bug}-{case}"} if case else {bug}
        if name == bug and node == bare and callspec.id in ids:
            return name, caught
    return None


def _place(nodeid: str) -> str:
    """Return a test's node as the catalogue names it, wherever the scenarios are installed."""
    return nodeid[max(nodeid.rfind(PLACE), 0) :]


def _now() -> Moment:
    return Moment(seed=0, now=datetime.now(UTC))
