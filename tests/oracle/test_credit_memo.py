"""How a credit memo must be applied in QuickBooks, and what is said when it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from harness.oracle import differences, expect, tolerated
from harness.oracle.applied import misapplied
from harness.oracle.expectation import Links
from harness.snapshot import Application, Document, OdooRef
from tests.oracle.records import POLICY

UNAPPLIED = POLICY.with_answer("credit_memos.application", "left unapplied")
PARTNER = OdooRef(model="res.partner", id=1)
FIRST, SECOND = OdooRef(model="account.move", id=2), OdooRef(model="account.move", id=3)
LINKS: Links = {
    (PARTNER, "customer"): "60",
    (FIRST, "invoice"): "70",
    (SECOND, "invoice"): "71",
}
NOTE = Document(
    ref=OdooRef(model="account.move", id=4),
    kind="out_refund",
    state="posted",
    number="RINV/2026/00001",
    reference="",
    partner=PARTNER,
    journal="INV",
    date=date(2026, 1, 31),
    due_date=date(2026, 1, 31),
    accounting_date=date(2026, 1, 31),
    terms="Net 30",
    fiscal_position="",
    memo="",
    currency="USD",
    lines=(),
    untaxed=Decimal(100),
    tax=Decimal(0),
    total=Decimal(100),
    residual=Decimal(25),
    settled=(
        Application(document=FIRST, amount=Decimal(50), kind="out_invoice"),
        Application(document=SECOND, amount=Decimal(25), kind="out_invoice"),
    ),
)


def payment(total: int = 0, **invoices: int) -> dict[str, Any]:
    """A payment that joins credit memo 80 with invoices."""
    lines = [("Invoice", number.strip("n"), amount) for number, amount in invoices.items()]
    lines.append(("CreditMemo", "80", sum(invoices.values())))
    return {
        "Id": "90",
        "TotalAmt": Decimal(total),
        "Line": [
            {"Amount": Decimal(amount), "LinkedTxn": [{"TxnId": target, "TxnType": kind}]}
            for kind, target, amount in lines
        ],
    }


@pytest.mark.parametrize(
    "payments", [[payment(n70=50, n71=25)], [payment(n70=50), payment(n71=20), payment(n71=5)]]
)
def test_one_or_several_payments_apply_a_credit(payments: list[dict[str, Any]]) -> None:
    """Only what each invoice uses counts."""
    assert misapplied(NOTE, payments, POLICY, LINKS) == []


@pytest.mark.parametrize(
    ("payments", "said"),
    [
        ([], [("Payment.Line of Invoice 70", "50", "nothing")]),
        ([payment(n70=50, n71=20)], [("Payment.Line of Invoice 71", "25", "20")]),
        ([payment(n70=50, n71=25, n72=1)], [("Payment.Line of Invoice 72", "nothing", "1")]),
        ([payment(75, n70=50, n71=25)], [("Payment 90.TotalAmt", "0", "75")]),
    ],
)
def test_a_wrong_application_is_a_difference(
    payments: list[dict[str, Any]], said: list[tuple[str, str, str]]
) -> None:
    """Too little, too much, on another invoice, or with money: each names the rule."""
    found = misapplied(NOTE, payments, POLICY, LINKS)
    assert {item.rule for item in found} == {"credit_memos.application"}
    assert [(item.field, item.expected, item.found) for item in found][: len(said)] == said


def test_a_credit_left_unapplied_is_open() -> None:
    """QuickBooks then applies nothing, and the whole credit remains; nothing falls due."""
    assert misapplied(NOTE, [], UNAPPLIED, LINKS) == []
    assert misapplied(NOTE, [payment(n70=50)], UNAPPLIED, LINKS)
    record = {
        "DocNumber": NOTE.number,
        "PrivateNote": f"Odoo {NOTE.number}",
        "TxnDate": "2026-01-31",
        "CurrencyRef": {"value": "USD"},
        "CustomerRef": {"value": "60"},
        "TotalAmt": Decimal(100),
        "Balance": Decimal(100),
        "RemainingCredit": Decimal(100),
        "TxnTaxDetail": {"TotalTax": Decimal(0)},
        "Line": [],
    }
    assert differences(expect(NOTE, "credit_memo", UNAPPLIED, LINKS), record, {}) == []
    applied = differences(expect(NOTE, "credit_memo", POLICY, LINKS), record, {})
    assert [item.field for item in applied] == ["Balance", "RemainingCredit"]
    due = record | {"SalesTermRef": {"value": "3"}}
    found = differences(expect(NOTE, "credit_memo", UNAPPLIED, LINKS), due, {})
    assert [item.rule for item in found] == ["credit_memos.nothing_else"]


def test_a_tolerance_is_as_wide_as_its_rule_and_is_told() -> None:
    """A cent for each of the code's two rates; none where the rules name no tolerance."""
    recalculated = POLICY.with_answer("invoices.tax_amount", "recalculated")
    for cents, allowed, told in ((0, True, 0), (2, True, 1), (-2, True, 1), (3, False, 0)):
        record = {"TotalAmt": NOTE.total + Decimal(cents) / 100}
        taxed = replace(NOTE, tax=Decimal(7), settled=())
        wide = expect(taxed, "credit_memo", recalculated, LINKS)
        missed = {item.field for item in differences(wide, record, {})}
        assert ("TotalAmt" not in missed) is allowed
        assert [item.field for item in tolerated(wide, record)] == ["TotalAmt"] * told
        exact = expect(taxed, "credit_memo", POLICY, LINKS)
        assert ("TotalAmt" in {item.field for item in differences(exact, record, {})}) is bool(
            cents
        )
        assert tolerated(exact, record) == []


def test_an_invoice_owes_more_where_credits_stay_unapplied() -> None:
    """Odoo's residual is less what the credit note took; QuickBooks' balance is not."""
    invoice = replace(
        NOTE,
        ref=FIRST,
        kind="out_invoice",
        settled=(Application(document=NOTE.ref, amount=Decimal(50), kind="out_refund"),),
    )
    balances = {
        field.want
        for policy in (POLICY, UNAPPLIED)
        for field in expect(invoice, "invoice", policy, LINKS).fields
        if field.path == "Balance"
    }
    assert {want.value for want in balances if hasattr(want, "value")} == {Decimal(25), Decimal(75)}
