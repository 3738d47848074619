"""
The jobs of OCA's queue_job, run where no runner is at work: on the staging of our own.

Its runner looks for databases when the server starts, and a leased one is
younger. So each job is taken up as the runner takes it up: put to `enqueued`,
then asked for by the addon's own address (queue_job 19.0, `jobrunner/runner.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import requests

from harness.errors import Unreachable
from harness.odoo.port import OdooPort

JOBS = "queue.job"
TIMEOUT = 120
"""Seconds: a job that exports a long document takes a few."""

RunJobs = Callable[[], None]


def run_jobs(port: OdooPort, session: requests.Session) -> None:
    """
    Run what is pending and due, the most urgent first; `Unreachable` when Odoo takes none.

    Other addons have a `queue.job` too (VentorTech's, say): theirs is left to them.
    """
    installed = [["name", "=", "queue_job"], ["state", "=", "installed"]]
    if not port.call("ir.module.module", "search_count", domain=installed):
        return
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    for job in port.call(
        JOBS,
        "search_read",
        domain=[["state", "=", "pending"], "|", ["eta", "=", False], ["eta", "<=", now]],
        fields=["uuid"],
        order="priority, date_created, id",
    ):
        port.call(JOBS, "write", ids=[job["id"]], vals={"state": "enqueued"})
        answer = session.get(
            f"{port.url}/queue_job/runjob",
            params={"db": port.database, "job_uuid": job["uuid"]},
            headers={"X-Odoo-Database": port.database},
            timeout=TIMEOUT,
        )
        # A job that failed is answered with its error's status; one nobody took is still there.
        left = [["id", "=", job["id"]], ["state", "=", "enqueued"]]
        if port.call(JOBS, "search_count", domain=left):
            raise Unreachable(
                "Odoo did not take up a job of queue_job.",
                found=f"HTTP {answer.status_code}",
                where=f"{port.url}, job {job['uuid']}",
                next_step="harness logs odoo shows why",
            )
