"""What the doctor found at one check, and what all findings come to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from harness.errors import HarnessError

State = Literal["ok", "problem", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One row: the check, what was found, and how to mend it (empty when all is well)."""

    check: str
    state: State
    result: str
    mend: str = ""


class Wrong(Exception):
    """A check found something that must be mended; its words, and how."""

    def __init__(self, result: str, mend: str) -> None:
        super().__init__(result)
        self.mend = mend


class Untold(Wrong):
    """A check could not be made: neither good nor bad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """
    One check: its name, what it looks at, and the checks it builds on.

    `look` returns what it found good; it raises `Wrong`, `Untold`, or any error
    of the harness, whose next step says how to mend it.
    """

    name: str
    look: Callable[[], str]
    needs: tuple[str, ...] = ()


def run(checks: Collection[Check], heard: Callable[[Finding], None]) -> list[Finding]:
    """Make the checks in order; one whose needs are not well is not made, and says so."""
    findings: dict[str, Finding] = {}
    for check in checks:
        missing = [name for name in check.needs if findings[name].state != "ok"]
        found = _skipped(check, missing) if missing else _made(check)
        findings[check.name] = found
        heard(found)
    return list(findings.values())


def exit_code(findings: Collection[Finding]) -> int:
    """0: all is well; 1: something must be mended; 2: something could not be told."""
    states = {finding.state for finding in findings}
    if "problem" in states:
        return 1
    return 2 if "unknown" in states else 0


def _skipped(check: Check, missing: list[str]) -> Finding:
    return Finding(
        check=check.name,
        state="unknown",
        result="not looked at",
        mend=f"first mend: {', '.join(missing)}",
    )


def _made(check: Check) -> Finding:
    try:
        return Finding(check=check.name, state="ok", result=check.look())
    except Untold as untold:
        return Finding(check=check.name, state="unknown", result=str(untold), mend=untold.mend)
    except Wrong as wrong:
        return Finding(check=check.name, state="problem", result=str(wrong), mend=wrong.mend)
    except HarnessError as error:
        result = f"{error.what} {error.found or ''}".strip()
        return Finding(check=check.name, state="problem", result=result, mend=error.next_step or "")
