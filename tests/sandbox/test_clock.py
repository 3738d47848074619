"""The clock: running, frozen, set, advanced, accelerated; stamps follow it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest


def now(world: Any) -> datetime:
    """Read the clock."""
    return datetime.fromisoformat(world.admin("GET", "clock")["now"])


def test_it_runs_with_the_machine(world: Any) -> None:
    """Unless told otherwise."""
    before = datetime.now(UTC) - timedelta(seconds=1)
    assert before <= now(world) <= datetime.now(UTC)
    assert world.admin("GET", "clock")["factor"] == 1


def test_stamps_follow_a_set_and_frozen_clock(world: Any) -> None:
    """CreateTime, the envelope's time and a document's date, in Pacific time."""
    world.admin("POST", "clock", now="2027-07-01T06:59:59.250Z", frozen=True)
    company = world.company()
    answer = company.call("POST", "customer", json={"DisplayName": "Early"}).json()
    assert answer["time"] == "2027-06-30T23:59:59.250-07:00"
    stamps = {"2027-06-30T23:59:59-07:00"}
    assert set(answer["Customer"]["MetaData"].values()) == stamps
    customer = {"value": answer["Customer"]["Id"]}
    line = {
        "Amount": 1,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    invoice = company.post("invoice", {"CustomerRef": customer, "Line": [line]})
    assert invoice["TxnDate"] == "2027-06-30"
    world.admin("POST", "clock", seconds=1)
    assert company.post("invoice", {"CustomerRef": customer, "Line": [line]})["TxnDate"] == (
        "2027-07-01"
    )


def test_a_frozen_clock_stands(world: Any) -> None:
    """Until it is turned or set free."""
    world.admin("POST", "clock", frozen=True)
    first = now(world)
    assert now(world) == first
    world.admin("POST", "clock", seconds=90)
    assert now(world) == first + timedelta(seconds=90)
    world.admin("POST", "clock", frozen=False)
    assert now(world) >= first + timedelta(seconds=90)
    assert world.admin("GET", "clock")["frozen"] is False


def test_an_accelerated_clock_runs_ahead(world: Any) -> None:
    """Ten thousand seconds a second: between two calls more passes than on the machine."""
    world.admin("POST", "clock", factor=10_000)
    machine, first = datetime.now(UTC), now(world)
    second = now(world)
    assert second - first > datetime.now(UTC) - machine
    world.admin("POST", "clock", reset=True)
    assert now(world) <= datetime.now(UTC)


@pytest.mark.parametrize(
    "body",
    [
        {"now": "2027-07-01T00:00:00"},
        {"now": "yesterday"},
        {"now": "1066-10-14T00:00:00Z"},
        {"now": "9999-12-31T23:59:59Z"},
        {"seconds": 1e300},
        {"seconds": "soon"},
        {"factor": -1},
        {"factor": 1e9},
        {"minutes": 1},
    ],
)
def test_what_no_clock_does(world: Any, body: dict[str, Any]) -> None:
    """400 with a reason and a next step; the clock stays as it was."""
    before = now(world)
    answer = world.ask("POST", "clock", body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "next"}
    assert timedelta(0) <= now(world) - before < timedelta(minutes=1)
