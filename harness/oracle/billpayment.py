"""Payments to vendors: by check or by card, and the bills they settle."""

from __future__ import annotations

from collections.abc import Iterator

from harness.oracle.documents import linked, number_of
from harness.oracle.expectation import (
    Amount,
    Day,
    Expectation,
    Field,
    Links,
    Named,
    Nothing,
    PolicyGap,
    Text,
)
from harness.oracle.purchases import owed_on
from harness.oracle.settling import SETTLED, currency, registered, settled
from harness.oracle.writeoff import used_up
from harness.policy import Policy
from harness.snapshot import Payment

WAYS = {
    "Bank": ("Check", "CheckPayment", "BankAccountRef"),
    "Credit Card": ("CreditCard", "CreditCardPayment", "CCAccountRef"),
}
"""By the account's type: how the bill is paid, where that stands, and the account in it."""


def expect_bill_payment(payment: Payment, policy: Policy, links: Links) -> Expectation:
    """Expect a BillPayment with one line for each bill it settles."""
    payment = registered(payment, policy)
    if not payment.applied:
        raise PolicyGap(
            "bill_payments.prepaid", f"{payment.number} settles no bill and stays in Odoo"
        )
    return Expectation(
        entity="BillPayment",
        fields=(
            Field(path="TotalAmt", rule="bill_payments.amount", want=Amount(payment.amount)),
            Field(path="TxnDate", rule="bill_payments.date", want=Day(payment.date)),
            Field(
                path="PrivateNote",
                rule="bill_payments.memo",
                want=Text(policy.documents.memo.format(number=payment.number)),
            ),
            Field(
                path="VendorRef",
                rule="bill_payments.vendor",
                want=linked("Vendor", payment.partner, "vendor", links),
            ),
            owed_on(payment.currency, policy, "bill_payments"),
            *_paid(payment, policy),
            *currency(payment, policy, "bill_payments"),
        ),
        lines=(
            *settled(payment, "bill_payments", "Bill", "bill", links),
            *used_up(payment, policy, links),
        ),
        lines_rule="bill_payments.applied_to",
        lines_key=SETTLED,
    )


def _paid(payment: Payment, policy: Policy) -> Iterator[Field]:
    """Expect the payment type that fits the journal's account, and the payment's number."""
    journal = policy.journals.get(payment.journal)
    if journal is None or journal.pay_from is None:
        raise PolicyGap("journals", f"from where does journal {payment.journal!r} pay bills?")
    account = policy.books.accounts.get(journal.pay_from)
    if account is None or account.type not in WAYS:
        raise PolicyGap("books.accounts", f"how are bills paid from {journal.pay_from!r}?")
    way, block, named = WAYS[account.type]
    yield Field(path="PayType", rule="bill_payments.way", want=Text(way))
    yield Field(
        path=f"{block}.{named}",
        rule="bill_payments.account",
        want=Named("Account", journal.pay_from),
    )
    for other, absent, _ in WAYS.values():
        if other != way:
            yield Field(path=absent, rule="bill_payments.way", want=Nothing())
    printed_there = way == "Check" and policy.bill_payments.checks == "quickbooks"
    if way == "Check":
        status = "NeedToPrint" if printed_there else "NotSet"
        yield Field(path="CheckPayment.PrintStatus", rule="bill_payments.checks", want=Text(status))
    yield Field(
        path="DocNumber",
        rule="bill_payments.checks" if printed_there else "bill_payments.number",
        want=Text("" if printed_there else number_of(payment.number, policy)),
    )
