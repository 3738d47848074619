"""
The reference connector's seeded bugs, on connectors that export more than they are told to.

What exports all that waits, and what exports every change by itself, says less to whoever
asks: a bug that a scenario sees in a connector that is told must not hide there.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest

from harness.connector.driver import Connector
from harness.connector.exporting import SyncFailed
from harness.connector.loader import load_profile
from harness.connector.profile import Profile, Trigger
from harness.errors import NotProven
from harness.prove.catalogue import load_catalogue, pairs
from harness.prove.seeding import install, seeded
from harness.session.faults import Faults
from harness.session.opened import Opened
from harness.session.opening import answered, open_target
from harness.session.run import Moment, build, fresh_seed
from harness.settings import Settings
from harness.snapshot import OdooRef, Role
from scenarios.faults.once import Once
from scenarios.hard.test_together import (
    test_one_that_is_refused_keeps_no_other_back as one_that_is_refused_keeps_no_other_back,
)
from scenarios.ownership.test_what_waits import (
    test_the_other_leaves_as_the_profile_says as the_other_leaves_as_the_profile_says,
)

pytestmark = pytest.mark.local

WAITING, BY_ITSELF = "qbo_mirror_waiting", "qbo_mirror_by_itself"
TRIGGERS = {
    WAITING: Trigger(on="cron", method=f"{WAITING}.cron_export_waiting"),
    BY_ITSELF: Trigger(on="change"),
}
SEEN = {
    "tax_lost": "loop.test_08_invoice::test_one_invoice_is_mirrored",
    "exported_again": "loop.test_10_bill::test_one_vendor_bill_is_mirrored",
    "failures_unlogged": "loop.test_11_logs::test_the_sync_logs_tell_the_truth",
    "closed_books_skipped": "rules.test_closed_books::test_closed_books_keep_what_they_have",
    "kits_counted": "rules.test_kits::test_a_kit_is_an_item_that_is_not_counted",
    "renamed_made_again": "hard.test_order::test_a_renamed_customer_stays_the_same",
    "new_key_each_time": "faults.test_lost_answers::test_a_bill_is_there_once",
    "edits_forgotten": "faults.test_refusals::test_a_refused_edit_arrives_later",
    "body_lost_at_401": "faults.test_refusals::test_a_token_that_ended_is_renewed",
}
"""Each bug's scenario here: some of them in words of the record, some in faults."""


def profile_of(kind: str) -> Profile:
    """The reference connector's profile, with every role exported so."""
    profile = load_profile("qbo_mirror")
    triggers = dict.fromkeys(profile.triggers, TRIGGERS[kind])
    return profile.model_copy(update={"triggers": triggers})


@pytest.mark.parametrize("role", ["invoice", "payment", "bill"])
def test_a_profile_that_says_everything_of_another_connector_is_found(
    opened: Opened, role: Role
) -> None:
    """What waited stays; with the honest profile the same scenario passes."""
    scenario = the_other_leaves_as_the_profile_says
    assert told_by(opened, scenario, role=role) == ""
    said = opened.profile.triggers[role].model_copy(update={"everything": True})
    triggers = {**opened.profile.triggers, role: said}
    wrong = replace(opened, profile=opened.profile.model_copy(update={"triggers": triggers}))
    with pytest.raises(NotProven, match=rf"stayed in Odoo[\s\S]*triggers\.{role}\.everything"):
        told_by(wrong, scenario, role=role)


@pytest.mark.parametrize("role", ["invoice", "payment", "bill"])
def test_what_waits_leaves_where_the_profile_says_so(bent: Opened, role: Role) -> None:
    """It is right, too."""
    assert told_by(bent, the_other_leaves_as_the_profile_says, role=role) == ""


@pytest.fixture(scope="module", params=[WAITING, BY_ITSELF])
def bent(request: pytest.FixtureRequest, harness_settings: Settings) -> Iterator[Opened]:
    """A database of its own with that connector, and the seeded bugs."""
    with open_target(harness_settings, f"kind_{os.getpid()}") as opened:
        port = build(opened.target, moment(), opened.profile, opened.policy).port
        port.call("ir.module.module", "update_list")
        ids = port.call("ir.module.module", "search", domain=[["name", "=", request.param]])
        port.call("ir.module.module", "button_immediate_install", ids=ids)
        install(port)
        yield replace(opened, profile=profile_of(request.param))


def moment() -> Moment:
    """The next second, with a seed of its own: a bug of the test before may have left something."""
    return Moment(seed=fresh_seed(), now=datetime.now(UTC) + timedelta(seconds=1))


def told_by(opened: Opened, scenario: Callable[..., None], **case: object) -> str:
    """Run a scenario, or a `case` of it, answered its way; what it says against the connector."""
    marks = {mark.name: mark.args for mark in getattr(scenario, "pytestmark", ())}
    with answered(opened, moment(), marks.get("rule")) as parts:
        faults = Faults(parts.proof.kinds, opened.failing)
        given = {
            "odoo": parts.odoo,
            "connector": parts.connector,
            "quickbooks": parts.quickbooks,
            "proof": parts.proof,
            "faults": faults,
            "once": Once(faults, parts.quickbooks, parts.proof),
            **case,
        }
        try:
            scenario(**{name: given[name] for name in inspect.signature(scenario).parameters})
        except (AssertionError, SyncFailed) as error:
            return " ".join(str(error).split())
    return ""


@pytest.mark.parametrize("bug", SEEN)
def test_a_seeded_bug_is_told_for_its_reason(bent: Opened, bug: str) -> None:
    """As of a connector that is told, and nothing is told of the right one."""
    module, _, name = SEEN[bug].partition("::")
    scenario = getattr(import_module(f"scenarios.{module}"), name)
    assert told_by(bent, scenario) == ""
    node = f"scenarios/{module.replace('.', '/')}.py::{name}"
    (told,) = {
        caught.told for its, caught in pairs(load_catalogue()) if (its, caught.by) == (bug, node)
    }
    port = build(bent.target, moment(), bent.profile, bent.policy).port
    with seeded(port, bug):
        found = told_by(bent, scenario)
    assert told in found


def test_a_connector_of_single_records_is_no_fault(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It refuses several at once, openly and before anything leaves."""
    together = Connector.sync_together

    def of_one(self: Connector, refs: Sequence[OdooRef], role: Role) -> None:
        if len(refs) > 1:
            raise SyncFailed(f"{role}: Expected singleton")
        together(self, refs, role)

    monkeypatch.setattr(Connector, "sync_together", of_one)
    assert told_by(opened, one_that_is_refused_keeps_no_other_back) == ""
