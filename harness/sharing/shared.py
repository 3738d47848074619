"""A run on a shared staging: one scenario at a time, each journalled before it begins."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from harness.errors import NotProven
from harness.odoo.port import OdooPort
from harness.sharing.journal import Journal, Where
from harness.sharing.turn import Turns
from harness.waiting import Tell

ALL = {"active_test": False}
TRANSIENT = frozenset({"account.payment.register", "ir.config_parameter"})
"""What is created in passing, or is not a record of the business."""


class Shared:
    """
    Takes turns and keeps the journal for one worker.

    The calls of `port` are never recorded; `renew` checks both systems again while
    nobody else works on them.
    """

    def __init__(
        self,
        journal: Journal,
        where: Where,
        port: OdooPort,
        *,
        renew: Callable[[], None],
        tell: Tell,
    ) -> None:
        self._journal = journal
        self._where = where
        self._port = port
        self._turns = Turns(port)
        self._renew = renew
        self._tell = tell
        self._tag: str | None = None

    @contextmanager
    def scenario(self, tag: str, name: str) -> Iterator[None]:
        """Hold the turn for a scenario, and the journal open for what it makes."""
        who = f"{name} ({tag}) on {socket.gethostname()}, process {os.getpid()}"
        with self._turns.turn(who, self._tell):
            self._renew()
            demand_unused(self._port, tag)
            self._journal.began(tag, name, self._where)
            self._tag = tag
            try:
                yield
            finally:
                self._tag = None
                self._journal.ended(tag)

    def made(self, model: str, ids: Sequence[int]) -> None:
        """Note which records were created."""
        if self._tag is not None and model not in TRANSIENT:
            self._journal.made(self._tag, model, ids)


def demand_unused(port: OdooPort, tag: str) -> None:
    """Raise `NotProven` when an earlier run's records bear this tag: names would collide."""
    for model, domain in tagged(tag).items():
        if port.call(model, "search_count", domain=domain, context=ALL):
            raise NotProven(
                f"Records of an earlier run bear the tag {tag}: it ran with the same seed.",
                where=f"{model}, database {port.database}",
                next_step="harness clean lets them go; or run without --seed",
            )


def tagged(tag: str) -> dict[str, list[list[str]]]:
    """Return the search domains that find a tag's records in Odoo, by model."""
    return {
        "res.partner": [["email", "=like", f"accounts-{tag.lower()}-%@example.com"]],
        "product.product": [["default_code", "=like", f"{tag}-%"]],
    }
