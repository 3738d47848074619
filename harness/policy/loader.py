"""Reading the mapping rules; everything wrong in the file is listed with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pydantic

from harness.errors import SettingsError
from harness.policy.model import Policy, rule_of
from harness.policy.question import open_places
from harness.policy.sections.books import Books
from harness.policy.uses import unfit
from harness.policy.words import WORDS
from harness.textfile import read_text
from harness.wrong_keys import wrong_keys

UNDEPOSITED = "UndepositedFunds"
"""The subtype of the account that QuickBooks makes by itself for money before its deposit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One error: the rule, its line in the file (0 if it is not in the file), and the reason."""

    rule: str
    line: int
    problem: str

    def __str__(self) -> str:
        return (
            f"line {self.line}: {self.rule}: {self.problem}"
            if self.line
            else (f"{self.rule}: {self.problem}")
        )


class PolicyError(SettingsError):
    """The mapping rules can't be used; `findings` lists all that is wrong."""

    def __init__(self, path: Path, findings: Sequence[Finding]) -> None:
        super().__init__(
            "The mapping rules are wrong:\n" + "\n".join(f"  {finding}" for finding in findings),
            where=str(path),
            next_step="correct these lines; an undecided rule is a finding, not a default",
        )
        self.findings = tuple(findings)


def load_policy(path: Path) -> Policy:
    """Load and check the rules of one file; raise `PolicyError`."""
    try:
        text = read_text(path, "mapping rules")
    except FileNotFoundError:
        raise SettingsError(
            "There are no mapping rules.",
            expected=f"a file {path}",
            next_step="correct the setting policy, or write the rules",
        ) from None
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 0
        raise PolicyError(
            path, [Finding(rule="the file", line=line, problem=f"not valid TOML: {error}")]
        ) from None
    left_open = [list(place) for place in open_places(content)]
    findings = [_finding(text, place, _left_open(place)) for place in left_open]
    try:
        policy = Policy.model_validate(content)
    except pydantic.ValidationError as error:
        findings += [
            _finding(text, place, _unsigned(place) or _unanswered(place, problem))
            for place, problem in wrong_keys(error, Policy, echo=True)
            if place not in left_open
        ]
    if findings:
        raise PolicyError(path, findings)
    findings = [
        *_unknown_words(policy, text),
        *_unknown_names(policy, text),
        *_contradictions(policy, text),
    ]
    if findings:
        raise PolicyError(path, findings)
    policy.remember(path, lambda location: _line_of(text, location))
    return policy


def _left_open(place: Sequence[str]) -> str:
    """Describe a question that has no answer yet."""
    try:
        question = rule_of(".".join(place)).question
    except KeyError:
        return "left open: nobody has decided it yet"
    answers = ", ".join(repr(answer) for answer in question.answers)
    return f"left open: {question.text} ({answers})"


def _unanswered(place: Sequence[str], problem: str) -> str:
    """Add the question and its answers to a rule that is missing."""
    try:
        question = rule_of(".".join(place)).question
    except KeyError:
        return problem
    answers = ", ".join(repr(answer) for answer in question.answers)
    return f"is missing: {question.text} ({answers})" if problem == "is missing" else problem


def _unsigned(place: Sequence[str]) -> str:
    """Describe a section that nobody signed, in words for people."""
    if len(place) == 2 and place[0] == "decided":  # noqa: PLR2004 - decided and its section
        return "nobody signed this section: say by whom it was decided, on which day, and why"
    return ""


def _unknown_names(policy: Policy, text: str) -> list[Finding]:
    """Find names that a rule uses but that the section `books` does not list."""
    books: dict[str, set[str]] = {
        kind: set(getattr(policy.books, kind))
        for kind in Books.model_fields
        if isinstance(getattr(policy.books, kind), dict)
    }
    return [
        _finding(text, list(where), f"{name!r} is not among [books.{kind}]")
        for where, kind, name in policy.named()
        if name not in books[kind]
    ]


def _unknown_words(policy: Policy, text: str) -> list[Finding]:
    """Find words that no delivered scenario uses, most likely mistyped."""
    return [
        _finding(text, ("words", word), f"no scenario says so; they say {', '.join(WORDS)}")
        for word in policy.words
        if word not in WORDS
    ]


def _contradictions(policy: Policy, text: str) -> list[Finding]:
    """Find rules that contradict each other."""
    return [
        *(_finding(text, place, problem) for place, problem in unfit(policy)),
        *_rates_of_two_values(policy, text),
        *_shared_income(policy, text),
        *_nowhere_to_wait(policy, text),
    ]


def _rates_of_two_values(policy: Policy, text: str) -> list[Finding]:
    """Find tax rates of one name with different percentages in different codes."""
    first: dict[str, tuple[Decimal, str]] = {}
    findings = []
    for code, signed in policy.books.tax_codes.items():
        for name, rate in signed.rates.items():
            value, other = first.setdefault(name, (rate, code))
            if value != rate:
                place = ("books", "tax_codes", code, "rates")
                problem = f"the rate {name!r} is {rate} % here and {value} % in {other!r}"
                findings.append(_finding(text, place, problem))
    return findings


def _shared_income(policy: Policy, text: str) -> list[Finding]:
    if not policy.items.own_income_accounts:
        return []
    first: dict[str, str] = {}
    findings = []
    for category, accounts in policy.items.categories.items():
        other = first.setdefault(accounts.income, category)
        if other != category:
            place = ("items", "categories", category, "income")
            problem = (
                f"{accounts.income!r} is the income account of {other!r} already, and"
                " items.own_income_accounts wants one for each category"
            )
            findings.append(_finding(text, place, problem))
    return findings


def _nowhere_to_wait(policy: Policy, text: str) -> list[Finding]:
    """Find money that goes among the undeposited funds, for which no account is signed."""
    of = {account.subtype for account in policy.books.accounts.values()}
    if policy.payments.deposit_to != "undeposited funds" or UNDEPOSITED in of:
        return []
    problem = f"no account among [books.accounts] has the subtype {UNDEPOSITED!r}"
    return [_finding(text, ("payments", "deposit_to"), problem)]


def _finding(text: str, location: Sequence[str], problem: str) -> Finding:
    return Finding(rule=".".join(location), line=_line_of(text, location), problem=problem)


def _line_of(text: str, location: Sequence[str]) -> int:
    """
    Find the line of a key: the deepest part of its path that stands in the file.

    tomllib keeps no positions. A key is looked for below the header of its
    table; a missing key is shown at that header.
    """
    lines = text.splitlines()
    best, start = 0, 0
    for depth in range(len(location), 0, -1):
        header = _find(lines, 0, _header(location[:depth]))
        if header is not None:
            best = header + 1
            start = header
            rest = location[depth:]
            if rest:
                inner = _find(lines, start + 1, _key(rest[0]), stop=r"^\s*\[")
                best = inner + 1 if inner is not None else best
            return best
    if location:
        top = _find(lines, 0, _key(location[0]), stop=r"^\s*\[")
        if top is None:  # a table that only its own tables speak of, such as [journals.BNK1]
            top = _find(lines, 0, _header(location[:1]).removesuffix(r"\]") + r"\.")
        best = top + 1 if top is not None else 0
    return best


def _header(path: Sequence[str]) -> str:
    parts = r"\.".join(rf"\"?{re.escape(part)}\"?" for part in path)
    return rf"^\s*\[{parts}\]"


def _key(name: str) -> str:
    return rf"^\s*\"?{re.escape(name)}\"?\s*="


def _find(lines: Sequence[str], start: int, pattern: str, *, stop: str | None = None) -> int | None:
    for number in range(start, len(lines)):
        if re.match(pattern, lines[number]):
            return number
        if stop and re.match(stop, lines[number]):
            return None
    return None
