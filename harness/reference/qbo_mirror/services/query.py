"""The query language: literals that QuickBooks' parser accepts, whatever the name."""

from __future__ import annotations

import re

_NOT_ASCII = re.compile(r"[^\x20-\x7e]+")


def condition(prop: str, text: str) -> str:
    """
    A condition that holds at least for every record whose `prop` is `text`.

    Apostrophes and backslashes are escaped with a backslash (doubling them is
    fault 4000). The lexer refuses some characters outside ASCII, so those
    become wildcards: compare the answers exactly, see `same`.
    """
    literal = text.replace("\\", "\\\\").replace("'", "\\'")
    if literal.isascii() and literal.isprintable():
        return f"{prop} = '{literal}'"
    return f"{prop} LIKE '{_NOT_ASCII.sub('%', literal)}'"


def same(left: str, right: str) -> bool:
    """Whether QuickBooks takes the two for one name: it ignores case and outer blanks."""
    return left.strip().casefold() == right.strip().casefold()
