"""Faults to inject between a connector and our own QuickBooks, the emulator."""

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
Operation = Literal["create", "update", "delete", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """
    Which of the connector's requests fail: the first of an `operation` on an `entity`, or all.

    Without an operation, it is the first that has to do with the entity, be it a look at it.

    Without either, any request of the connector counts.
    """

    fault: Fault
    entity: str = ""
    operation: Operation = ""
    once: bool = True


InForce = Callable[[Failing], AbstractContextManager[None]]
"""Puts a fault in force for a while; raises `NotProven` if no request met it: nothing was tried."""


class Faults:
    """Injects faults into a connector's requests, for scenarios."""

    def __init__(self, kinds: Mapping[Role, Kind], in_force: InForce) -> None:
        """Take how the connector exports, and how to put a fault in force."""
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
        Make a change whose export meets a fault, once.

        Returns the record that was changed, and the connector's error, "" if it reported
        none. A connector may retry by itself or report the failure: both are right.
        """
        failing = Failing(fault=fault, entity=entity, operation=operation)
        return self._kinds[role].during(self._in_force(failing), change, role)

    def outage(
        self, change: Callable[[], OdooRef], role: Role, *, entity: str = ""
    ) -> tuple[OdooRef, str]:
        """
        Make a change while QuickBooks is out of service, however often the connector tries.

        With `entity`, only creating one of these fails. Returns the same as `met`.
        """
        operation: Operation = "create" if entity else ""
        failing = Failing(fault="out of service", entity=entity, operation=operation, once=False)
        return self._kinds[role].during(self._in_force(failing), change, role)

    def unanswered(
        self, change: Callable[[], OdooRef], role: Role, *, entity: str
    ) -> tuple[OdooRef, str]:
        """
        Make a change whose export creates an `entity`, and never hears so, however often it tries.

        Returns the same as `met`.
        """
        failing = Failing(fault="answer lost", entity=entity, operation="create", once=False)
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
    Return a fault as rules of the emulator's admin API.

    There is a rule for single writes and one for batches, since a connector may use either.
    """
    rule = {"act": ACTS[failing.fault], "times": 1 if failing.once else None}
    match = {"realm": realm}
    if not failing.entity:
        return [{"match": match, **rule}]
    single = {"entity": failing.entity}
    if failing.operation:
        single["operation"] = failing.operation
    return [{"match": match | kind, **rule} for kind in (single, {"operation": "batch"})]
