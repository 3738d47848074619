"""
Searching cassettes for secrets and personal data.

Secrets are known by their shape; whatever speaks of a person must have the
shape of seeded data: addresses and numbers that are reserved for examples, so
that nobody's own can pass for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.scrub import Scrubber

EXAMPLES = re.compile(
    r"@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|[\w-]+\.(?:example|test|invalid))\Z"
)
"""Domains that nobody can own (RFC 2606)."""
OWN_ADDRESSES = frozenset({"noreply@quickbooks.com"})
FICTITIOUS = re.compile(r"555-?01\d\d\Z")
"""The last seven digits of telephone numbers that nobody has."""
SEEDED_TAX_NUMBER = re.compile(r"85-80\d{8}C-\d\Z")
"""How the seeded resale certificates are written, after Florida's."""

_MASKED = re.compile(r"(?:[X*-]+\d{0,4})?\Z")
"""Nothing, or what QuickBooks shows of a number: its end."""
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.-])(?:\+1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])")
_SOCIAL = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
_EMPLOYER = re.compile(r"(?<![\w-])\d{2}-\d{7}(?![\w-])")
_NAMED_NUMBER = re.compile(
    r'"(?:vat|ResaleNum|TaxIdentifier|PrimaryTaxIdentifier|BusinessNumber|SSN|EmployerId)":'
    r' ?"(?P<value>[^"]*)"'
)
_TOKENS = re.compile(r"\bRT1-[\w-]{8,}|\bAB[0-9A-Za-z]{40,}|\b[0-9a-f]{40,}\b")
_RANDOM = re.compile(r"(?<![\w/+=-])(?=[\w+=-]*[a-z])(?=[\w+=-]*[A-Z])(?=[\w+=-]*\d)[\w+=-]{36,}")
_SCRUBBER = Scrubber()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Which kind of secret or personal data is on which line; never the data itself."""

    path: Path
    line: int
    kind: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.kind}"


def audit(paths: Sequence[Path]) -> list[Finding]:
    """Search files and list, by line, what looks like a secret or like personal data."""
    return [
        Finding(path=path, line=line, kind=kind)
        for path in paths
        for line, kind in sorted(set(findings(path.read_text("utf-8", "replace"))))
    ]


def findings(text: str) -> Iterator[tuple[int, str]]:
    """List the line numbers of a text with the kind of data found on each."""
    if _SCRUBBER.text(text) != text:
        for number, line in enumerate(text.splitlines(), start=1):
            if _SCRUBBER.text(line) != line:
                yield number, "a secret, by the key it stands under or by its shape"
    for kind, pattern, harmless in _LOOKS:
        for found in pattern.finditer(text):
            if not harmless(found):
                yield text.count("\n", 0, found.start()) + 1, kind


def _never(found: re.Match[str]) -> bool:
    del found
    return False


def _example_address(found: re.Match[str]) -> bool:
    return found[0] in OWN_ADDRESSES or EXAMPLES.search(found[0]) is not None


def _fictitious(found: re.Match[str]) -> bool:
    return FICTITIOUS.search(re.sub(r"[ .]", "-", found[0])) is not None


def _seeded_number(found: re.Match[str]) -> bool:
    value = found["value"]
    return _MASKED.match(value) is not None or SEEDED_TAX_NUMBER.match(value) is not None


_LOOKS: Sequence[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]]] = (
    ("a token", _TOKENS, _never),
    ("a key: a long random word", _RANDOM, _never),
    ("an e-mail address that is not an example's", _EMAIL, _example_address),
    ("a telephone number that somebody may have", _PHONE, _fictitious),
    ("a social security number", _SOCIAL, _never),
    ("an employer's number", _EMPLOYER, _never),
    ("a tax number that was not seeded", _NAMED_NUMBER, _seeded_number),
)
