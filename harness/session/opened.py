"""A target that was opened: what it is, and how a scenario begins and ends on it."""

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
    """A target that may be seeded, with the rules and the profile of this run."""

    target: Target
    policy: Policy
    profile: Profile
    versions: dict[str, str]
    tree: Tree
    """What a cassette is held against when it is replayed, and says of itself when recorded."""
    died: Callable[[], HarnessError | None] = lambda: None
    """Says which of the target's systems is gone, or no longer the one that was proved."""
    renew: Callable[[], None] = lambda: None
    """Proves both systems again; raises `Refused`."""
    scenario: Callable[[str, str], AbstractContextManager[None]] = lambda _tag, _name: nullcontext()
    """
    Lets one scenario begin, given its tag and its name: on a live target both
    systems are proved again, and a shared one's manners are kept.
    """
    failing: InForce = lambda _: nullcontext()
    """Puts a fault in force between connector and QuickBooks; a cassette was recorded with it."""
    company: InCompany = lambda opened, _: nullcontext(opened)
    """Changes into a company with an owner's preferences; a cassette was recorded in one."""
