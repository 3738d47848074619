"""What pydantic found wrong in a file that people wrote, in words for them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pydantic
from pydantic import BaseModel


def wrong_keys(
    error: pydantic.ValidationError, model: type[BaseModel], *, echo: bool
) -> Iterator[tuple[list[str], str]]:
    """
    Yield each finding: the key's path, and what is wrong with it.

    `echo` is whether a wrong value may be repeated; it may not where secrets stand.
    """
    for item in error.errors(include_url=False):
        place = [str(part) for part in item["loc"]]
        match item["type"]:
            case "extra_forbidden":
                said = f"there is no such key{_meant(place[-1], _keys(model, place[:-1]))}"
            case "missing":
                said = "is missing"
            case "literal_error":
                found = item["input"]
                shown = f", not {found!r}" if echo and isinstance(found, str) else ""
                said = f"must be {item['ctx']['expected']}{shown}"
            case _:
                said = item["msg"]
        yield place, said


def _meant(key: str, keys: Sequence[str]) -> str:
    """Name the key that was probably meant, or all where none is near."""
    near = difflib.get_close_matches(key, keys, n=1)
    if near:
        return f"; did you mean {near[0]}?"
    return f"; there are {', '.join(keys)}" if keys else ""


def _keys(model: type[BaseModel], path: Sequence[str]) -> list[str]:
    """List the keys of the table at a path; none where it can't be told."""
    here: Any = model
    for step in path:
        if isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(step)
            here = _table(field.annotation) if field else None
        elif get_origin(here) is dict:
            here = _table(get_args(here)[1])
        else:
            return []
    if isinstance(here, type) and issubclass(here, BaseModel):
        return sorted(here.model_fields)
    return []


def _table(annotation: Any) -> Any:  # noqa: ANN401 - any annotation
    """Find the table in an annotation: without Annotated, and without None beside it."""
    if get_origin(annotation) is Annotated:
        return _table(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        tables = [part for part in get_args(annotation) if part is not type(None)]
        return _table(tables[0]) if len(tables) == 1 else None
    return annotation
