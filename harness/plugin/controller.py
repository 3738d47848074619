"""The process that boots, collects outcomes, judges and reports; with xdist, no worker."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from rich.console import Console

from harness.cassette.header import Cassettes
from harness.errors import HarnessError, from_os
from harness.plugin.booting import Boot, rouse
from harness.plugin.options import (
    WORKER_SEED,
    demand_keepable,
    demand_own_configuration,
    demand_spoken,
    run_seed,
    settings_of,
    vouched,
)
from harness.plugin.outcomes import Outcomes
from harness.policy import load_policy
from harness.report import Verdict, judge
from harness.report.result import result_of
from harness.report.terminal import print_verdict
from harness.report.writers import MILESTONE, write_reports
from harness.scrub import Scrubber
from harness.settings import Settings

WORKER_FOUND = "harness_found"
"""Under which a worker hands over the scenarios it found."""

LEFT_OUT = "scenarios of lost answers and refusals: --target=local proves them"
"""What a report of staging says of the scenarios for which QuickBooks must fail."""


class Controller:
    """The hooks of that process."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._boot: Boot | None = None
        self.outcomes = Outcomes()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """Read the settings, and boot the local staging before the workers need it."""
        try:
            settings = settings_of(self._config)
            demand_own_configuration(self._config)
            demand_spoken(self._config)
            demand_keepable(self._config, settings)
            if self._config.option.ours:
                load_policy(settings.policy)  # said once, before every worker asks for it
            if settings.target == "local" and not self._config.option.collectonly:
                self._boot = Boot(settings)
                # Not only at the session's end, which an interruption may leave out.
                self._config.add_cleanup(self._boot.end)
                self._boot.start()
            if settings.target == "staging" and not self._config.option.collectonly:
                rouse(settings, vouched(self._config))
        except (HarnessError, OSError) as error:
            told = from_os(error) if isinstance(error, OSError) else error
            Console(stderr=True).print(str(told), markup=False, highlight=False, soft_wrap=True)
            pytest.exit("nothing was run", returncode=told.exit_code)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:  # noqa: ANN401 - xdist's own type
        """Hand the run's seed to a worker."""
        node.workerinput[WORKER_SEED] = run_seed(node.config, settings_of(node.config))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401 - xdist's own type
        """Take over the scenarios that a worker found; if it died, the other workers' suffice."""
        self.outcomes.known(getattr(node, "workeroutput", {}).get(WORKER_FOUND, {}))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Collect the files that could not be read, those of every worker too."""
        if report.failed:
            self.outcomes.uncollected(report)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Collect outcomes, those of every worker too."""
        self.outcomes.add(report)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Judge, write the reports, set the exit code; end what was booted here."""
        if self._boot is not None:
            self._boot.end()
        self.outcomes.ended(exitstatus)
        verdict = self._verdict()
        if verdict is None:
            return
        settings = settings_of(self._config)
        result = result_of(verdict, self._facts(settings), datetime.now(UTC))
        write_reports(result, folder=settings.reports, scrubber=Scrubber({}))
        if verdict.exit_code:
            session.exitstatus = verdict.exit_code

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self) -> None:
        """Print the eleven checks and the verdict, below everything else."""
        verdict = self._verdict()
        if verdict is None:
            return
        settings = settings_of(self._config)
        console = Console(highlight=False)
        console.rule("validation loop", characters="=")
        print_verdict(verdict, self._facts(settings), console)
        console.print(f"report: {settings.reports / MILESTONE}", style="dim")

    def _verdict(self) -> Verdict | None:
        """Judge the outcomes; without any scenario there is nothing to judge."""
        if self._config.option.collectonly:
            return None
        if not (self.outcomes.ran or self._config.option.judge):
            return None
        settings = settings_of(self._config)
        answers, asked_not = _answers(settings), self.outcomes.not_asked()
        return judge(self.outcomes.all(), answers, self.outcomes.problems, asked_not)

    def _facts(self, settings: Settings) -> dict[str, str]:
        facts = {"target": settings.target, "connector": settings.connector.profile}
        if settings.target == "replay":
            return facts | _recorded(settings)
        facts["seed"] = str(run_seed(self._config, settings))
        if settings.target == "staging":
            facts["left out"] = LEFT_OUT
        return facts | (self._boot.facts if self._boot else {})


def _answers(settings: Settings) -> dict[str, str]:
    """Read the company's answers; without readable rules no scenario has run anyway."""
    try:
        return load_policy(settings.policy).answers()
    except HarnessError:
        return {}


def _recorded(settings: Settings) -> dict[str, str]:
    """Return what the replayed cassettes were recorded against, and the oldest date."""
    headers = Cassettes(settings.cassettes, settings.odoo.transport).headers()
    if not headers:
        return {}
    oldest = min(headers, key=lambda header: header.recorded)
    return {
        "recorded": oldest.recorded.date().isoformat(),
        "against": oldest.target,
        **{f"recorded {name}": value for name, value in oldest.versions.items()},
    }
