"""Faults between a connector and a QuickBooks of our own, which can be made to fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal

from harness.proof.kinds import Kind
from harness.snapshot import OdooRef, Role

Fault = Literal["answer lost", "answer cut", "too many requests", "out of service", "token refused"]
"""
What befalls a request. Lost and cut answers are of a request that QuickBooks did; the
others are answers 429, 503 and 401, and nothing was done.
"""
Operation = Literal["create", "update", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """
    Which of the connector's requests fail: the first of an `operation` on an `entity`, or all.

    Neither named, it is whatever the connector asks.
    """

    fault: Fault
    entity: str = ""
    operation: Operation = ""
    once: bool = True


InForce = Callable[[Failing], AbstractContextManager[None]]
"""Puts a fault in force for a while; raises `NotProven` if no request met it: nothing was tried."""


class Faults:
    """The faults that a scenario lets a connector meet."""

    def __init__(self, kinds: Mapping[Role, Kind], in_force: InForce) -> None:
        """Take how the connector comes to export, and the way to a fault."""
        self._kinds = kinds
        self._in_force = in_force

    def met(
        self,
        fault: Fault,
        change: Callable[[], OdooRef],
        role: Role,
        *,
        entity: str,
        operation: Operation = "create",
    ) -> tuple[OdooRef, str]:
        """
        Let the export of a change meet a fault, once.

        Returns the record that was changed, and what the connector said, "" if it was done. A
        connector may try again by itself or say that it failed: both are right.
        """
        failing = Failing(fault=fault, entity=entity, operation=operation)
        return self._kinds[role].during(self._in_force(failing), change, role)

    def outage(
        self, change: Callable[[], OdooRef], role: Role, *, entity: str = ""
    ) -> tuple[OdooRef, str]:
        """
        Let a change be exported while QuickBooks is out of service, whatever is tried how often.

        `entity` keeps that to the creation of one. Returns what `met` does.
        """
        operation: Operation = "create" if entity else ""
        failing = Failing(fault="out of service", entity=entity, operation=operation, once=False)
        return self._kinds[role].during(self._in_force(failing), change, role)


ACTS: Mapping[Fault, Mapping[str, Any]] = {
    "answer lost": {"kind": "drop", "when": "after"},
    "answer cut": {"kind": "truncate", "keep": 0.5},
    "too many requests": {"kind": "throttle", "retry_after": 1},
    "out of service": {"kind": "status", "status": 503},
    "token refused": {"kind": "status", "status": 401},
}
"""The emulator's acts."""


def rules_of(failing: Failing, realm: str) -> list[dict[str, Any]]:
    """
    Write a fault as rules of the emulator's admin API.

    A connector may write one by one or in a batch; both are tried.
    """
    rule = {"act": ACTS[failing.fault], "times": 1 if failing.once else None}
    match = {"realm": realm}
    if not failing.entity:
        return [{"match": match, **rule}]
    single = {"entity": failing.entity, "operation": failing.operation}
    return [{"match": match | kind, **rule} for kind in (single, {"operation": "batch"})]
