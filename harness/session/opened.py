"""An opened target, and how a scenario begins and ends on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from harness.cassette.staleness import Tree
from harness.connector.profile import Profile
from harness.errors import HarnessError
from harness.policy import Policy
from harness.session.faults import InForce
from harness.session.target import Target

Preferences = Mapping[str, Mapping[str, Any]]
"""Groups of a company's preferences, as in the API."""
InCompany = Callable[["Opened", Preferences], AbstractContextManager["Opened"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A target that may be written to, with the rules and the profile of this run."""

    target: Target
    policy: Policy
    profile: Profile
    versions: dict[str, str]
    tree: Tree
    """What a cassette's header is compared with when it is replayed, or filled from."""
    died: Callable[[], HarnessError | None] = lambda: None
    """Returns why a system of the target is gone, or no longer the proved one; else None."""
    renew: Callable[[], None] = lambda: None
    """Has the guard check both systems again; raises `Refused`."""
    scenario: Callable[[str, str], AbstractContextManager[None]] = lambda _tag, _name: nullcontext()
    """
    Runs one scenario, given its tag and its name: on a live target the guard checks
    both systems again, and on a shared one the scenario waits for its turn.
    """
    failing: InForce = lambda _: nullcontext()
    """Puts a fault in force between connector and QuickBooks; nothing to do in a replay."""
    company: InCompany = lambda opened, _: nullcontext(opened)
    """Switches to a company with an owner's preferences; nothing to do in a replay."""
