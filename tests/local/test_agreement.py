"""The rules against a real Odoo and the emulator: they agree, until something is changed."""

from __future__ import annotations

from datetime import date

import pytest

from harness.commands.policy import sides_of
from harness.policy.agreement import disagreements
from harness.quickbooks.closing import closed_until
from harness.session.run import Parts

pytestmark = pytest.mark.local


def test_the_staging_agrees_with_its_rules(live: Parts) -> None:
    """The company as it was set up, and the books as they were opened."""
    assert [str(item) for item in disagreements(live.policy, sides_of(live))] == []


def test_books_that_only_one_system_closed_are_found(live: Parts) -> None:
    """A posting that Odoo takes would be refused by QuickBooks."""
    with closed_until(live.quickbooks, date(2026, 1, 31)):
        found = [str(item) for item in disagreements(live.policy, sides_of(live))]
    assert [text.rpartition(": ")[2] for text in found] == [
        "Odoo's books are locked at no day, QuickBooks' are closed until 2026-01-31"
    ]
    assert disagreements(live.policy, sides_of(live)) == []


def test_a_tax_rate_that_changed_in_odoo_is_found(live: Parts) -> None:
    """Before any record is sent: both rates are named, and the line that was signed."""
    name = "Orange Surtax 0.5%"
    ids = live.port.call("account.tax", "search", domain=[["name", "=", name]])
    live.port.call("account.tax", "write", ids=ids, vals={"amount": 1})
    try:
        found = [str(item) for item in disagreements(live.policy, sides_of(live))]
    finally:
        live.port.call("account.tax", "write", ids=ids, vals={"amount": 0.5})
    assert [text.rpartition(": ")[2] for text in found] == [
        "Odoo charges 7.0 % and QuickBooks' 'FL Orange 6.5%' 6.5 %",
        "Odoo's 'FL Orange 6.5%' charges 7.0 %, and 6.5 % was signed",
    ]
