"""Which scenarios pytest would run here."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from harness.errors import HarnessError
from harness.marks import name_of


class _Collector:
    """Notes what was collected."""

    def __init__(self) -> None:
        self.found: dict[str, Path] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Keep the scenarios: the tests that use a fixture of the line."""
        self.found = {
            name_of(item): item.path
            for item in session.items
            if "parts" in getattr(item, "fixturenames", ())
        }


def scenarios() -> dict[str, Path]:
    """
    Collect as a run of pytest here would: each scenario's name and its file.

    Raises `HarnessError` with pytest's own words when it can't collect.
    """
    collector = _Collector()
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = pytest.main(["--collect-only", "-qq", "--target=replay"], plugins=[collector])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise HarnessError(
            "The scenarios can't be collected.",
            found=said.getvalue().strip(),
            next_step="run pytest --collect-only, and mend what it names",
        )
    return collector.found
