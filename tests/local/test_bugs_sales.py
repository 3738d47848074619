"""Every rule about customers' documents bites: a seeded bug turns that rule's scenario red."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.local

BUGS = [
    (
        "credit_stays",
        "test_credit_memos.test_a_credited_invoice_owes_nothing",
        "Odoo holds no id of it",
    ),
    (
        "credit_as_invoice",
        "test_credit_memos.test_a_credit_without_an_invoice_stays_open",
        "Odoo holds no id of it",
    ),
    (
        "credit_as_bill",
        "test_credit_memos.test_a_credit_without_an_invoice_stays_open",
        "refused to mirror credit_memo",
    ),
    (
        "credit_tax_lost",
        "test_credit_memos.test_a_credit_without_an_invoice_stays_open",
        "credit_memos.tax_total",
    ),
    (
        "application_lost",
        "test_credit_memos.test_a_credited_invoice_owes_nothing",
        "credit_memos.application",
    ),
    (
        "applied_to_first",
        "test_credit_memos.test_one_credit_for_two_invoices",
        "credit_memos.application",
    ),
    (
        "withdrawal_ignored",
        "test_cancelled_invoices.test_a_cancelled_invoice_is_voided",
        "invoices.cancelled",
    ),
    (
        "withdrawal_deletes",
        "test_cancelled_invoices.test_a_cancelled_invoice_is_voided",
        "it is gone: deleted, not voided",
    ),
    (
        "withdrawal_voids",
        "test_cancelled_invoices.test_a_cancelled_invoice_is_deleted",
        "invoices.cancelled",
    ),
    (
        "withdrawal_voids",
        "test_reset_invoices.test_it_is_deleted_and_made_anew",
        "invoices.reset",
    ),
    (
        "withdrawal_ignored",
        "test_reset_invoices.test_it_is_voided_until_it_is_posted_again",
        "invoices.reset",
    ),
    (
        "withdrawal_voids",
        "test_reset_invoices.test_a_reset_invoice_waits_for_an_accountant",
        "which it had to refuse",
    ),
    (
        "paid_all_the_same",
        "test_withdrawn_paid_invoices.test_a_paid_invoice_waits_for_an_accountant",
        "which it had to refuse",
    ),
    (
        "edited_all_the_same",
        "test_edited_invoices.test_an_edit_waits_for_an_accountant",
        "which it had to refuse",
    ),
    (
        "edits_ignored",
        "test_edited_invoices.test_an_edit_changes_the_same_record",
        "invoices.total",
    ),
    (
        "edits_by_halves",
        "test_edited_invoices.test_an_edit_changes_the_same_record",
        "invoices.line_quantity",
    ),
    (
        "stale_token",
        "test_edited_invoices.test_a_second_edit_changes_it_again",
        "refused to mirror invoice",
    ),
    (
        "application_stays",
        "test_credit_memos.test_a_credit_that_is_taken_back_is_open_again",
        "credit_memos.application",
    ),
    (
        "discount_ignored",
        "test_discounts.test_the_price_is_after_the_discount",
        "invoices.line_amount",
    ),
    (
        "discount_forgotten",
        "test_discounts.test_one_line_discounts_all",
        "invoices.total",
    ),
    (
        "discount_after_tax",
        "test_discounts.test_one_line_discounts_all",
        "invoices.discount_tax",
    ),
    (
        "discount_elsewhere",
        "test_discounts.test_one_line_discounts_all",
        "invoices.discount_account",
    ),
    (
        "message_raw",
        "test_invoice_texts.test_the_text_is_the_message_to_the_customer",
        "invoices.narration",
    ),
    (
        "message_leaves",
        "test_invoice_texts.test_the_text_stays_in_odoo",
        "invoices.nothing_else",
    ),
    (
        "number_cut",
        "test_long_numbers.test_a_long_number_is_shortened",
        "invoices.number",
    ),
    (
        "number_cut",
        "test_long_numbers.test_a_long_number_is_refused",
        "which it had to refuse",
    ),
]


@pytest.mark.parametrize(("bug", "scenario", "told"), BUGS)
def test_a_bug_with_sales_turns_its_rule_red(
    bug: str,
    scenario: str,
    told: str,
    seed_bug: Callable[[str], None],
    run_scenario: Callable[[str, str], None],
) -> None:
    """The scenario fails, and names the rule that was broken."""
    module, _, name = scenario.rpartition(".")
    seed_bug(bug)
    with pytest.raises(AssertionError) as caught:
        run_scenario(f"rules.{module}", name)
    assert told in " ".join(str(caught.value).split())
