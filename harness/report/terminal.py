"""The verdict on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

from rich.console import Console
from rich.table import Table
from rich.text import Text

from harness.report.checks import CHECKS
from harness.report.verdict import (
    NOT_RUN,
    CheckResult,
    Decision,
    RuleResult,
    Status,
    Verdict,
    named,
)

WIDTH = 80
HANGING = 4
SHOWN = len(CHECKS)
"""How many names stand before one reason; the report has them all."""
CAUSES = 3
"""How many differences that scenarios share are told; of more, no one is the cause."""
STYLES = {"passed": "green", "failed": "red", "not proven": "yellow"}
COLOURS: dict[Decision, str] = {"go": "green", "no-go": "red", "not proven": "yellow"}
WORDS: dict[Decision, str] = {
    "go": "GO: all eleven checks passed, and every answer of the mapping rules is proved.",
    "no-go": "NO-GO: something failed. Do not connect real accounting data.",
    "not proven": "NOT PROVEN: not everything could run, so nothing may be concluded.",
}
GO_AS_FAR_AS_ASKED = "GO: all eleven checks passed, and every answer that was asked is proved."

NOT_ASKED = "not asked of this kind of connector"


def words_of(decision: Decision, not_asked: int) -> str:
    """Say a verdict in words, and on how many scenarios it says nothing."""
    if not not_asked:
        return WORDS[decision]
    words = GO_AS_FAR_AS_ASKED if decision == "go" else WORDS[decision]
    return f"{words} {NOT_ASKED.capitalize()}: {not_asked} scenario{'s' if not_asked > 1 else ''}."


def print_verdict(verdict: Verdict, facts: Mapping[str, str], console: Console) -> None:
    """Print the eleven lines, their reasons, and the verdict in words; at most 80 columns."""
    table = Table(box=None, width=min(console.width, WIDTH), pad_edge=False)
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
    _print_reasons([(str(item.check.number), item) for item in verdict.results], console)
    _print_rules(verdict, console)
    for item in verdict.shared[:CAUSES]:
        _say(console, f"  {item.said(verdict.failed)}")
    for why, names in not_asked_by_reason(verdict).items():
        _say(console, f"  {', '.join(names)}: {NOT_ASKED}, because {why}")
    for text in verdict.tolerated:
        _say(console, f"  tolerated by {text}")
    for problem in verdict.problems:
        _say(console, f"  {problem.status}: {problem.what}")
        _say(console, f"    next: {problem.next_step}")
    line = ", ".join(f"{name} {value}" for name, value in facts.items())
    console.print(line, style="dim", markup=False, highlight=False)
    words = words_of(verdict.decision, len(verdict.not_asked))
    console.print(words, style=f"bold {COLOURS[verdict.decision]}")


def _print_reasons(
    results: Sequence[tuple[str, CheckResult | RuleResult]], console: Console
) -> None:
    """Print what did not pass, with its reason: a dead system is told once, not eleven times."""
    gathered: dict[tuple[Status, str, str], list[str]] = {}
    for name, item in results:
        if item.status != "passed":
            gathered.setdefault((item.status, item.reason, item.next_step), []).append(name)
    silent = gathered.pop(("not proven", NOT_RUN, ""), [])
    for (status, reason, next_step), names in gathered.items():
        # pytest prints failures in full above; what could not run is told only here.
        lines = reason.splitlines() or [""]
        shown = lines if status == "not proven" else lines[:2]
        start = f"  {_listed(names)}. "
        _say(console, f"{start}{status}: {shown[0]}")
        shown += [f"  next: {next_step}"] if next_step else []
        for more in shown[1:]:
            _say(console, f"{' ' * min(len(start), 6)}{more}")
    if len(silent) > len(CHECKS):  # a part was run on purpose, and its own result is what counts
        _say(console, f"  not run: {len(silent)} answers and cases; the report names them")
    elif silent:
        _say(console, f"  not run: {', '.join(silent)}")


def _listed(names: Sequence[str]) -> str:
    """Name them; of very many the first few."""
    if len(names) <= SHOWN + 1:
        return ", ".join(names)
    return f"{', '.join(names[:SHOWN])} and {len(names) - SHOWN} more"


def _print_rules(verdict: Verdict, console: Console) -> None:
    """Print how many answers and cases were proved, and those that were not."""
    answers = [result for result in verdict.rules if result.answer]
    ours = [result for result in answers if result.ours]
    others = [result for result in answers if not result.ours]
    cases = [result for result in verdict.rules if not result.answer]
    said = [
        f"{what}: {_proved(results)} proved"
        for what, results in (
            ("mapping rules", ours),
            ("answers we did not choose", others),
            ("cases", cases),
        )
        if results
    ]
    if said:
        _say(console, "  " + "; ".join(said))
    decisive = [result for result in verdict.rules if result.ours]
    _print_reasons([(named(item), item) for item in decisive], console)
    # An answer that the company did not choose need not be tried.
    failed = [(named(item), item) for item in others if item.status == "failed"]
    _print_reasons(failed, console)


def _proved(results: Sequence[RuleResult]) -> str:
    return f"{sum(result.status == 'passed' for result in results)} of {len(results)}"


def not_asked_by_reason(verdict: Verdict) -> dict[str, list[str]]:
    """Gather what was not asked by the reason, each answer and case once."""
    gathered: dict[str, dict[str, None]] = {}
    for item in verdict.not_asked:
        gathered.setdefault(item.why, {}).setdefault(named(item))
    return {why: list(names) for why, names in gathered.items()}


def _say(console: Console, text: str) -> None:
    """Print a line; what does not fit goes on below it, further in than where it began."""
    begins = len(text) - len(text.lstrip())
    lines = wrap(
        text,
        min(console.width, WIDTH),
        subsequent_indent=" " * (begins + HANGING),
        break_on_hyphens=False,
    )
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
