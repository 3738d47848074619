"""Every answer to every question of the mapping rules has its scenario."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import get_args

import scenarios
from harness.policy import RULES, Policy


def proved() -> Iterator[tuple[str, str]]:
    """What the scenarios say they prove: rules and answers."""
    for found in pkgutil.walk_packages(scenarios.__path__, "scenarios."):
        module = importlib.import_module(found.name)
        for name in dir(module):
            for mark in getattr(getattr(module, name), "pytestmark", ()):
                if mark.name == "rule":
                    yield mark.args


def test_every_answer_is_proved() -> None:
    """A choice that nobody shows to work is no choice."""
    wanted = {(rule.path, answer) for rule in RULES for answer in rule.question.answers}
    assert wanted - set(proved()) == set()


def test_a_question_offers_what_the_file_accepts() -> None:
    """At least two answers, each with its sentence, and no others."""
    for rule in RULES:
        *steps, last = rule.path.split(".")
        section = Policy
        for step in steps:
            section = section.model_fields[step].annotation  # type: ignore[assignment] # a section
        choices = get_args(section.model_fields[last].annotation)
        assert set(choices) == set(rule.question.answers), rule.path
        assert len(choices) > 1, rule.path
        assert rule.question.text.endswith("?"), rule.path
        assert all(said.endswith(".") for said in rule.question.answers.values()), rule.path
