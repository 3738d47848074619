"""One scenario at a time on a shared database; waits are told, and end with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from harness.errors import NotProven
from harness.odoo.port import OdooUserError, ServerVersion
from harness.sharing.shared import demand_unused
from harness.sharing.turn import KEY, LONGEST, Turns
from harness.tag import party_tag, product_tag
from harness.waiting import Patience, silently, wait_for


class Parameters:
    """Odoo's system parameters, with the one rule that a turn rests on: a key is unique."""

    url, database = "http://x", "x"

    def __init__(self) -> None:
        self.held: dict[int, dict[str, Any]] = {}
        self.partners = 0

    def call(
        self,
        model: str,
        method: str,
        *,
        ids: Sequence[int] | None = None,
        context: Mapping[str, Any] | None = None,
        **params: Any,
    ) -> Any:
        """Do the four calls that are needed."""
        del context
        if method == "search_count":
            return self.partners if model == "res.partner" else 0
        if method == "create":
            (values,) = params["vals_list"]
            if any(row["key"] == values["key"] for row in self.held.values()):
                raise OdooUserError("create", "ValidationError", "Key must be unique.")
            number = max(self.held, default=0) + 1
            self.held[number] = {"id": number, **values}
            return [number]
        if method == "search_read":
            return list(self.held.values())
        assert method == "unlink"
        for each in ids or ():
            self.held.pop(each, None)
        return True

    def version(self) -> ServerVersion:
        """Never asked."""
        raise NotImplementedError


class Time:
    """A clock that sleeping turns on."""

    def __init__(self) -> None:
        self.now = 0.0

    def patience(self, limit: float) -> Patience:
        """Wait by this clock."""
        return Patience(limit=limit, every=1.0, clock=lambda: self.now, sleep=self.sleep)

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


def test_a_turn_is_given_back_even_after_a_failure() -> None:
    """And while it is held, nobody else gets one, and hears whose it is."""
    port, time = Parameters(), Time()
    turns = Turns(port, patience=time.patience(5))
    heard: list[str] = []

    def both() -> None:
        with turns.turn("the first", silently), turns.turn("the second", heard.append):
            pytest.fail("two had the turn")

    with pytest.raises(NotProven, match="in vain") as caught:
        both()
    assert "the first has it" in str(caught.value)
    assert "the first has it" in heard[0]
    assert port.held == {}
    with turns.turn("the second", silently):
        assert len(port.held) == 1


def test_a_turn_that_a_dead_run_left_ends_by_itself() -> None:
    """And one that nobody can read."""
    port, time = Parameters(), Time()
    long_ago = datetime.now(UTC) - LONGEST - timedelta(minutes=1)
    early = Turns(port, now=lambda: long_ago)
    dead = early.turn("the dead", silently)
    dead.__enter__()  # and it never comes to its end
    heard: list[str] = []
    with Turns(port, patience=time.patience(5)).turn("the living", heard.append):
        assert "the dead left it behind" in heard[0]
    port.held = {1: {"id": 1, "key": KEY, "value": "{"}}
    with Turns(port, patience=time.patience(5)).turn("the living", silently):
        assert len(port.held) == 1


def test_a_seed_that_was_used_before_is_told() -> None:
    """Its names would collide with what is there."""
    port = Parameters()
    demand_unused(port, "ABC123")
    port.partners = 1
    with pytest.raises(NotProven, match="ran with the same seed") as caught:
        demand_unused(port, "ABC123")
    assert "harness clean" in str(caught.value)


def test_a_wait_is_told_now_and_then_and_ends_with_what_was_seen() -> None:
    """Once at its beginning, then every ten seconds."""
    time, heard = Time(), list[str]()
    with pytest.raises(NotProven, match="Waited 25 s for the bus, in vain") as caught:
        wait_for(
            "the bus",
            lambda: (None, "an empty road"),
            patience=time.patience(25),
            tell=heard.append,
            next_step="walk",
        )
    assert "an empty road" in str(caught.value)
    assert len(heard) == 3
    assert "waiting for the bus: an empty road (0 of 25 s)" in heard[0]


def test_only_what_bears_the_tag_twice_is_ours() -> None:
    """A real customer with a number in its name is never taken for the harness's."""
    assert party_tag("Boone Construction CA5C8F-2", "accounts-ca5c8f-2@example.com") == "CA5C8F"
    assert party_tag("Boone Construction", "accounts-ca5c8f-2@example.com") is None
    assert party_tag("Boone Construction CA5C8F-2", "boone@example.com") is None
    assert product_tag("Beams 6061 CA5C8F-1", "CA5C8F-1") == "CA5C8F"
    assert product_tag("Beams 6061", "CA5C8F-1") is None
    assert product_tag("Beams 6061 CA5C8F-1", "") is None
