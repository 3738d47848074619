"""The oracle's entry point: from a snapshot and its role to an expectation."""

from __future__ import annotations

from harness.oracle.bill import expect_bill
from harness.oracle.billpayment import expect_bill_payment
from harness.oracle.creditmemo import expect_credit_memo
from harness.oracle.expectation import Expectation, Links, PolicyGap
from harness.oracle.invoice import expect_invoice
from harness.oracle.item import expect_item
from harness.oracle.partners import expect_customer, expect_vendor
from harness.oracle.payment import expect_payment
from harness.oracle.refund import expect_refund
from harness.oracle.unasked import nothing_else
from harness.oracle.vendorcredit import expect_vendor_credit
from harness.oracle.writeoff import expect_bill_write_off, expect_write_off
from harness.policy import Policy
from harness.snapshot import Document, Partner, Payment, Product, Role, Snapshot


def expect(snapshot: Snapshot, role: Role, policy: Policy, links: Links) -> Expectation:
    """
    Return what QuickBooks must hold of a record, and nothing else; a pure function.

    `links` are the QuickBooks ids of the records that this one refers to. Raises `PolicyGap`
    where the rules have no answer.
    """
    return nothing_else(_asked(snapshot, role, policy, links))


def _asked(snapshot: Snapshot, role: Role, policy: Policy, links: Links) -> Expectation:
    match snapshot, role:
        case Partner(), "customer":
            return expect_customer(snapshot, policy, links)
        case Partner(), "vendor":
            return expect_vendor(snapshot, policy)
        case Product(), "product":
            return expect_item(snapshot, policy)
        case Document(kind="out_invoice"), "invoice":
            return expect_invoice(snapshot, policy, links)
        case Document(kind="out_refund"), "credit_memo":
            return expect_credit_memo(snapshot, policy, links)
        case Document(kind="in_invoice"), "bill":
            return expect_bill(snapshot, policy, links)
        case Document(kind="in_refund"), "vendor_credit":
            return expect_vendor_credit(snapshot, policy, links)
        case Payment(), _:
            return _money(snapshot, role, policy, links)
        case _:
            raise _gap(snapshot, role)


def _money(payment: Payment, role: Role, policy: Policy, links: Links) -> Expectation:
    match payment.direction, payment.party, role:
        case "inbound", "customer", "payment":
            return expect_payment(payment, policy, links)
        case "outbound", "customer", "refund":
            return expect_refund(payment, policy, links)
        case "inbound", "customer", "write_off":
            return expect_write_off(payment, policy, links)
        case "outbound", "supplier", "bill_write_off":
            return expect_bill_write_off(payment, policy, links)
        case "outbound", "supplier", "bill_payment":
            return expect_bill_payment(payment, policy, links)
        case _:
            raise _gap(payment, role)


def _gap(snapshot: Snapshot, role: Role) -> PolicyGap:
    return PolicyGap("roles", f"what is {snapshot.ref} as a {role} in QuickBooks?")
