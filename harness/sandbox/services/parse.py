"""From the text of a query to its parts; Intuit's parser faults for what does not parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from harness.sandbox.core.faults import Error, Fault

DEFAULT_PAGE = 100
LARGEST_PAGE = 1000
LONGEST = 100_000
"""Room for some ten thousand ids in an `IN`; reading more would hold up everybody else."""
FAR, DIGITS = 10**18, 20
SMART = re.compile(r"[^\x00-\xff]")
TYPOGRAPHIC = re.compile("[\u2010-\u2027\u2030-\u205e]")
"""Dashes, quotes and the like, at which Intuit's lexer stops even within a literal."""

EXPECTED = {
    "$END": "<EOF>",
    "AND": "<AND>",
    "OR": "<OR>",
    "NAME": "<IDENTIFIER>",
    "TEXT": "<STRING>",
    "NUMBER": "<NUMBER>",
    "INTEGER": "<NUMBER>",
    "OPERATOR": "<OPERATOR>",
    "STAR": '"*"',
    "COMMA": '","',
    "LPAR": '"("',
    "RPAR": '")"',
    "DOT": '"."',
}
"""How Intuit's parser names what it expects; the names of values and operators are ours."""

ALSO = {"AND": ("OR",), "MAXRESULTS": ("ITERATOR",)}
"""What Intuit's parser expects besides, and its language then has no use for (recorded)."""
KEYWORDS = frozenset(
    {"select", "count", "from", "where", "like", "in", "order", "orderby", "by", "asc", "desc"}
    | {"startposition", "maxresults", "iterator", "null"}
)


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
    if not statement:
        raise unparsed("The query provided was empty")
    if len(statement) > LONGEST:
        raise invalid(
            f"the query has {len(statement)} characters. Max allowed length is {LONGEST}"
        ).resting_on("longest-query")
    try:
        query: Query = _Build().transform(_grammar().parse(statement))
    except UnexpectedInput as error:
        raise _syntax(error, statement) from None
    for value, least in ((query.start, 0), (query.limit, 1)):
        if value < least:
            raise invalid(f"value {value} is too small. Min allowed value is 1")
    return query if query.start else replace(query, start=1)  # the first row has both numbers


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


def typographic(text: str) -> Fault | None:
    """4000 where a literal has a dash or a quote that only typographers know (client reports)."""
    found = TYPOGRAPHIC.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    opened = before.rfind("'") if before.count("'") % 2 else len(before)
    return _lexical(text, found.start(), before[opened:])


def _lexical(text: str, place: int, after: str) -> Fault:
    mark = text[place : place + 1]
    said = f'"{_escaped(mark)}" ({ord(mark)}),' if mark else "<EOF>"
    line = text.count("\n", 0, place) + 1
    column = place - (text.rfind("\n", 0, place) + 1) + 1
    return unparsed(
        f"Invalid content. Lexical error at line {line}, column {column}.  Encountered: {said}"
        f' after : "{_escaped(after)}"'
    )


def _escaped(text: str) -> str:
    """Write a text as the Java parser does in its messages."""
    written = text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"')
    return "".join(
        letter if " " <= letter <= "~" else f"\\u{ord(letter):04x}" for letter in written
    )


def _syntax(error: UnexpectedInput, text: str) -> Fault:
    """4000, in the words of Intuit's parser (reports of clients)."""
    line, column = error.line, error.column
    rest = text[error.pos_in_stream :]
    expected: Iterable[str] | None
    match error:
        case UnexpectedCharacters() if SMART.match(error.char):
            return _lexical(text, len(text) - len(rest), "")
        case UnexpectedCharacters() if error.char == "'":  # a literal without an end
            return _lexical(text, len(text), rest)
        case UnexpectedCharacters():
            word = re.split(r"\s", rest, maxsplit=1)[0]
            met, expected = _met(word), error.allowed
        case UnexpectedToken() if error.token.type != "$END":
            met, expected = _met(str(error.token)), error.accepts or error.expected
        case UnexpectedToken() | UnexpectedEOF():
            met, expected = '"<EOF>"', getattr(error, "accepts", None) or error.expected
            column = len(text)
        case _:
            return unparsed("The query could not be parsed.")
    return unparsed(f"Encountered {met} at line {line}, column {column}.\n{_expecting(expected)}")


def _met(word: str) -> str:
    kind = word.casefold()
    if kind in {"and", "or"}:
        return f'" <{kind.upper()}> "{word} ""'
    if kind.startswith("'"):
        return f'" <STRING> "{word} ""'
    known = kind in KEYWORDS or not re.match(r"\w", kind)
    return f'" "{kind}" "{word} ""' if known else f'" <IDENTIFIER> "{word} ""'


def _expecting(kinds: Iterable[str] | None) -> str:
    """List what could have come, as Intuit's parser does: by name, the end first."""
    names = {kind for found in kinds or () for kind in (found, *ALSO.get(found, ()))}
    names.discard("IGNORE")
    said = {EXPECTED.get(name, f'"{name.lower()}"') for name in names}
    ordered = sorted(said, key=lambda name: (name != "<EOF>", name.strip('<>"').casefold()))
    listed = "".join(f"    {name} {'' if name == '<EOF>' else '...'}\n" for name in ordered)
    return f"Was expecting{' one of' if len(ordered) > 1 else ''}:\n{listed}    "


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
        if token[0].type == "NULL":
            return ""
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
