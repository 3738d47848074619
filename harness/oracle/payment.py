"""Customer payments and what they settle."""

from __future__ import annotations

from harness.oracle.documents import linked, number_of
from harness.oracle.expectation import (
    Amount,
    Day,
    Expectation,
    Field,
    Links,
    Named,
    PolicyGap,
    Text,
)
from harness.oracle.settling import SETTLED, currency, registered, settled
from harness.oracle.writeoff import used_up, written_off
from harness.policy import Policy
from harness.snapshot import Payment


def expect_payment(payment: Payment, policy: Policy, links: Links) -> Expectation:
    """Expect a Payment with one line for each invoice it settles."""
    payment = registered(payment, policy)
    journal = policy.journals.get(payment.journal)
    if journal is None or journal.deposit_to is None or journal.method is None:
        raise PolicyGap("journals", f"where does the money of journal {payment.journal!r} go?")
    account = journal.deposit_to
    if policy.payments.deposit_to == "undeposited funds":
        account = undeposited_funds(policy)
    rest = payment.amount + written_off(payment, policy)
    rest -= sum(application.amount for application in payment.applied)
    if rest > 0 and policy.payments.unapplied == "once reconciled":
        raise PolicyGap("payments.unapplied", f"{rest} of {payment.number} waits in Odoo")
    return Expectation(
        entity="Payment",
        fields=(
            Field(path="TotalAmt", rule="payments.amount", want=Amount(payment.amount)),
            Field(path="TxnDate", rule="payments.date", want=Day(payment.date)),
            Field(
                path="PaymentRefNum",
                rule="payments.number",
                want=Text(number_of(payment.number, policy)),
            ),
            Field(
                path="PrivateNote",
                rule="payments.memo",
                want=Text(policy.documents.memo.format(number=payment.number)),
            ),
            Field(
                path="CustomerRef",
                rule="payments.customer",
                want=linked("Customer", payment.partner, "customer", links),
            ),
            Field(
                path="DepositToAccountRef",
                rule="payments.deposit_account",
                want=Named("Account", account),
            ),
            Field(
                path="PaymentMethodRef",
                rule="payments.method",
                want=Named("PaymentMethod", journal.method),
            ),
            Field(
                path="UnappliedAmt",
                rule="payments.unapplied",
                want=Amount(rest),
            ),
            *currency(payment, policy, "payments"),
        ),
        lines=(
            *settled(payment, "payments", "Invoice", "invoice", links),
            *used_up(payment, policy, links),
        ),
        lines_rule="payments.applied_to",
        lines_key=SETTLED,
    )


def undeposited_funds(policy: Policy) -> str:
    """Name the account in which QuickBooks keeps money until it is deposited."""
    for name, account in policy.books.accounts.items():
        if account.subtype == "UndepositedFunds":
            return name
    raise PolicyGap("books.accounts", "which account holds the undeposited funds?")
