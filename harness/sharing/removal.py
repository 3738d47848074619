"""Removing one record by the most thorough way that works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from harness.errors import HarnessError, NotProven, Refused

KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """One record, what could be done with it, and why not more."""

    tag: str
    record: str
    outcome: str
    why: str = ""


Way = tuple[str, Callable[[], object]]
"""An outcome, and the act that brings it about."""


def let_go(tag: str, record: str, ways: Sequence[Way]) -> Gone:
    """
    Try the ways in order, the most thorough first; the first that works is the outcome.

    A system that does not answer, or is no longer the proved one, ends the cleaning.
    """
    why = ""
    for outcome, act in ways:
        try:
            act()
        except (NotProven, Refused):
            raise
        except HarnessError as error:
            why = " ".join(str(error.found or getattr(error, "message", "") or error.what).split())
        else:
            return Gone(tag=tag, record=record, outcome=outcome, why=why)
    return Gone(tag=tag, record=record, outcome=KEPT, why=why)
