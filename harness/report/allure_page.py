"""The Allure page of a run: one file, offline, without anything that phones home."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
from pathlib import Path

from harness.errors import HarnessError
from harness.scrub import Scrubber

PACKAGE = "allure@3.18.0"
ANALYTICS = re.compile(
    r"<script[^>]*googletagmanager[^>]*>\s*</script>|<script>[^<]*dataLayer[^<]*</script>",
    re.IGNORECASE,
)
"""Allure 3 puts a Google tag with the report's id into every page, whatever it is told."""

TRACES = ("googletagmanager", "google-analytics")


def make(results: Path, folder: Path, cache: Path) -> Path:
    """
    Make `allure.html` from Allure's results; the page's path.

    Raises `HarnessError` when there is no Node, nothing to report, or a page
    that could not be cleaned.
    """
    if not results.is_dir() or not any(results.glob("*-result.json")):
        raise HarnessError(
            "There are no results to make an Allure page from.",
            expected=f"files in {results}",
            next_step="harness validate (or make validate)",
        )
    if shutil.which("npm") is None:
        raise HarnessError(
            "The Allure page needs Node, which this machine lacks.",
            found="no npm on PATH",
            next_step="install Node 20 or newer; the milestone page in reports/ stands alone",
        )
    _sweep(results)
    _install(cache)
    config = cache / "allurerc.json"
    config.write_text(
        '{"name": "Validation loop", "plugins": {"awesome": {"options":'
        ' {"singleFile": true, "groupBy": ["epic", "feature", "story"]}}}}'
    )
    output = cache / "page"
    shutil.rmtree(output, ignore_errors=True)
    _run(
        [
            str(cache / "node_modules" / ".bin" / "allure"),
            "generate",
            "--config",
            str(config),
            "--output",
            str(output),
            str(results.resolve()),
        ],
        cache,
        "Allure could not make its page.",
    )
    made = sorted(output.rglob("index.html"), key=lambda file: -file.stat().st_size)
    if not made:
        raise HarnessError("Allure made no page.", where=str(output))
    text = ANALYTICS.sub("", made[0].read_text("utf-8"))
    left = [trace for trace in TRACES if trace in text]
    if left:
        raise HarnessError(
            "The Allure page would phone home, so it is not published.",
            found=", ".join(left),
            next_step=f"only {PACKAGE} is known to be cleaned",
        )
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "allure.html"
    page.write_text(text, "utf-8")
    return page


def _sweep(results: Path) -> None:
    """Scrub what Allure took verbatim: parameters, messages, traces."""
    scrubber = Scrubber({})
    for file in results.iterdir():
        with contextlib.suppress(UnicodeDecodeError):  # a picture
            text = file.read_text("utf-8")
            clean = scrubber.text(text)
            if clean != text:
                file.write_text(clean, "utf-8")


def _install(cache: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    if (cache / "node_modules" / ".bin" / "allure").exists():
        return
    _run(
        ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(cache), PACKAGE],
        cache,
        "Allure could not be installed.",
    )


def _run(command: list[str], cwd: Path, problem: str) -> None:
    result = subprocess.run(command, cwd=cwd, text=True, capture_output=True, check=False)
    if result.returncode != 0:
        raise HarnessError(
            problem,
            found=(result.stderr or result.stdout).strip()[-400:],
            next_step="check the network to the npm registry, then: harness report",
        )
