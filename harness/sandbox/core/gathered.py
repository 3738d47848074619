"""
Faults that are told together.

Intuit tells all missing and overlong fields of a request at once, and a taken number with
them (recorded in 2015, 2022, 2024 and 2025), and so it does a missing customer and what is
no e-mail address (clients of 2026 and a help page); what is wrong for any other reason is
told alone, and only when nothing of that kind is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from harness.sandbox.core.faults import Fault

Given = TypeVar("Given")
Made = TypeVar("Made")

TOO_LONG, TAKEN = "2050", "6140"
"""What is wrong with a field itself, beside which all others can be looked at."""
TOGETHER = frozenset({TOO_LONG, TAKEN, "2020", "2210", "6070", "6560"})
"""Codes of what is missing, overlong, taken, no address, or not its quantity times its price."""


def is_told_with_others(fault: Fault) -> bool:
    """Whether all that a fault tells may stand beside others."""
    return all(error.code in TOGETHER for error in fault.errors)


def is_only(fault: Fault, code: str) -> bool:
    """Whether a fault tells of nothing else."""
    return all(error.code == code for error in fault.errors)


def of_each(work: Callable[[Given], Made], lines: Iterable[Given]) -> list[Made]:
    """Do something with each line; raise what is wrong with any of them as one fault."""
    made: list[Made] = []
    told: list[Fault] = []
    for line in lines:
        try:
            made.append(work(line))
        except Fault as fault:
            told.append(fault)
            if not is_told_with_others(fault):
                break
    if told:
        raise joined(told)
    return made


def joined(told: Sequence[Fault]) -> Fault:
    """Return one fault for several, in their order: those that are told together, if any are."""
    beside = [fault for fault in told if is_told_with_others(fault)]
    if not beside:
        return told[0]
    one = Fault(*(error for fault in beside for error in fault.errors))
    one.assumed = next((fault.assumed for fault in beside if fault.assumed), "")
    return one
