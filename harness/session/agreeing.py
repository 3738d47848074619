"""Whether the rules agree with an opened target, asked before any record is sent."""

from __future__ import annotations

from datetime import UTC, datetime

from harness.odoo import lists as odoo_lists
from harness.policy.agreement import Sides, disagreements
from harness.quickbooks import lists as book_lists
from harness.session.opened import Opened
from harness.session.run import Moment, Parts, build


def disagreeing(parts: Parts) -> tuple[str, ...]:
    """List where the rules and the two systems differ, each with its line in the rules."""
    return tuple(str(item) for item in disagreements(parts.policy, sides_of(parts)))


def disagreeing_at_opening(opened: Opened) -> tuple[str, ...]:
    """
    List the same for a target before its first scenario.

    A replay is left out, since cassettes answer there, and so is a target whose
    connector is not installed completely: its company is not prepared then, and
    check 3 says so.
    """
    if opened.target.name == "replay":
        return ()
    moment = Moment(seed=0, now=datetime.now(UTC))
    parts = build(opened.target, moment, opened.profile, opened.policy)
    return () if parts.connector.installation().problems() else disagreeing(parts)


def sides_of(parts: Parts) -> Sides:
    """Read the lists of both systems."""
    return Sides(
        odoo=odoo_lists.read_lists(parts.port),
        quickbooks=book_lists.read_lists(parts.quickbooks),
    )
