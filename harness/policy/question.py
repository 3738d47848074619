"""A question that a company must answer, and what each answer means in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

OPEN = "?"
"""Stands in the file where nobody has decided yet: a finding, never a default."""


class Section(BaseModel):
    """One table of the policy file: unknown keys are refused, nothing changes once loaded."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def no_void(value: object) -> object:
    """Refuse what QuickBooks' API can't do with bills and with credits; raise `ValueError`."""
    if value == "void":
        raise ValueError(
            "QuickBooks' API voids no bills, credit memos and vendor credits, it only deletes them:"
            " choose 'delete' or 'refuse'"
        )
    return value


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `answers` describes what each choice means, in a whole sentence."""

    text: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A question at its place: `invoices.cancelled`."""

    path: str
    question: Question


def rules_of(model: type[BaseModel], prefix: str = "") -> Iterator[Rule]:
    """List the questions of a section in the order of their declaration."""
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        for part in field.metadata:
            if isinstance(part, Question):
                yield Rule(path=path, question=part)
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from rules_of(inner, f"{path}.")


def open_places(content: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """List where a file's content leaves a question open."""
    match content:
        case dict():
            for key, value in content.items():
                yield from open_places(value, (*path, str(key)))
        case list():
            for number, value in enumerate(content):
                yield from open_places(value, (*path, str(number)))
        case str() if content == OPEN:
            yield path
        case _:
            return


def at(content: BaseModel, path: str) -> Any:  # noqa: ANN401 - whatever stands there
    """Read the answer at a rule's path."""
    value: Any = content
    for step in path.split("."):
        value = getattr(value, step)
    return value
