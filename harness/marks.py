"""What a scenario is about: a check of the loop, an answer of the mapping rules, or a case."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping
from inspect import getdoc
from typing import Any

import allure
import pytest

from harness.errors import SettingsError
from harness.packaged_files import SCENARIOS
from harness.policy import rule_of
from harness.policy.page import TITLES
from harness.proof.kinds import Export
from harness.report import CHECKS, number_of
from harness.snapshot import Role

MARKERS = (
    "check(number): a scenario of the validation loop",
    "rule(path, answer): a scenario that proves an answer of the mapping rules",
    "case(title): a scenario that proves something by itself",
    "cannot_arise(how, why, roles): a scenario that has no question if a connector exports so",
    "company(preferences): a scenario in a company that its owner has set up so",
)

LOOKS_ONLY = 4
"""The last check that looks at the systems and the connector, and sends no record."""


def check(title: str) -> pytest.MarkDecorator:
    """Mark a scenario as (part of) one of the loop's checks, by the check's title."""
    return pytest.mark.check(number_of(title))


def rule(path: str, answer: str) -> pytest.MarkDecorator:
    """
    Mark a scenario as the proof of one answer to a question of the mapping rules.

    It runs with the question answered so, whatever the company answers: the
    oracle expects it, and the connector is told (and told the company's own
    answer again afterwards).
    """
    question = rule_of(path).question
    if answer not in question.answers:
        raise SettingsError(
            f"The question {path} has no answer {answer!r}.",
            expected=", ".join(question.answers),
            next_step="use one of these answers",
        )
    return pytest.mark.rule(path, answer)


def case(title: str) -> pytest.MarkDecorator:
    """Mark a scenario that proves something by itself, whatever the rules say."""
    return pytest.mark.case(title)


def cannot_arise(how: Export, why: str, role: Role, *roles: Role) -> pytest.MarkDecorator:
    """
    Mark a scenario whose question can't arise where a connector exports all these roles so.

    `why` is shown in the report. Use it only where no way of creating the records would let
    the question arise.
    """
    return pytest.mark.cannot_arise(how, why, (role, *roles))


def not_asked_in(item: pytest.Item, exports: Mapping[Role, Collection[Export]]) -> str:
    """Say why a scenario's question can't arise with a kind of connector; "" if it can."""
    for mark in item.iter_markers("cannot_arise"):
        how, why, roles = mark.args
        if all(how in exports[role] for role in roles):
            return f"it {how}, and {why}"
    return ""


def company(**preferences: Mapping[str, Any]) -> pytest.MarkDecorator:
    """
    Mark a scenario that needs a company with these preferences, by their groups.

    For what only a company's owner switches, or what can't be switched back. A
    local staging makes such a company for as long as the scenario runs; on a
    staging of others it is *not proven* where the company is another.
    """
    return pytest.mark.company(preferences)


def preferences_in(item: pytest.Item) -> Mapping[str, Mapping[str, Any]]:
    """Return the preferences that a scenario's company must have; none if any company will do."""
    mark = item.get_closest_marker("company")
    return mark.args[0] if mark else {}


def proves(item: pytest.Item) -> dict[str, Any] | None:
    """Return what a scenario is about: a check of the loop, a rule's answer, or a case."""
    if (mark := item.get_closest_marker("check")) is not None:
        return {"number": mark.args[0], "rule": "", "answer": ""}
    if (mark := item.get_closest_marker("rule")) is not None:
        return {"number": 0, "rule": mark.args[0], "answer": mark.args[1]}
    if (mark := item.get_closest_marker("case")) is not None:
        return {"number": 0, "rule": mark.args[0], "answer": ""}
    return None


def demand_of(item: pytest.Item) -> str:
    """
    Return the sentence of the rules that a scenario proves; "" if there is none.

    A report that a record should have been refused doesn't say why; this sentence does.
    """
    proved = proves(item) or {}
    about = str(proved.get("rule") or "")
    if proved.get("answer"):
        about += f" = {proved['answer']}"
    function = getattr(item, "function", None)
    said = " ".join((getdoc(function) or "").partition("\n\n")[0].split())
    return ": ".join(part for part in (about, said) if part)


def name_of(item: pytest.Item) -> str:
    """
    Name a scenario: the same wherever the harness is installed.

    A packaged scenario is named as in the harness's own tree; any other by
    pytest's node id.
    """
    with contextlib.suppress(ValueError):
        file = item.path.relative_to(SCENARIOS)
        return "::".join([f"scenarios/{file.as_posix()}", *item.nodeid.split("::")[1:]])
    return item.nodeid


def number_in(item: pytest.Item) -> int:
    """Return the number of a check's scenario, 0 of any other."""
    mark = item.get_closest_marker("check")
    return int(mark.args[0]) if mark else 0


def sends(item: pytest.Item) -> bool:
    """Whether a scenario sends records: all but the checks of the systems themselves do."""
    return not 0 < number_in(item) <= LOOKS_ONLY


def wants_faults(item: pytest.Item) -> bool:
    """Whether a scenario makes QuickBooks fail, which Intuit's can't be made to do."""
    return "faults" in getattr(item, "fixturenames", ())


def rule_in(item: pytest.Item) -> tuple[str, str] | None:
    """Return the question that a scenario is about, and its answer; None of any other."""
    mark = item.get_closest_marker("rule")
    return (mark.args[0], mark.args[1]) if mark else None


def label(item: pytest.Item) -> None:
    """Name the scenario in Allure: epic, feature, story, and what it is about."""
    if (mark := item.get_closest_marker("rule")) is not None:
        path, answer = mark.args
        allure.dynamic.epic("Mapping rules")
        section = path.partition(".")[0]
        allure.dynamic.feature(TITLES.get(section, section))
        allure.dynamic.story(rule_of(path).question.text)
        allure.dynamic.title(f"{path} = {answer}")
    if (mark := item.get_closest_marker("case")) is not None:
        allure.dynamic.epic("Cases")
        allure.dynamic.feature(item.path.stem.removeprefix("test_").replace("_", " ").capitalize())
        allure.dynamic.title(mark.args[0])
    number = number_in(item)
    for entry in CHECKS:
        if entry.number == number:
            allure.dynamic.epic("Validation loop")
            allure.dynamic.feature(entry.feature)
            allure.dynamic.story(entry.title)
            allure.dynamic.title(f"{number}. {entry.title}")
            allure.dynamic.label("check", str(number))
