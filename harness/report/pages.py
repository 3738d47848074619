"""The result as pages for people: the milestone to sign, and the short page of a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from jinja2 import Environment, PackageLoader

from harness.policy.page import TITLES
from harness.report.result import Obstacle, Proved, ProvedCheck, ProvedRule, Result
from harness.report.terminal import CAUSES, NOT_ASKED, words_of

MEANINGS = {
    "replay": "Recorded exchanges were replayed; no system was contacted. It proves that the"
    " harness, the rules and the recordings agree, not that the systems still answer so.",
    "local": "A real Odoo 19 on one machine, and an emulator in the place of QuickBooks. It does"
    " not prove what Intuit's own sandbox answers: only the target staging does.",
    "staging": "The Odoo.sh staging branch and Intuit's sandbox company, with the connector that"
    " is installed there.",
}
"""What a result on each target says, and what it does not."""

MANY = 5
"""What one reason stops and a heading can name."""

SHORT = 25
"""Lines of a reason that a pull request shows; the artifact holds all."""

_PAGES = Environment(
    loader=PackageLoader("harness.report"),
    autoescape=False,  # noqa: S701 - Markdown, not HTML
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def milestone(result: Result) -> str:
    """Write the page that a project manager signs."""
    return _PAGES.get_template("milestone.md").render(
        result=result,
        words=words_of(result.verdict, len(result.not_asked)),
        left_out=NOT_ASKED,
        meaning=MEANINGS.get(result.run.get("target", ""), ""),
        counts=_counts(result),
        causes=CAUSES,
        obstacles=list(_obstacles(result)),
        sections=_sections([rule for rule in result.rules if rule.ours]),
        others=[rule for rule in result.rules if not rule.ours],
    )


def pull_request(result: Result) -> str:
    """Write the short page: verdict, checks, rules, what is not proven and why, next steps."""
    obstacles = list(_obstacles(result))
    return _PAGES.get_template("pull-request.md").render(
        result=result,
        words=words_of(result.verdict, len(result.not_asked)),
        left_out=NOT_ASKED,
        meaning=MEANINGS.get(result.run.get("target", ""), ""),
        counts=_counts(result),
        causes=CAUSES,
        obstacles=obstacles,
        steps=list(dict.fromkeys(item["next_step"] for item in obstacles if item["next_step"])),
        short=SHORT,
    )


def _counts(result: Result) -> list[tuple[str, int, int, int]]:
    """Count what was proved, failed, and not proven, of what decides and of what does not."""
    kinds: list[tuple[str, Sequence[Proved]]] = [
        ("checks of the validation loop", result.checks),
        ("our answers to the mapping rules", [rule for rule in result.rules if rule.ours]),
        ("cases", result.cases),
        (
            "answers that we did not choose (they decide nothing)",
            [rule for rule in result.rules if not rule.ours],
        ),
    ]
    return [
        (
            kind,
            sum(item.status == "passed" for item in items),
            sum(item.status == "failed" for item in items),
            sum(item.status == "not proven" for item in items),
        )
        for kind, items in kinds
        if items
    ]


def _obstacles(result: Result) -> Iterable[dict[str, str]]:
    """
    Say what stands in the way of a go: failures first, each reason once.

    A system that died stops every check, and is told with all of them.
    """
    gathered: dict[tuple[str, str, str], list[Proved]] = {}
    decisive = [*result.checks, *(rule for rule in result.rules if rule.ours), *result.cases]
    for status in ("failed", "not proven"):
        for item in decisive:
            if item.status == status:
                gathered.setdefault((status, item.reason, item.next_step), []).append(item)
    for problem in sorted(result.problems, key=lambda item: item.status):
        yield _problem(problem)
    for (status, reason, next_step), items in gathered.items():
        yield {
            "what": _listed([_named(item) for item in items], "; "),
            "status": status,
            "reason": reason,
            "next_step": next_step,
            "scenarios": _listed([f"`{name}`" for item in items for name in item.scenarios], ", "),
        }


def _listed(words: Sequence[str], between: str) -> str:
    """List what has one reason in common; of many only the first, for the tables name them all."""
    shown = (
        words if len(words) <= MANY else [*words[: MANY - 1], f"and {len(words) - MANY + 1} more"]
    )
    return between.join(shown)


def _problem(problem: Obstacle) -> dict[str, str]:
    return {
        "what": "The run itself",
        "status": problem.status,
        "reason": problem.what,
        "next_step": problem.next_step,
        "scenarios": "",
    }


def _named(item: Proved) -> str:
    match item:
        case ProvedCheck():
            return f"{item.number}. {item.title}"
        case ProvedRule():
            return f"{item.title} {item.means} (`{item.rule} = {item.answer}`)"
        case _:
            return item.title


def _sections(rules: Sequence[ProvedRule]) -> list[tuple[str, list[ProvedRule]]]:
    """Group the answers by the sections of the mapping rules, in the order of the file."""
    names = [name for name in TITLES if any(rule.section == name for rule in rules)]
    names += sorted({rule.section for rule in rules} - set(names))
    return [
        (
            TITLES.get(name, name.replace("_", " ").capitalize()),
            [rule for rule in rules if rule.section == name],
        )
        for name in names
    ]


def cell(text: str) -> str:
    """Write text into a cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def fenced(text: str) -> str:
    """Write text as it stands: the fence is longer than any inside it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def head(text: str, lines: int) -> str:
    """Keep the first lines, and say how many were left out."""
    all_lines = text.splitlines()
    left = len(all_lines) - lines
    return "\n".join(all_lines[:lines] + ([f"... {left} more lines"] if left > 0 else []))


_PAGES.filters.update(cell=cell, fenced=fenced, head=head)
