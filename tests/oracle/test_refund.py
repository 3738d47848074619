"""Refunds: which credit note a receipt stands for, and when there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from harness.oracle import PolicyGap, expect
from harness.oracle.expectation import Links, Named, Text
from harness.policy import Policy
from harness.snapshot import AnalyticShare, Application, Document, DocumentLine, OdooRef, Payment
from tests.oracle.records import POLICY

PARTNER, NOTE = OdooRef(model="res.partner", id=1), OdooRef(model="account.move", id=2)
LINKS: Links = {(PARTNER, "customer"): "60"}
CREDITED = Document(
    ref=NOTE,
    kind="out_refund",
    state="posted",
    number="RINV/2026/00001",
    reference="",
    partner=PARTNER,
    journal="INV",
    date=date(2026, 1, 31),
    due_date=None,
    accounting_date=date(2026, 1, 31),
    terms="",
    fiscal_position="",
    memo="",
    currency="USD",
    lines=(),
    untaxed=Decimal(100),
    tax=Decimal(0),
    total=Decimal(100),
    residual=Decimal(0),
)
REFUND = Payment(
    ref=OdooRef(model="account.payment", id=3),
    number="PBNK1/2026/00001",
    direction="outbound",
    party="customer",
    state="paid",
    partner=PARTNER,
    amount=Decimal(100),
    date=date(2026, 2, 1),
    currency="USD",
    journal="BNK1",
    method="Manual Payment",
    memo="",
    applied=(Application(document=NOTE, amount=Decimal(100), kind="out_refund"),),
    has_entry=True,
    given_back=(CREDITED,),
)


def test_a_receipt_names_payment_and_credit_note() -> None:
    """Its number is the payment's, its reference the credit note's; the money is the bank's."""
    expectation = expect(REFUND, "refund", POLICY, LINKS)
    wants = {field.path: field.want for field in expectation.fields}
    assert expectation.entity == "RefundReceipt"
    assert wants["DocNumber"] == Text("PBNK1/2026/00001")
    assert wants["PaymentRefNum"] == Text("RINV/2026/00001")
    assert wants["DepositToAccountRef"] == Named("Account", "Checking")


def test_a_receipt_has_the_location_of_its_credit_note() -> None:
    """It takes the place of the credit memo, which would have had it."""
    share = AnalyticShare(plan="Location", account="Tampa", percent=Decimal(100))
    sold = DocumentLine(
        ref=OdooRef(model="account.move.line", id=4),
        kind="note",
        product=None,
        description="Bent, taken back",
        quantity=Decimal(0),
        unit_price=Decimal(0),
        discount=Decimal(0),
        taxes=(),
        subtotal=Decimal(0),
        total=Decimal(0),
        account="",
        shares=(share,),
    )
    refund = replace(REFUND, given_back=(replace(CREDITED, lines=(sold,)),))
    wants = {field.path: field.want for field in expect(refund, "refund", POLICY, LINKS).fields}
    assert wants["DepartmentRef"] == Named("Department", "Tampa")


@pytest.mark.parametrize(
    ("refund", "policy", "rule"),
    [
        (REFUND, POLICY.with_answer("refunds.form", "refuse"), "refunds.form"),
        (replace(REFUND, applied=(), given_back=()), POLICY, "refunds.form"),
        (replace(REFUND, amount=Decimal(40)), POLICY, "refunds.form"),
        (replace(REFUND, given_back=(replace(CREDITED, total=Decimal(170)),)), POLICY, "refunds."),
        (replace(REFUND, journal="CSH1"), POLICY, "journals"),
    ],
)
def test_what_no_receipt_can_say_is_a_gap(refund: Payment, policy: Policy, rule: str) -> None:
    """Left to an accountant, without a credit note, for a part, from an unmapped till."""
    with pytest.raises(PolicyGap) as caught:
        expect(refund, "refund", policy, LINKS)
    assert caught.value.rule.startswith(rule)
