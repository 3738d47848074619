"""Writing the result into the reports folder: whole, and without secrets."""

from __future__ import annotations

import os
from pathlib import Path

from harness.report.pages import milestone, pull_request
from harness.report.result import Result
from harness.scrub import Scrubber

MACHINE = "verdict.json"
MILESTONE = "milestone.md"
PULL_REQUEST = "pull-request.md"


def write_reports(result: Result, *, folder: Path, scrubber: Scrubber) -> Path:
    """Write `verdict.json` and the two pages; the milestone page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    clean = Result.model_validate(scrubber.value(result.model_dump(mode="json", by_alias=True)))
    _write(folder / MACHINE, clean.to_json())
    _write(folder / PULL_REQUEST, scrubber.text(pull_request(clean)))
    page = folder / MILESTONE
    _write(page, scrubber.text(milestone(clean)))
    return page


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(text, "utf-8")
    fresh.replace(path)
