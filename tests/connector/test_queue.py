"""How the end of an export is awaited, against a port that remembers what it was asked."""

from __future__ import annotations

import pytest
import requests

from harness.connector.driver import Connector
from harness.connector.exporting import SyncFailed
from harness.connector.queue_job import run_jobs
from harness.errors import NotProven, SettingsError
from harness.odoo.port import OdooNotFound
from tests.connector.driven import CUSTOMER, connector, installed
from tests.connector.port import Port


def test_a_queue_is_waited_for_and_its_failure_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pending jobs are polled; a failed one is the connector's own word."""
    monkeypatch.setattr("harness.waiting.time.sleep", lambda _seconds: None)
    jobs = [[{"state": "started", "exc_info": ""}], [{"state": "failed", "exc_info": "6240"}]]
    made, _ = connector("ventortech", {("queue.job", "search_read"): jobs})
    with pytest.raises(SyncFailed, match="6240"):
        made.sync(CUSTOMER, "customer")


def test_a_queue_that_never_ends_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what is still waiting."""
    moments = iter(range(0, 10_000, 50))
    monkeypatch.setattr("harness.waiting.time.sleep", lambda _seconds: None)
    monkeypatch.setattr("harness.waiting.time.monotonic", lambda: next(moments))
    jobs = [[{"state": "pending", "exc_info": ""}]]
    made, _ = connector("ventortech", {("queue.job", "search_read"): jobs})
    with pytest.raises(NotProven, match=r"in vain[\s\S]*wait\.later"):
        made.sync(CUSTOMER, "customer")


def test_a_job_that_failed_before_speaks_of_another_export() -> None:
    """It stays in the queue, and is not looked at again."""
    made, port = connector(
        "ventortech", {("queue.job", "search"): [[41]], ("queue.job", "search_read"): [[]]}
    )
    made.sync(CUSTOMER, "customer")
    (looked,) = [call[2]["domain"] for call in port.calls if call[1] == "search_read"]
    assert ["id", "not in", [41]] in looked


def test_a_job_that_waits_for_its_next_attempt_has_failed_for_now() -> None:
    """It stays pending, with the cause of its failure: nobody waits until QuickBooks is back."""
    pending = [[{"id": 42, "state": "pending", "exc_info": "HTTP 503"}], []]
    tried: list[list[int]] = [[], [], [42], [], [42]]
    answers = {("queue.job", "search_read"): pending, ("queue.job", "search"): tried}
    made, port = connector("ventortech", answers)
    later = {"later": [["retry", ">", 0]]}
    wait = made.profile.wait.model_copy(update=later)
    made = Connector(made.profile.model_copy(update={"wait": wait}), port)
    with pytest.raises(SyncFailed, match="HTTP 503"):
        made.sync(CUSTOMER, "customer")
    assert [["state", "in", wait.pending], ["retry", ">", 0]] in [
        call[2]["domain"] for call in port.calls if call[1] == "search"
    ]
    # The next export is another one's, and is not held up by it.
    made.sync(CUSTOMER, "customer")
    assert ["id", "not in", [42]] in port.calls[-1][2]["domain"]


def test_a_scheduled_action_takes_up_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before each look, for a staging runs none; one that is not there is the profile's mistake."""
    monkeypatch.setattr("harness.waiting.time.sleep", lambda _seconds: None)
    cron = {"cron": "queue_of_theirs.cron_work"}
    jobs = [[{"state": "pending", "exc_info": ""}], []]
    found = [[{"res_id": 9}], [{"res_id": 9}], []]
    made, port = connector(
        "ventortech",
        {
            ("queue.job", "search"): [[]],
            ("queue.job", "search_read"): jobs,
            ("ir.model.data", "search_read"): found,
            **installed("quickbooks_sync_online"),
        },
    )
    wait = made.profile.wait.model_copy(update=cron)
    made = Connector(made.profile.model_copy(update={"wait": wait}), port)
    made.sync(CUSTOMER, "customer")
    ran = [call[2]["ids"] for call in port.calls if call[1] == "method_direct_trigger"]
    assert ran == [[9], [9]]
    with pytest.raises(SettingsError, match=r"wait\.cron = queue_of_theirs\.cron_work"):
        made.sync(CUSTOMER, "customer")


def test_a_queue_of_a_connector_that_is_not_there_is_told_so() -> None:
    """Not by the first model of it that Odoo lacks."""
    lacking = {("queue.job", "search"): [OdooNotFound("c", "n", "no queue.job")]}
    made, _ = connector("ventortech", {**lacking, **installed()})
    with pytest.raises(NotProven, match="quickbooks_sync_online is not on the addons path"):
        made.sync(CUSTOMER, "customer")


@pytest.mark.parametrize(("installed", "enqueued"), [(1, 1), (0, 0)])
def test_only_the_jobs_of_ocas_addon_are_run(installed: int, enqueued: int) -> None:
    """Another addon's `queue.job` is left to that one."""
    port = Port(
        {
            ("ir.module.module", "search_count"): [installed],
            ("queue.job", "search_read"): [[{"id": 1, "uuid": "u"}]],
            ("queue.job", "search_count"): [0],
        }
    )

    class Session(requests.Session):
        def get(self, *_: object, **__: object) -> requests.Response:
            return requests.Response()

    run_jobs(port, Session())
    assert len([call for call in port.calls if call[1] == "write"]) == enqueued
