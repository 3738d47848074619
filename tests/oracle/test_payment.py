"""Payments: which lines they must have, in whatever order, and where their money must go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from harness.oracle import PolicyGap, differences, expect
from harness.oracle.expectation import Links
from harness.policy import Policy
from harness.snapshot import Application, OdooRef, Payment, WriteOff
from tests.oracle.records import POLICY

PARTNER = OdooRef(model="res.partner", id=1)
FIRST, SECOND = OdooRef(model="account.move", id=2), OdooRef(model="account.move", id=3)
LINKS: Links = {
    (PARTNER, "customer"): "60",
    (FIRST, "invoice"): "70",
    (SECOND, "invoice"): "71",
}
DIRECTORY = {
    "Account": {"5": "Checking", "6": "Undeposited Funds"},
    "PaymentMethod": {"2": "Check"},
}
JOINT = Payment(
    ref=OdooRef(model="account.payment", id=4),
    number="PBNK1/2026/00001",
    direction="inbound",
    party="customer",
    state="paid",
    partner=PARTNER,
    amount=Decimal(300),
    date=date(2026, 2, 1),
    currency="USD",
    journal="BNK1",
    method="Manual Payment",
    memo="",
    applied=(
        Application(document=FIRST, amount=Decimal(170), kind="out_invoice"),
        Application(document=SECOND, amount=Decimal(130), kind="out_invoice"),
    ),
    has_entry=True,
)


def record(*lines: tuple[str, int], account: str = "5", total: int = 300) -> dict[str, Any]:
    """The payment as QuickBooks holds it, settling so much of which invoice."""
    return {
        "Id": "90",
        "TotalAmt": Decimal(total),
        "UnappliedAmt": Decimal(total - sum(amount for _, amount in lines)),
        "TxnDate": "2026-02-01",
        "PaymentRefNum": "PBNK1/2026/00001",
        "PrivateNote": "Odoo PBNK1/2026/00001",
        "CustomerRef": {"value": "60"},
        "DepositToAccountRef": {"value": account},
        "PaymentMethodRef": {"value": "2"},
        "Line": [
            {
                "Amount": Decimal(amount),
                "LinkedTxn": [{"TxnId": invoice, "TxnType": "Invoice"}],
            }
            for invoice, amount in lines
        ],
    }


def rules(
    found: dict[str, Any], payment: Payment = JOINT, policy: Policy = POLICY
) -> list[tuple[str, str]]:
    """Name the broken rules and their fields."""
    expectation = expect(payment, "payment", policy, LINKS)
    return [(item.rule, item.field) for item in differences(expectation, found, DIRECTORY)]


def test_the_order_of_the_lines_means_nothing() -> None:
    """QuickBooks shows them in an order of its own."""
    assert rules(record(("70", 170), ("71", 130))) == []
    assert rules(record(("71", 130), ("70", 170))) == []


@pytest.mark.parametrize(
    ("lines", "broken"),
    [
        ([("71", 170), ("70", 130)], ("payments.applied_amount", "Line[1].Amount")),
        ([("70", 170)], ("payments.applied_to", "Line[2]")),
        ([("70", 170), ("72", 130)], ("payments.applied_to", "Line[2].LinkedTxn.0.TxnId")),
        ([("70", 100), ("70", 70), ("71", 130)], ("payments.applied_amount", "Line[1].Amount")),
    ],
)
def test_every_invoice_is_settled_by_its_share(
    lines: list[tuple[str, int]], broken: tuple[str, str]
) -> None:
    """Shares exchanged, one left out, one put on somebody else's invoice, one in two parts."""
    assert broken in rules(record(*lines))


def test_money_goes_where_the_rules_say() -> None:
    """The journal's account, or the undeposited funds."""
    other = POLICY.with_answer("payments.deposit_to", "undeposited funds")
    settled = (("70", 170), ("71", 130))
    deposit = ("payments.deposit_account", "DepositToAccountRef")
    assert rules(record(*settled, account="6"), policy=other) == []
    assert rules(record(*settled, account="5"), policy=other) == [deposit]
    assert rules(record(*settled, account="6")) == [deposit]


def test_what_must_wait_is_not_expected_at_all() -> None:
    """No record is right for a payment that has to wait."""
    prepaid = replace(JOINT, applied=())
    assert rules(record(), prepaid) == []
    waiting = POLICY.with_answer("payments.unapplied", "once reconciled")
    with pytest.raises(PolicyGap, match="waits in Odoo"):
        rules(record(), prepaid, waiting)
    assert rules(record(("70", 170), ("71", 130)), policy=waiting) == []


DISCOUNT = WriteOff(account="443000", label="2%", amount=Decimal(6), taxed=False)
DISCOUNTED = replace(JOINT, amount=Decimal(294), written_off=(DISCOUNT,))


def test_a_discount_is_used_up_by_the_payment() -> None:
    """A line of its own with the credit memo; money without it settles too much."""
    links = {**LINKS, (DISCOUNTED.ref, "write_off"): "80"}
    expectation = expect(DISCOUNTED, "payment", POLICY, links)
    held = record(("70", 170), ("71", 130), total=294) | {"UnappliedAmt": Decimal(0)}
    used = {"Amount": Decimal(6), "LinkedTxn": [{"TxnId": "80", "TxnType": "CreditMemo"}]}
    assert differences(expectation, held | {"Line": [*held["Line"], used]}, DIRECTORY) == []
    assert [item.rule for item in differences(expectation, held, DIRECTORY)] == [
        "payments.write_offs"
    ]


@pytest.mark.parametrize(
    ("payment", "policy", "rule"),
    [
        (DISCOUNTED, POLICY.with_answer("payments.write_offs", "refuse"), "payments.write_offs"),
        (replace(JOINT, written_off=(replace(DISCOUNT, amount=Decimal(-1)),)), POLICY, "write_of"),
        (
            replace(DISCOUNTED, written_off=(replace(DISCOUNT, taxed=True),)),
            POLICY,
            "payments.taxed_discounts",
        ),
    ],
)
def test_what_an_accountant_must_enter_is_a_gap(
    payment: Payment, policy: Policy, rule: str
) -> None:
    """Left to one by the rules, kept money, and a discount that lowers the tax."""
    with pytest.raises(PolicyGap) as caught:
        rules(record(("70", 170), ("71", 130)), payment, policy)
    assert caught.value.rule.startswith(rule)


def test_a_discount_lowers_the_sales_tax_by_its_share() -> None:
    """The tax is no line of the credit memo, but its tax; none at all is told."""
    policy = POLICY.with_answer("payments.taxed_discounts", "credit memo")
    name, code = next(iter(policy.taxes.items()))
    base = replace(DISCOUNT, taxed=True, taxes=(name,))
    tax = WriteOff(account="251000", label="Tax", amount=Decimal("0.45"), taxed=True, is_tax=True)
    lowered = replace(JOINT, amount=Decimal("293.55"), written_off=(base, tax))
    expectation = expect(lowered, "write_off", policy, LINKS)
    directory = {**DIRECTORY, "TaxCode": {"9": code}}
    assert expectation.subtotal == Decimal(6)
    assert expectation.lines is not None
    assert len(expectation.lines) == 1
    held = {"TotalTax": Decimal("0.45"), "TxnTaxCodeRef": {"value": "9"}}
    found = {item.rule for item in differences(expectation, {"TxnTaxDetail": held}, directory)}
    assert not found & {"write_offs.tax", "write_offs.tax_code"}
    found = {item.rule for item in differences(expectation, {"TxnTaxDetail": {}}, directory)}
    assert {"write_offs.tax", "write_offs.tax_code"} <= found


def test_a_payment_without_an_entry_settles_what_it_was_registered_for() -> None:
    """One invoice as far as the money goes; several only if it is for all of them."""
    first = Application(document=FIRST, amount=Decimal(500), kind="out_invoice")
    second = Application(document=SECOND, amount=Decimal(130), kind="out_invoice")
    card = replace(JOINT, applied=(), has_entry=False, registered=(first,))
    assert rules(record(("70", 300)), card) == []
    assert rules(record(("70", 170), ("71", 130)), card) != []
    with pytest.raises(PolicyGap, match="divided"):
        rules(record(("70", 300)), replace(card, registered=(first, second)))
    with pytest.raises(PolicyGap, match="stays in Odoo"):
        rules(record(("70", 300)), card, POLICY.with_answer("payments.without_entry", "wait"))


def test_money_in_another_currency_is_a_gap() -> None:
    """Euro are not taken for dollars."""
    with pytest.raises(PolicyGap) as caught:
        rules(record(("70", 170), ("71", 130)), replace(JOINT, currency="EUR"))
    assert caught.value.rule == "invoices.currencies"


def test_money_in_another_currency_has_the_rate_of_its_day() -> None:
    """300 euro that Odoo booked as 325.11 are worth that, in euro; another rate is told."""
    mirrored = POLICY.with_answer("invoices.currencies", "with the rate")
    euro = replace(JOINT, currency="EUR", home_amount=Decimal("325.11"))
    found = record(("70", 170), ("71", 130)) | {"CurrencyRef": {"value": "EUR"}}
    assert rules(found | {"ExchangeRate": Decimal("1.0837")}, euro, mirrored) == []
    wrong = rules(found | {"ExchangeRate": Decimal("1.1052")}, euro, mirrored)
    assert wrong == [("payments.exchange_rate", "ExchangeRate")]
    home = record(("70", 170), ("71", 130)) | {"CurrencyRef": {"value": "USD"}}
    assert ("payments.currency", "CurrencyRef.value") in rules(home, euro, mirrored)
