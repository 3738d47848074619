"""From the text of a query to its parts; Intuit's parser faults for what does not parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from harness.sandbox.core.faults import Error, Fault

DEFAULT_PAGE = 100
LARGEST_PAGE = 1000
FAR, DIGITS = 10**18, 20
SMART = re.compile(r"[^\x00-\xff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One comparison; `IN` has several values, all others one."""

    path: tuple[str, ...]
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A parsed query; `fields` None means all."""

    entity: str
    count: bool = False
    fields: tuple[tuple[str, ...], ...] | None = None
    where: tuple[Condition, ...] = ()
    order: tuple[tuple[tuple[str, ...], bool], ...] = ()
    start: int = 1
    limit: int = DEFAULT_PAGE


def parse(text: str) -> Query:
    """Parse a query; fault 4000 for its grammar, 4001 for its limits."""
    statement = text.strip().rstrip(";")
    try:
        query: Query = _Build().transform(_grammar().parse(statement))
    except UnexpectedInput as error:
        raise _syntax(error, statement) from None
    if query.start < 1:
        raise invalid(f"value {query.start} is too small. Min allowed value is 1")
    if query.limit < 0:
        raise invalid(f"value {query.limit} is too small. Min allowed value is 0")
    if query.limit > LARGEST_PAGE:
        raise invalid(
            f"value {query.limit} is too large. Max allowed value is {LARGEST_PAGE}"
        ).resting_on("largest-page")
    return query


def invalid(detail: str) -> Fault:
    """4001: the query is well formed, but asks for what there is not."""
    return Fault(
        Error(code="4001", message="Invalid query", detail=f"QueryValidationError: {detail}")
    )


def unparsed(detail: str) -> Fault:
    """4000: the query is not of the language."""
    return Fault(
        Error(code="4000", message="Error parsing query", detail=f"QueryParserError: {detail}")
    )


def _syntax(error: UnexpectedInput, text: str) -> Fault:
    """4000, in the words of Intuit's parser."""
    line, column = error.line, error.column
    match error:
        case UnexpectedCharacters() if SMART.match(text[error.pos_in_stream :]):
            mark = error.char
            detail = (
                f"Invalid content. Lexical error at line {line}, column {column}.  Encountered:"
                f' "\\u{ord(mark):04x}" ({ord(mark)}), after : ""'
            )
        case UnexpectedCharacters():
            word = re.split(r"\s", text[error.pos_in_stream :], maxsplit=1)[0]
            detail = f'Encountered " <IDENTIFIER> "{word} "" at line {line}, column {column}.'
        case UnexpectedToken() if error.token.type != "$END":
            detail = (
                f'Encountered " <IDENTIFIER> "{error.token} "" at line {line}, column {column}.'
            )
        case UnexpectedToken() | UnexpectedEOF():
            detail = 'Encountered "<EOF>" at the end of the query.'
        case _:
            detail = "The query could not be parsed."
    return unparsed(detail)


@cache
def _grammar() -> Lark:
    text = resources.files("harness.sandbox.services").joinpath("query.lark").read_text("utf-8")
    return Lark(text, start="query", parser="lalr", lexer="contextual", propagate_positions=True)


class _Build(Transformer[Token, Query]):
    """Turns the tree into a `Query`, from the leaves up."""

    def path(self, names: Sequence[Token]) -> tuple[str, ...]:
        return tuple(str(name) for name in names)

    def value(self, token: Sequence[Token]) -> str:
        text = str(token[0])
        if token[0].type == "TEXT":
            return re.sub(r"\\(.)", r"\1", text[1:-1])
        return text

    def everything(self, _parts: Sequence[Any]) -> dict[str, Any]:
        return {"fields": None}  # `*, Sku` asks for no less than `*`

    def count(self, _parts: Sequence[Any]) -> dict[str, Any]:
        return {"count": True}

    def projection(self, paths: Sequence[tuple[str, ...]]) -> dict[str, Any]:
        return {"fields": tuple(paths)}

    def compare(self, parts: Sequence[Any]) -> Condition:
        return Condition(path=parts[0], operator=str(parts[1]), values=(parts[2],))

    def like(self, parts: Sequence[Any]) -> Condition:
        return Condition(path=parts[0], operator="LIKE", values=(parts[1],))

    def member(self, parts: Sequence[Any]) -> Condition:
        return Condition(path=parts[0], operator="IN", values=tuple(parts[1:]))

    def where(self, conditions: Sequence[Condition]) -> dict[str, Any]:
        return {"where": tuple(conditions)}

    def ordering(self, parts: Sequence[Any]) -> tuple[tuple[str, ...], bool]:
        return parts[0], len(parts) > 1 and str(parts[1]).upper() == "DESC"

    def order(self, parts: Sequence[Any]) -> dict[str, Any]:
        return {"order": tuple(parts)}

    def start(self, token: Sequence[Token]) -> dict[str, Any]:
        return {"start": _number(token[0])}

    def limit(self, token: Sequence[Token]) -> dict[str, Any]:
        return {"limit": _number(token[0])}

    def query(self, parts: Sequence[Any]) -> Query:
        settings: dict[str, Any] = {}
        for part in parts:
            if isinstance(part, dict):
                settings |= part
            else:
                settings["entity"] = str(part)
        return Query(**settings)


def _number(written: str) -> int:
    """Read a position; beyond what a database counts to, all are alike."""
    return max(-FAR, min(FAR, int(written[:DIGITS])))
