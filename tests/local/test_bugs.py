"""Every check of the mirror is shown to fail: seeded connector bugs turn the right one red."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest

from harness.run import Parts

pytestmark = pytest.mark.local

BUGS = [
    ("name_cut", "customer", "customers.display_name"),
    ("terms_lost", "customer", "customers.terms"),
    ("exempt_ignored", "customer", "customers.exempt"),
    ("written_back", "customer", "Odoo is the source of truth"),
    ("name_cut", "vendor", "vendors.display_name"),
    ("terms_lost", "vendor", "vendors.terms"),
    ("written_back", "vendor", "Odoo is the source of truth"),
    ("wrong_income_account", "product", "items.income_account"),
    ("sku_lost", "product", "items.sku"),
    ("stock_ignored", "product", "items.type"),
    ("tax_lost", "invoice", "invoices.tax_total"),
    ("due_date_lost", "invoice", "invoices.due_date"),
    ("notes_lost", "invoice", "invoices.lines"),
    ("number_lost", "invoice", "invoices.number"),
    ("exported_again", "invoice", "added 1 Invoice"),
    ("drafts_leave", "invoice", "must never leave Odoo"),
    ("posted_twice", "invoice", "more arrived in QuickBooks than was asked for"),
    ("unlinked", "payment", "payments.applied_to"),
    ("residual_for_amount", "payment", "payments.amount"),
    ("undeposited", "payment", "payments.deposit_account"),
    ("due_date_lost", "bill", "bills.due_date"),
    ("wrong_expense_account", "bill", "bills.line_account"),
    ("exported_again", "bill", "added 1 Bill"),
]
SCENARIOS = {
    "customer": ("test_05_customer", "test_one_customer_is_mirrored"),
    "vendor": ("test_06_vendor", "test_one_vendor_is_mirrored"),
    "product": ("test_07_product", "test_one_product_is_mirrored"),
    "invoice": ("test_08_invoice", "test_one_invoice_is_mirrored"),
    "payment": ("test_09_payment", "test_one_payment_is_mirrored"),
    "bill": ("test_10_bill", "test_one_vendor_bill_is_mirrored"),
}


@pytest.mark.parametrize(("bug", "role", "told"), BUGS)
def test_a_connector_bug_turns_its_check_red(
    bug: str, role: str, told: str, live: Parts, seed_bug: Callable[[str], None]
) -> None:
    """The scenario itself fails, and says which rule was broken."""
    module, name = SCENARIOS[role]
    scenario = getattr(importlib.import_module(f"scenarios.loop.{module}"), name)
    seed_bug(bug)
    with pytest.raises(AssertionError) as caught:
        scenario(live.odoo, live.proof)
    assert told in " ".join(str(caught.value).split())


@pytest.mark.parametrize(
    ("bug", "told"),
    [("log_lies", "must hold one row, failed"), ("log_leaks", "must hold one row")],
)
def test_a_lying_log_turns_its_check_red(
    bug: str, told: str, live: Parts, seed_bug: Callable[[str], None]
) -> None:
    """A failure logged as done, and a second row for one attempt, are seen."""
    module = importlib.import_module("scenarios.loop.test_11_logs")
    seed_bug(bug)
    with pytest.raises(AssertionError, match=told):
        module.test_the_sync_logs_tell_the_truth(live.odoo, live.connector, live.proof)


def test_a_token_in_the_log_is_found_and_not_shown(
    live: Parts, seed_bug: Callable[[str], None]
) -> None:
    """The row is named; the secret stays where it is."""
    seed_bug("log_leaks")
    live.connector.sync(live.odoo.create_vendor(), "vendor")
    leaks = live.connector.leaked_secrets()
    assert leaks
    assert "access_token" in leaks[-1]
    assert "eyJ" not in leaks[-1]
