"""The verdict on the terminal, as a page to sign, and for machines."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader
from rich.console import Console
from rich.table import Table
from rich.text import Text

from harness.report.verdict import RuleResult, Verdict
from harness.scrub import Scrubber

STYLES = {"passed": "green", "failed": "red", "not proven": "yellow"}
WORDS = {
    "go": "GO: all eleven checks passed.",
    "no-go": "NO-GO: at least one check failed. Do not connect real accounting data.",
    "not proven": "NOT PROVEN: not every check could run, so nothing may be concluded.",
}
_PAGES = Environment(
    loader=PackageLoader("harness.report"),
    autoescape=False,  # noqa: S701 - Markdown, not HTML
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def print_verdict(verdict: Verdict, facts: Mapping[str, str], console: Console) -> None:
    """Print the eleven lines, their reasons, and the verdict in words; at most 80 columns."""
    table = Table(box=None, width=min(console.width, 80), pad_edge=False)
    table.add_column("", justify="right")
    table.add_column("check")
    table.add_column("result", no_wrap=True)
    table.add_column("s", justify="right")
    for result in verdict.results:
        table.add_row(
            str(result.check.number),
            result.check.title,
            Text(result.status, style=STYLES[result.status]),
            f"{result.duration:.1f}",
        )
    console.print(table)
    for (status, reason), numbers in _reasons(verdict).items():
        # pytest prints failures in full above; what could not run is told only here.
        lines = reason.splitlines() or [""]
        shown = lines if status == "not proven" else lines[:2]
        number = f"  {', '.join(numbers)}. "
        console.print(f"{number}{status}: {shown[0]}", markup=False, highlight=False)
        for more in shown[1:]:
            console.print(f"{' ' * len(number)}{more}", markup=False, highlight=False)
    silent = [str(result.check.number) for result in verdict.results if not result.scenarios]
    if silent:
        console.print(f"  not run: {', '.join(silent)}", markup=False, highlight=False)
    _print_rules(verdict, console)
    line = ", ".join(f"{name} {value}" for name, value in facts.items())
    console.print(line, style="dim", markup=False, highlight=False)
    console.print(WORDS[verdict.decision], style=f"bold {_colour(verdict)}")


def _reasons(verdict: Verdict) -> dict[tuple[str, str], list[str]]:
    """Gather the checks that have one reason: a dead system is told once, not eleven times."""
    gathered: dict[tuple[str, str], list[str]] = {}
    for result in verdict.results:
        if result.status != "passed" and result.scenarios:
            key = (result.status, result.reason)
            gathered.setdefault(key, []).append(str(result.check.number))
    return gathered


def _print_rules(verdict: Verdict, console: Console) -> None:
    """Print how many mapping rules were proved, and those that were not."""
    if not verdict.rules:
        return
    ours = [result for result in verdict.rules if result.ours]
    others = [result for result in verdict.rules if not result.ours]
    console.print(
        f"  mapping rules: {_proved(ours)} proved; answers we did not choose:"
        f" {_proved(others)} proved",
        markup=False,
        highlight=False,
    )
    for result in verdict.rules:
        if result.status != "passed":
            reason = (result.reason.splitlines() or [""])[0]
            console.print(
                f"  {named(result)}: {result.status}: {reason}", markup=False, highlight=False
            )


def _proved(results: Sequence[RuleResult]) -> str:
    return f"{sum(result.status == 'passed' for result in results)} of {len(results)}"


def named(result: RuleResult) -> str:
    """Name a rule's answer, or a case."""
    return f"{result.rule} = {result.answer}" if result.answer else result.rule


def write_reports(
    verdict: Verdict,
    facts: Mapping[str, str],
    *,
    folder: Path,
    at: datetime,
    scrubber: Scrubber,
) -> Path:
    """Write `milestone.md` and `verdict.json`, scrubbed and whole; the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "milestone.md"
    text = _PAGES.get_template("milestone.md").render(
        verdict=verdict, facts=facts, words=WORDS[verdict.decision], at=at, named=named
    )
    _write(page, scrubber.text(text))
    machine = json.dumps(scrubber.value(_as_json(verdict, facts, at)), indent=2, ensure_ascii=False)
    _write(folder / "verdict.json", machine + "\n")
    return page


def _as_json(verdict: Verdict, facts: Mapping[str, str], at: datetime) -> dict[str, Any]:
    return {
        "verdict": verdict.decision,
        "exit_code": verdict.exit_code,
        "at": at.isoformat(timespec="seconds"),
        "run": dict(facts),
        "checks": [
            {
                "number": result.check.number,
                "title": result.check.title,
                "status": result.status,
                "reason": result.reason,
                "scenarios": list(result.scenarios),
                "seconds": round(result.duration, 3),
            }
            for result in verdict.results
        ],
        "rules": [
            {
                "rule": result.rule,
                "answer": result.answer,
                "ours": result.ours,
                "status": result.status,
                "reason": result.reason,
                "scenarios": list(result.scenarios),
                "seconds": round(result.duration, 3),
            }
            for result in verdict.rules
        ],
    }


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(text, "utf-8")
    fresh.replace(path)


def _colour(verdict: Verdict) -> str:
    return {"go": "green", "no-go": "red", "not proven": "yellow"}[verdict.decision]
