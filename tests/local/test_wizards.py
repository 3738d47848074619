"""Connectors whose exports raise nothing: a wizard that only logs, a button that shows red."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from harness.connector.exporting import SyncFailed
from harness.connector.loader import load_profile
from harness.connector.profile import Mapping, MappingKind, Profile, Trigger
from harness.odoo.goods import create_service
from harness.prove.seeding import install, seeded
from harness.session.opened import Opened
from harness.session.opening import open_target
from harness.session.prepare import enter_mapping
from harness.session.run import Moment, Parts, build, fresh_seed
from harness.settings import Settings
from scenarios.hard.test_together import (
    test_one_that_is_refused_keeps_no_other_back as one_that_is_refused_keeps_no_other_back,
)

pytestmark = pytest.mark.local

ADDON = "qbo_mirror_wizard"
SHOWN = Trigger(on="record", method="action_qbo_export_and_show")
LOGGED = Trigger(
    on="record",
    wizard="qbo.export.wizard",
    method="action_export",
    create={"reason": "closing"},
    raises=False,
)
CATEGORIES: dict[MappingKind, str] = {
    "category_income": "qbo_income_account_id",
    "category_expense": "qbo_expense_account_id",
    "category_asset": "qbo_asset_account_id",
}


def profile_of(trigger: Trigger) -> Profile:
    """The reference connector's profile, exported so, with a table of categories."""
    profile = load_profile("qbo_mirror")
    triggers = {
        role: trigger.model_copy(update={"context": its.context})
        for role, its in profile.triggers.items()
    }
    mappings = profile.mappings | {
        kind: Mapping(model="product.category", match="complete_name", field=field)
        for kind, field in CATEGORIES.items()
    }
    return profile.model_copy(update={"triggers": triggers, "mappings": mappings})


@pytest.fixture(scope="module")
def installed(harness_settings: Settings) -> Iterator[Opened]:
    """A database of its own with that connector, and the seeded bugs."""
    with open_target(harness_settings, f"wizard_{os.getpid()}") as opened:
        port = build(
            opened.target,
            Moment(seed=fresh_seed(), now=datetime.now(UTC)),
            opened.profile,
            opened.policy,
        ).port
        port.call("ir.module.module", "update_list")
        ids = port.call("ir.module.module", "search", domain=[["name", "=", ADDON]])
        port.call("ir.module.module", "button_immediate_install", ids=ids)
        install(port)
        yield opened


@pytest.fixture(params=[SHOWN, LOGGED], ids=["shown in red", "logged alone"])
def line(request: pytest.FixtureRequest, installed: Opened, moment: Moment) -> Parts:
    """The line with a connector of either kind."""
    parts = build(installed.target, moment, profile_of(request.param), installed.policy)
    enter_mapping(parts.connector, parts.quickbooks, parts.policy)
    return parts


def test_what_is_refused_is_seen(line: Parts) -> None:
    """Though nothing is raised, and it does not speak of what follows."""
    line.connector.validate()
    odoo, proof = line.odoo, line.proof
    customer = odoo.create_customer()
    proof.repeatable(customer, "customer", proof.mirrored(customer, "customer"))
    proof.refused(odoo.create_customer(name=odoo.name_of(customer)), "customer")
    proof.mirrored(odoo.create_vendor(), "vendor")


def test_what_is_refused_among_others_is_seen(line: Parts) -> None:
    """Of several that were chosen together."""
    one_that_is_refused_keeps_no_other_back(line.odoo, line.proof)


def test_a_failure_that_is_told_to_nobody_is_a_fault(line: Parts) -> None:
    """The log tells of none, and nothing is shown: a seeded bug is seen as in any connector."""
    customer = line.odoo.create_customer()
    line.proof.mirrored(customer, "customer")
    namesake = line.odoo.create_customer(name=line.odoo.name_of(customer))
    with seeded(line.port, "failures_unlogged"), pytest.raises(AssertionError):
        line.proof.refused(namesake, "customer")


def test_a_table_of_categories_is_filled_as_the_rules_say(line: Parts) -> None:
    """And what it says is what arrives: another account in it is told by its rule."""
    line.proof.mirrored(create_service(line.odoo), "product")
    port = line.port
    ids = port.call("product.category", "search", domain=[["qbo_income_account_id", "!=", False]])
    rows = port.call("product.category", "read", ids=ids, fields=["qbo_expense_account_id"])
    for row in rows:
        port.call(
            "product.category",
            "write",
            ids=[row["id"]],
            vals={"qbo_income_account_id": row["qbo_expense_account_id"]},
        )
    with pytest.raises(AssertionError, match=r"items\.income_account"):
        line.proof.mirrored(create_service(line.odoo), "product")


def test_an_account_that_the_profile_leaves_out_is_named(installed: Opened, moment: Moment) -> None:
    """The connector's own words speak of a field of QuickBooks, which would lead nobody there."""
    whole = profile_of(SHOWN)
    mappings = {kind: it for kind, it in whole.mappings.items() if kind != "category_expense"}
    profile = whole.model_copy(update={"mappings": mappings})
    parts = build(installed.target, moment, profile, installed.policy)
    enter_mapping(parts.connector, parts.quickbooks, parts.policy)
    refused = parts.odoo.create_customer(name=f"{'z' * 94} {parts.odoo.tag}")
    with pytest.raises(SyncFailed, match=r"has no mappings\.category_expense:"):
        parts.connector.sync(refused, "customer")
