"""Money given back to customers: a refund receipt in place of credit memo and payment."""

from __future__ import annotations

from harness.oracle import sales
from harness.oracle.documents import number_of
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
from harness.oracle.location import location
from harness.policy import Policy
from harness.snapshot import Document, Payment

RULE = "refunds.form"


def expect_refund(payment: Payment, policy: Policy, links: Links) -> Expectation:
    """Expect a RefundReceipt that takes what was credited from its credit note."""
    if payment.currency != policy.currency:
        raise PolicyGap("refunds.currency", f"{payment.number} is in {payment.currency}")
    note = _given_back(payment, policy)
    journal = policy.journals.get(payment.journal)
    if journal is None or journal.pay_from is None or journal.method is None:
        raise PolicyGap("journals", f"from where does journal {payment.journal!r} give back money?")
    memo = policy.documents.memo.format(number=payment.number)
    return Expectation(
        entity="RefundReceipt",
        fields=(
            Field(
                path="DocNumber",
                rule="refunds.number",
                want=Text(number_of(payment.number, policy)),
            ),
            Field(
                path="PaymentRefNum",
                rule="refunds.credit_note",
                want=Text(number_of(note.number, policy)),
            ),
            Field(path="TxnDate", rule="refunds.date", want=Day(payment.date)),
            Field(path="PrivateNote", rule="refunds.memo", want=Text(memo)),
            Field(path="TotalAmt", rule="refunds.amount", want=Amount(payment.amount)),
            Field(
                path="DepositToAccountRef",
                rule="refunds.account",
                want=Named("Account", journal.pay_from),
            ),
            Field(
                path="PaymentMethodRef",
                rule="refunds.method",
                want=Named("PaymentMethod", journal.method),
            ),
            sales.customer(note, "refunds", links),
            *sales.addresses(note, "refunds"),
            *sales.tax(note, policy, "refunds"),
            *sales.texts(note, policy, "refunds"),
            *location(note, policy),
        ),
        lines=sales.lines(note, policy, "refunds", links),
        subtotal=sales.subtotal(note, policy),
        lines_rule="refunds.lines",
    )


def _given_back(payment: Payment, policy: Policy) -> Document:
    """Find the one credit note that the payment refunds in full; anything else is a gap."""
    if policy.refunds.form == "refuse":
        raise PolicyGap(RULE, f"{payment.number} is left to an accountant")
    amounts = [application.amount for application in payment.applied]
    whole = [note for note in payment.given_back if note.total == payment.amount]
    if len(whole) != 1 or amounts != [payment.amount]:
        raise PolicyGap(RULE, f"{payment.number} does not give back exactly one credit note")
    return whole[0]
