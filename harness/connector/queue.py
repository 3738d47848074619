"""What a connector has still to export, and how the end of an export is awaited."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from harness.connector.profile import Profile
from harness.connector.queue_job import JOBS, RunJobs
from harness.errors import HarnessError, SettingsError
from harness.odoo.lookup import by_xmlid
from harness.odoo.port import OdooError, OdooNotFound, OdooPort
from harness.waiting import Patience, Tell, wait_for

POLL = 0.5
"""Seconds between two looks at a queue: a job takes about as long."""

Refused = Callable[[str], HarnessError]
"""Makes the error that an export failed, of the connector's own words."""


class Queue:
    """The jobs of one connector, or its scheduled action, as the profile's `wait` says."""

    def __init__(
        self, profile: Profile, port: OdooPort, tell: Tell, run_jobs: RunJobs | None
    ) -> None:
        self._name = profile.name
        self._wait = profile.wait
        self._port = port
        self._tell = tell
        self._run_jobs = run_jobs

    def failed(self) -> list[int]:
        """Find the jobs that failed already, if only for now: they speak of other exports."""
        wait = self._wait
        if wait.kind == "inline":
            return []
        found: list[int] = []
        if wait.failed:
            domain = [[wait.state, "in", wait.failed], *wait.domain]
            found = self._port.call(str(wait.model), "search", domain=domain)
        return [*found, *self._later()] if wait.later else found

    def finish(self, what: str, before: Sequence[int], refused: Refused) -> None:
        """Wait until `what` is exported; raise `refused` if a job failed that had not `before`."""
        if self._wait.kind == "inline":
            self._take_up(refused)
            return
        wait_for(
            f"the connector's queue to export {what}",
            lambda: self._look(before, refused),
            patience=Patience(limit=self._wait.timeout, every=POLL),
            tell=self._tell,
            next_step="check that the queue's workers run: harness doctor; where a job that"
            " failed stays pending until its next attempt, say by which domain: wait.later",
        )

    def run_cron(self, xmlid: str) -> None:
        """Run a scheduled action now."""
        cron = by_xmlid(self._port, xmlid, "ir.cron")
        self._port.call("ir.cron", "method_direct_trigger", ids=[cron])

    def _take_up(self, refused: Refused) -> None:
        """Take up what waits, where the profile or the target says that nobody else does."""
        if self._run_jobs is not None and self._wait.model == JOBS:
            self._run_jobs()
        if self._wait.cron is None:
            return
        try:
            self.run_cron(self._wait.cron)
        except OdooNotFound as error:
            raise SettingsError(
                f"The connector profile's scheduled action does not exist: {error.message}",
                where=f"{self._name}: wait.cron = {self._wait.cron}",
                next_step="correct the profile, or install the version it was written for",
            ) from None
        except OdooError as error:
            raise refused(error.message) from None

    def _look(self, before: Sequence[int], refused: Refused) -> tuple[bool | None, str]:
        """Look at the queue once: True when nothing waits in it any more."""
        self._take_up(refused)
        wait = self._wait
        rows = self._port.call(
            str(wait.model),
            "search_read",
            domain=[
                [wait.state, "in", [*wait.pending, *wait.failed]],
                *([["id", "not in", before]] if before else []),
                *wait.domain,
            ],
            fields=[wait.state, *([wait.message] if wait.message else [])],
        )
        later = set(self._later()) if rows else set()
        failed = [row for row in rows if row[wait.state] in wait.failed or row.get("id") in later]
        if failed:
            raise refused(str(failed[0][wait.message]) if wait.message else "its job failed")
        if not rows:
            return True, ""
        return None, f"{len(rows)} job(s) of {wait.model} still {rows[0][wait.state]}"

    def _later(self) -> list[int]:
        """Find the jobs that were tried, and wait for their next attempt."""
        wait = self._wait
        if not wait.later:
            return []
        domain = [[wait.state, "in", wait.pending], *wait.domain, *wait.later]
        found: list[int] = self._port.call(str(wait.model), "search", domain=domain)
        return found
