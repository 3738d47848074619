"""Every check of the mirror is shown to fail: seeded connector bugs turn the right one red."""

from __future__ import annotations

import pytest

from harness.connector.driver import SyncFailed
from harness.prove.catalogue import Caught, load_catalogue, pairs
from harness.prove.scenario import find, run
from harness.prove.seeding import seeded
from harness.run import Moment, Parts
from harness.session import Opened

pytestmark = pytest.mark.local

BUGS = [
    pytest.param(bug, caught, id=f"{bug}-{caught.by.rpartition('::')[2]}")
    for bug, caught in pairs(load_catalogue())
]


@pytest.mark.parametrize(("bug", "caught"), BUGS)
def test_a_bug_turns_its_scenario_red(
    bug: str, caught: Caught, with_bugs: Opened, live: Parts, moment: Moment
) -> None:
    """The scenario itself fails, and says which rule was broken."""
    scenario = find(caught.by)
    with seeded(live.port, bug), pytest.raises((AssertionError, SyncFailed)) as found:
        run(scenario, with_bugs, moment)
    assert caught.told in " ".join(str(found.value).split())


@pytest.mark.usefixtures("with_bugs")
def test_a_token_in_the_log_is_found_and_not_shown(live: Parts) -> None:
    """The row is named; the secret stays where it is."""
    with seeded(live.port, "log_leaks"):
        live.connector.sync(live.odoo.create_vendor(), "vendor")
        leaks = live.connector.leaked_secrets()
    assert leaks
    assert "access_token" in leaks[-1]
    assert "eyJ" not in leaks[-1]
