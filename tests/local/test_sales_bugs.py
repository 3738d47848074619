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


@pytest.mark.parametrize("seeded", BUGS, ids=lambda seeded: f"{seeded.bug}")
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
