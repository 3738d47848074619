"""Bugs of documents that customers get turn the scenario of their rule red."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

import pytest

from harness.run import Moment, Parts, build
from harness.session import Opened

pytestmark = pytest.mark.local


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded:
    """A bug, the scenario that must see it, and what must be told of it."""

    bug: str
    scenario: str
    told: str


BUGS = [
    Seeded(
        bug="credit_stays",
        scenario="test_credit_memos.test_a_credited_invoice_owes_nothing",
        told="Odoo holds no id of it",
    ),
    Seeded(
        bug="credit_as_invoice",
        scenario="test_credit_memos.test_a_credit_without_an_invoice_stays_open",
        told="Odoo holds no id of it",
    ),
    Seeded(
        bug="credit_as_bill",
        scenario="test_credit_memos.test_a_credit_without_an_invoice_stays_open",
        told="refused to mirror credit_memo",
    ),
    Seeded(
        bug="credit_tax_lost",
        scenario="test_credit_memos.test_a_credit_without_an_invoice_stays_open",
        told="credit_memos.tax_total",
    ),
    Seeded(
        bug="application_lost",
        scenario="test_credit_memos.test_a_credited_invoice_owes_nothing",
        told="credit_memos.application",
    ),
    Seeded(
        bug="applied_to_first",
        scenario="test_credit_memos.test_one_credit_for_two_invoices",
        told="credit_memos.application",
    ),
    Seeded(
        bug="withdrawal_ignored",
        scenario="test_cancelled_invoices.test_a_cancelled_invoice_is_voided",
        told="invoices.cancelled",
    ),
    Seeded(
        bug="withdrawal_deletes",
        scenario="test_cancelled_invoices.test_a_cancelled_invoice_is_voided",
        told="it is gone: deleted, not voided",
    ),
    Seeded(
        bug="withdrawal_voids",
        scenario="test_cancelled_invoices.test_a_cancelled_invoice_is_deleted",
        told="invoices.cancelled",
    ),
    Seeded(
        bug="withdrawal_voids",
        scenario="test_reset_invoices.test_it_is_deleted_and_made_anew",
        told="invoices.reset",
    ),
    Seeded(
        bug="withdrawal_ignored",
        scenario="test_reset_invoices.test_it_is_voided_until_it_is_posted_again",
        told="invoices.reset",
    ),
    Seeded(
        bug="withdrawal_voids",
        scenario="test_reset_invoices.test_a_reset_invoice_waits_for_an_accountant",
        told="which it had to refuse",
    ),
    Seeded(
        bug="paid_all_the_same",
        scenario="test_withdrawn_paid_invoices.test_a_paid_invoice_waits_for_an_accountant",
        told="which it had to refuse",
    ),
    Seeded(
        bug="edited_all_the_same",
        scenario="test_edited_invoices.test_an_edit_waits_for_an_accountant",
        told="which it had to refuse",
    ),
    Seeded(
        bug="edits_ignored",
        scenario="test_edited_invoices.test_an_edit_changes_the_same_record",
        told="invoices.total",
    ),
    Seeded(
        bug="edits_by_halves",
        scenario="test_edited_invoices.test_an_edit_changes_the_same_record",
        told="invoices.line_quantity",
    ),
    Seeded(
        bug="stale_token",
        scenario="test_edited_invoices.test_a_second_edit_changes_it_again",
        told="refused to mirror invoice",
    ),
    Seeded(
        bug="application_stays",
        scenario="test_credit_memos.test_a_credit_that_is_taken_back_is_open_again",
        told="credit_memos.application",
    ),
]


@contextmanager
def answered(live: Parts, opened: Opened, path: str, answer: str) -> Iterator[Parts]:
    """The line with one question answered as a scenario asks."""
    policy = opened.policy.with_answer(path, answer)
    moment = Moment(seed=live.moment.seed, now=live.moment.now)
    parts = build(opened.target, moment, opened.profile, policy)
    parts.connector.obey({path: answer}, of={path})
    try:
        yield parts
    finally:
        parts.connector.obey({path: opened.policy.answers()[path]})


@pytest.mark.parametrize("seeded", BUGS, ids=lambda seeded: f"{seeded.bug}-{seeded.scenario}")
def test_a_bug_turns_its_rule_red(
    seeded: Seeded, live: Parts, opened: Opened, seed_bug: Callable[[str], None]
) -> None:
    """The scenario fails, and names the rule that was broken."""
    module, _, name = seeded.scenario.partition(".")
    scenario = getattr(importlib.import_module(f"scenarios.rules.{module}"), name)
    marks = {mark.name: mark.args for mark in scenario.pytestmark}
    seed_bug(seeded.bug)
    line = answered(live, opened, *marks["rule"]) if "rule" in marks else nullcontext(live)
    with line as parts, pytest.raises(AssertionError) as caught:
        scenario(parts.odoo, parts.proof)
    assert seeded.told in " ".join(str(caught.value).split())
