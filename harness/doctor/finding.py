"""A check of the doctor, its finding, and the exit code of all findings."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from harness.errors import HarnessError

State = Literal["ok", "problem", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One row: the check, what was found, and how to fix it (empty if nothing is wrong)."""

    check: str
    state: State
    result: str
    mend: str = ""


class Wrong(Exception):
    """A check found something that must be fixed: what, and how."""

    def __init__(self, result: str, mend: str) -> None:
        super().__init__(result)
        self.mend = mend


class Untold(Wrong):
    """A check could not be made, so it found neither good nor bad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """
    One check: its name, the function that makes it, and the checks it depends on.

    `look` returns what it found if all is well; it raises `Wrong`, `Untold`, or any
    error of the harness, whose next step says how to fix it.
    """

    name: str
    look: Callable[[], str]
    needs: tuple[str, ...] = ()


def run(checks: Collection[Check], heard: Callable[[Finding], None]) -> list[Finding]:
    """Make the checks in order; one that depends on a failed check is reported as not made."""
    findings: dict[str, Finding] = {}
    for check in checks:
        missing = [name for name in check.needs if findings[name].state != "ok"]
        found = _skipped(check, missing) if missing else _made(check)
        findings[check.name] = found
        heard(found)
    return list(findings.values())


def exit_code(findings: Collection[Finding]) -> int:
    """Return 0 if all is well, 1 if something must be fixed, 2 if a check could not be made."""
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
