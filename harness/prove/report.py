"""Printing the score, and writing it as a page and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader
from rich.console import Console
from rich.table import Table

from harness.prove.score import BugScore, Score
from harness.scrub import Scrubber

_PAGES = Environment(
    loader=PackageLoader("harness.prove"),
    autoescape=False,  # noqa: S701 - Markdown, not HTML
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One group's figures."""

    group: str
    title: str
    seeded: int
    caught: int
    right: int
    missed: int


def rows(score: Score) -> list[Row]:
    """Count by group."""
    return [_row(group.group, group.title, score.of_group(group)) for group in score.groups]


def word(bug: BugScore) -> str:
    """Say in a word or two how a bug fared."""
    if bug.right:
        return "caught"
    if bug.unrun:
        return "not run"
    if bug.missed:
        return "missed"
    sights = {look.sight for look in bug.seen}
    return "caught by some only" if "missed" in sights else "caught for a wrong reason"


def print_score(score: Score, console: Console) -> None:
    """Print the figures of each group, the bugs that were not caught properly, and the sum."""
    if score.bugs:
        table = Table(box=None, pad_edge=False)
        table.add_column("")
        table.add_column("kind of failure")
        for heading in ("seeded", "caught", "right reason", "missed"):
            table.add_column(heading, justify="right")
        for row in rows(score):
            table.add_row(row.group, row.title, *map(str, _figures(row)))
        whole = _row("", "all", list(score.bugs))
        table.add_section()
        table.add_row("", "all", *map(str, _figures(whole)), style="bold")
        console.print(table)
    for bug in score.bugs:
        for look in bug.seen:
            if look.sight != "right":
                _say(console, f"  {bug.bug}: {look.sight}: {look.caught.by}")
                _say(console, f"    had to tell {look.caught.told!r}; {look.status}: {look.reason}")
    for run in (*score.false_alarms, *score.unproven):
        label = "false alarm" if run.status == "failed" else "not proven"
        _say(console, f"  {label}: {run.scenario}")
        _say(console, f"    {run.reason}")
    if score.rounds:
        _say(
            console,
            f"correct connector: {len(score.false_alarms)} false alarms in {len(score.correct)}"
            f" scenarios of {score.rounds} runs",
        )


def write_score(
    score: Score, facts: Mapping[str, str], *, folder: Path, at: datetime, scrubber: Scrubber
) -> Path:
    """Write `prove.md` and `prove.json`, scrubbed; the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "prove.md"
    text = _PAGES.get_template("prove.md").render(
        score=score,
        facts=facts,
        at=at,
        rows=rows(score),
        word=word,
        right=sum(bug.right for bug in score.bugs),
        missed=sum(bug.missed for bug in score.bugs),
    )
    page.write_text(scrubber.text(text), "utf-8")
    machine = json.dumps(scrubber.value(_as_json(score, facts, at)), indent=2, ensure_ascii=False)
    (folder / "prove.json").write_text(machine + "\n", "utf-8")
    return page


def _row(group: str, title: str, bugs: list[BugScore]) -> Row:
    return Row(
        group=group,
        title=title,
        seeded=len(bugs),
        caught=sum(bug.caught for bug in bugs),
        right=sum(bug.right for bug in bugs),
        missed=sum(bug.missed for bug in bugs),
    )


def _figures(row: Row) -> tuple[int, int, int, int]:
    return row.seeded, row.caught, row.right, row.missed


def _say(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)


def _as_json(score: Score, facts: Mapping[str, str], at: datetime) -> dict[str, Any]:
    return {
        "exit_code": score.exit_code,
        "at": at.isoformat(timespec="seconds"),
        "run": dict(facts),
        "seeded": len(score.bugs),
        "caught": sum(bug.caught for bug in score.bugs),
        "caught_for_the_right_reason": sum(bug.right for bug in score.bugs),
        "missed": [bug.bug for bug in score.bugs if bug.missed],
        "correct_connector": {
            "runs": score.rounds,
            "scenarios": len(score.correct),
            "false_alarms": [
                {"scenario": run.scenario, "reason": run.reason} for run in score.false_alarms
            ],
            "not_proven": [
                {"scenario": run.scenario, "reason": run.reason} for run in score.unproven
            ],
        },
        "bugs": [
            {
                "group": bug.group,
                "bug": bug.bug,
                "does": bug.does,
                "result": word(bug),
                "scenarios": [
                    {
                        "by": look.caught.by,
                        "told": look.caught.told,
                        "result": look.sight,
                        "reason": look.reason,
                    }
                    for look in bug.seen
                ],
            }
            for bug in score.bugs
        ],
    }
