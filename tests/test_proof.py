"""What a scenario demands of a record that must not leave Odoo, or is gone already."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from harness.connector.driver import SyncFailed
from harness.proof import Mirrored, Proof
from harness.snapshot import OdooRef, Role

PAYMENT = OdooRef(model="account.payment", id=7)
MIRRORED = Mirrored(entity="Invoice", id="1", record={})


class Told(Proof):
    """A proof over a connector that answers as it is told, and logs these states."""

    def __init__(
        self, *answers: str | None, logs: Sequence[str] = (), of: OdooRef = PAYMENT
    ) -> None:
        self._of = of
        self._answers = list(answers)
        self._rows: list[Any] = []
        self._logs = logs
        self._connector: Any = SimpleNamespace(sync=self._sync)

    def _sync(self, ref: OdooRef, role: Role) -> None:
        self._rows += [SimpleNamespace(status=status) for status in self._logs]
        words = self._answers.pop(0)
        if words is not None:
            raise SyncFailed(f"{role} {ref}: {words}")

    def attempts(self, ref: OdooRef) -> tuple[Any, ...]:
        return tuple(self._rows) if ref == self._of else ()

    def never_left(self, ref: OdooRef, role: Role) -> None:
        del ref, role

    def left(self, mirrored: Mirrored) -> None:
        del mirrored


@pytest.mark.parametrize(("words", "logged"), [(None, "skipped"), ("not posted", "failed")])
def test_what_no_rule_lets_leave_may_be_refused_or_passed_over(
    words: str | None, logged: str
) -> None:
    """Nobody decided which; the log must say the one that it was."""
    Told(words, logs=[logged]).declined(PAYMENT, "payment", "it was cancelled")
    with pytest.raises(AssertionError, match="the log says done"):
        Told(words, logs=["done"]).declined(PAYMENT, "payment", "it was cancelled")
    with pytest.raises(AssertionError, match="the log says nothing"):
        Told(words).declined(PAYMENT, "payment", "it was cancelled")


def test_the_log_may_speak_of_the_record_that_stands_for_another() -> None:
    """A connector that exports a contact's company instead says so of the company."""
    company = OdooRef(model="res.partner", id=3)
    told = Told(None, logs=["done"], of=company)
    told.declined(PAYMENT, "customer", "its company is the customer", instead=company)
    with pytest.raises(AssertionError, match="the log says nothing"):
        Told(None, of=company).declined(PAYMENT, "customer", "as before", instead=company)


def test_a_second_sync_of_what_is_gone_is_told_from_the_first() -> None:
    """The connector did delete it, and is not told that it did not."""
    with pytest.raises(AssertionError, match="did not delete the mirror"):
        Told("no").withdrawn(PAYMENT, MIRRORED, "delete")
    with pytest.raises(AssertionError, match=r"Synced again, the withdrawn .* though the first"):
        Told(None, "not found").withdrawn(PAYMENT, MIRRORED, "delete")
