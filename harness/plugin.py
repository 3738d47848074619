"""
The pytest door: options, fixtures, the order of the checks, the verdict.

Wires the rooms and holds no rule of its own. `pytest` replays cassettes,
`--target=local` boots a staging for the session (or uses the one that runs),
`--target=staging` talks to Odoo.sh and to Intuit's sandbox.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from harness import outcomes, play
from harness.booting import Boot, rouse
from harness.cassette.header import Cassettes
from harness.connector.driver import Connector
from harness.errors import HarnessError, Refused, from_os
from harness.guard import Vouched
from harness.marks import MARKERS, label, number_in, preferences_in, rule_in
from harness.odoo.seed import Seeder
from harness.policy import load_policy
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.report import CHECKS, judge
from harness.report.writers import print_verdict, write_reports
from harness.run import Parts, fresh_seed
from harness.scrub import Scrubber
from harness.session import Opened, answered, open_target
from harness.settings import Settings, load_settings

SETTINGS = pytest.StashKey[Settings]()
OUTCOMES = pytest.StashKey[outcomes.Outcomes]()
SEED = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add our options; each overrides the setting of the same name."""
    group = parser.getgroup("harness", "staging validation harness")
    group.addoption("--target", choices=["replay", "local", "staging"], help="what to run against")
    group.addoption("--record", action="store_true", help="record the cassettes anew")
    group.addoption("--transport", choices=["json2", "odoorpc"], help="how to talk to Odoo")
    group.addoption("--profile", help="the connector to try: a profile's name or path")
    group.addoption("--addons", action="append", type=Path, help="a folder with your own addons")
    group.addoption("--policy", type=Path, help="the file with the mapping rules")
    group.addoption(
        "--allow-database",
        metavar="NAME",
        help="write to this very database although nothing proves that it is staging",
    )
    group.addoption(
        "--allow-realm",
        metavar="REALM",
        help="write to this very QuickBooks company although nothing proves that it is a sandbox",
    )
    group.addoption("--seed", type=int, help="make the business data of this seed again")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker; make room for the outcomes on the process that reports."""
    for line in MARKERS:
        config.addinivalue_line("markers", line)
    if not _is_worker(config):
        config.pluginmanager.register(_Controller(config), "harness-controller")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Run the checks in the loop's order and before any other test, whatever the order was.

    Check 2 wants an empty company, so it must come before all that seed.
    """
    items.sort(key=lambda item: number_in(item) or len(CHECKS) + 1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the scenario's own status to pytest's report, for the verdict."""
    report = yield
    opened = getattr(item, "funcargs", {}).get("opened")
    died = opened.died() if call.excinfo is not None and isinstance(opened, Opened) else None
    outcomes.annotate(item, call, report, died)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(
    report: pytest.TestReport,
) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """Print *not proven* where pytest would say failed."""
    return outcomes.status_word(report)


@pytest.fixture(scope="session")
def harness_settings(pytestconfig: pytest.Config) -> Settings:
    """The settings of this run."""
    return settings_of(pytestconfig)


@pytest.fixture(scope="session")
def opened(pytestconfig: pytest.Config, harness_settings: Settings) -> Iterator[Opened]:
    """This worker's target, open for all its scenarios."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with open_target(harness_settings, f"{worker}_{os.getpid()}", _vouched(pytestconfig)) as target:
        yield target


@pytest.fixture
def parts(
    request: pytest.FixtureRequest, opened: Opened, harness_settings: Settings
) -> Iterator[Parts]:
    """The line for one scenario: recorded, replayed or live."""
    label(request.node)
    opened.renew()
    preferences = preferences_in(request.node)
    with (
        opened.company(opened, preferences) if preferences else nullcontext(opened) as there,
        play.scenario(
            request.node.nodeid,
            source=request.node.path,
            mode=_mode(request.config, harness_settings),
            folder=harness_settings.cassettes,
            target=there.target,
            versions=opened.versions,
            tree=opened.tree,
            days=harness_settings.cassette_days,
            run_seed=_run_seed(request.config, harness_settings),
            passed=lambda: not request.node.stash.get(outcomes.WENT_WRONG, False),
        ) as moment,
        answered(there, moment, rule_in(request.node)) as parts,
    ):
        yield parts


@pytest.fixture
def odoo(parts: Parts) -> Seeder:
    """The Odoo side: what its users do."""
    return parts.odoo


@pytest.fixture
def connector(parts: Parts) -> Connector:
    """The connector that is tried."""
    return parts.connector


@pytest.fixture
def quickbooks(parts: Parts) -> Books:
    """The QuickBooks side: what its books say."""
    return parts.quickbooks


@pytest.fixture
def proof(parts: Parts) -> Proof:
    """The steps of a scenario."""
    return parts.proof


class _Controller:
    """Hooks of the one process that boots, gathers and reports."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._outcomes = outcomes.Outcomes()
        self._boot: Boot | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """Read the settings, and boot the local staging before the workers need it."""
        try:
            settings = settings_of(self._config)
            _demand_spoken(self._config)
            if settings.target == "local" and not self._config.option.collectonly:
                self._boot = Boot(settings)
                # Not only at the session's end, which an interruption may leave out.
                self._config.add_cleanup(self._boot.end)
                self._boot.start()
            if settings.target == "staging" and not self._config.option.collectonly:
                rouse(settings, _vouched(self._config))
        except (HarnessError, OSError) as error:
            told = from_os(error) if isinstance(error, OSError) else error
            Console(stderr=True).print(str(told), markup=False, highlight=False, soft_wrap=True)
            pytest.exit("nothing was run", returncode=told.exit_code)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Gather outcomes, every worker's too."""
        self._outcomes.add(report)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Judge, write the reports, set the exit code; end what was booted here."""
        if self._boot is not None:
            self._boot.end()
        if not self._outcomes.collected:
            return
        settings = settings_of(self._config)
        verdict = judge(self._outcomes.collected, _answers(settings))
        write_reports(
            verdict,
            self._facts(settings),
            folder=settings.reports,
            at=datetime.now(UTC),
            scrubber=Scrubber({}),
        )
        if verdict.exit_code:
            session.exitstatus = verdict.exit_code

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self) -> None:
        """Print the eleven lines and the verdict, last of all."""
        if not self._outcomes.collected:
            return
        settings = settings_of(self._config)
        console = Console(highlight=False)
        console.rule("validation loop", characters="=")
        verdict = judge(self._outcomes.collected, _answers(settings))
        print_verdict(verdict, self._facts(settings), console)
        console.print(f"report: {settings.reports / 'milestone.md'}", style="dim")

    def _facts(self, settings: Settings) -> dict[str, str]:
        facts = {"target": settings.target, "connector": settings.connector.profile}
        if settings.target == "replay":
            return facts | _recorded(settings)
        facts["seed"] = str(_run_seed(self._config, settings))
        return facts | (self._boot.facts if self._boot else {})


def _answers(settings: Settings) -> dict[str, str]:
    """Read the company's answers; without readable rules nothing was run anyway."""
    try:
        return load_policy(settings.policy).answers()
    except HarnessError:
        return {}


def _recorded(settings: Settings) -> dict[str, str]:
    """Say against what the replayed cassettes were recorded, and when the oldest was."""
    headers = Cassettes(settings.cassettes, settings.odoo.transport).headers()
    if not headers:
        return {}
    oldest = min(headers, key=lambda header: header.recorded)
    return {
        "recorded": oldest.recorded.date().isoformat(),
        "against": oldest.target,
        **{f"recorded {name}": value for name, value in oldest.versions.items()},
    }


def settings_of(config: pytest.Config) -> Settings:
    """The settings of a pytest run, loaded once; options win."""
    if SETTINGS not in config.stash:
        option = config.option
        given: dict[str, Any] = {
            "target": option.target,
            "policy": option.policy,
            "seed": option.seed,
            "odoo": {"transport": option.transport} if option.transport else None,
            "connector": {
                key: value
                for key, value in (
                    ("profile", option.profile),
                    ("addons", tuple(option.addons) if option.addons else None),
                )
                if value
            }
            or None,
        }
        config.stash[SETTINGS] = load_settings(
            {key: value for key, value in given.items() if value is not None}
        )
    return config.stash[SETTINGS]


def _vouched(config: pytest.Config) -> Vouched:
    """What was named on the command line, past the production guard."""
    option = config.option
    return Vouched(database=option.allow_database, realm=option.allow_realm)


def _demand_spoken(config: pytest.Config) -> None:
    """Refuse a name that came from an ini file or from PYTEST_ADDOPTS: a person must type it."""
    typed = [str(argument) for argument in config.invocation_params.args]
    for option, value in (
        ("--allow-database", config.option.allow_database),
        ("--allow-realm", config.option.allow_realm),
    ):
        spoken = f"{option}={value}" in typed or (option in typed and value in typed)
        if value is not None and not spoken:
            raise Refused(
                f"{option} stands in a file or in PYTEST_ADDOPTS.",
                expected=f"{option} on the command line, for this one run",
                found=f"{option}={value} from elsewhere",
                next_step="take it out there; what it lets through must be named each time",
            )


def _run_seed(config: pytest.Config, settings: Settings) -> int:
    """The run's seed: given, or drawn once and handed to the workers."""
    if settings.seed is not None:
        return settings.seed
    workerinput: dict[str, Any] | None = getattr(config, "workerinput", None)
    if workerinput is not None:
        return int(workerinput["harness_seed"])
    if SEED not in config.stash:
        config.stash[SEED] = fresh_seed()
    return config.stash[SEED]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # noqa: ANN401 - xdist's own type
    """Hand the run's seed to a worker."""
    node.workerinput["harness_seed"] = _run_seed(node.config, settings_of(node.config))


def _mode(config: pytest.Config, settings: Settings) -> play.Mode:
    if settings.target == "replay":
        return "replay"
    return "record" if config.option.record else "live"


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")
