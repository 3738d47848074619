"""Every rule about money bites: a seeded bug turns that rule's scenario red, and it says why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.local

BUGS = [
    (
        "only_the_first",
        "test_payments.test_a_joint_payment_may_be_partial",
        "payments.applied_to",
    ),
    (
        "in_equal_parts",
        "test_payments.test_a_joint_payment_may_be_partial",
        "payments.applied_amount",
    ),
    (
        "unlinked",
        "test_payments.test_several_payments_settle_one_invoice",
        "payments.applied_to",
    ),
    (
        "rest_lost",
        "test_unapplied_payments.test_what_was_paid_too_much_is_the_customers_credit",
        "payments.amount",
    ),
    (
        "never_waits",
        "test_unapplied_payments.test_a_prepayment_waits_for_its_invoice",
        "QuickBooks holds 1 Payment",
    ),
    (
        "unexported_left_out",
        "test_unmirrored_documents.test_the_invoice_is_carried_along",
        "had to be carried along",
    ),
    (
        "exports_what_it_must_not",
        "test_unmirrored_documents.test_the_payment_is_refused_before_its_invoice",
        "which it had to refuse",
    ),
    (
        "always_the_journals_account",
        "test_deposit_account.test_all_money_waits_to_be_deposited",
        "payments.deposit_account",
    ),
    (
        "last_bill_only",
        "test_bill_payments.test_one_payment_settles_several_bills",
        "bill_payments.applied_to",
    ),
    (
        "rest_lost",
        "test_bill_payments.test_what_was_paid_too_much_stays_with_the_vendor",
        "bill_payments.amount",
    ),
    ("card_as_check", "test_bill_payments.test_a_bill_is_paid_by_card", "bill_payments.way"),
    ("paid_on_due_date", "test_bill_payments.test_a_bill_is_paid_by_card", "bill_payments.date"),
    (
        "number_on_unprinted",
        "test_bill_payments.test_a_check_waits_to_be_printed",
        "bill_payments.checks",
    ),
    (
        "never_printed",
        "test_bill_payments.test_a_check_waits_to_be_printed",
        "bill_payments.checks",
    ),
    (
        "never_waits",
        "test_prepaid_vendors.test_prepaid_money_waits_for_its_bill",
        "that is no failure",
    ),
    (
        "prepaid_as_expense",
        "test_prepaid_vendors.test_prepaid_money_is_left_to_an_accountant",
        "which it had to refuse",
    ),
]


@pytest.mark.parametrize(("bug", "scenario", "told"), BUGS)
def test_a_bug_with_money_turns_its_rule_red(
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
