"""Customers' credit notes, and how much of them which invoice has used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from harness.oracle import sales
from harness.oracle.difference import Difference
from harness.oracle.documents import head, linked
from harness.oracle.expectation import Amount, Expectation, Field, Links
from harness.policy import Policy
from harness.snapshot import Document

APPLICATION = "credit_memos.application"
NOTHING = "nothing"


def expect_credit_memo(document: Document, policy: Policy, links: Links) -> Expectation:
    """Expect a CreditMemo, as positive as Odoo's credit note; nothing of it falls due."""
    used = sum(_wanted(document, policy, links).values(), Decimal(0))
    left = Amount(document.total - used)
    return Expectation(
        entity="CreditMemo",
        fields=(
            *head(document, policy, "credit_memos", document.number),
            sales.customer(document, "credit_memos", links),
            *sales.tax(document, policy, "credit_memos"),
            *sales.texts(document, policy, "credit_memos"),
            Field(path="Balance", rule=APPLICATION, want=left),
            Field(path="RemainingCredit", rule=APPLICATION, want=left),
        ),
        lines=sales.lines(document, policy, "credit_memos", links),
        subtotal=sales.subtotal(document, policy),
        lines_rule="credit_memos.lines",
    )


def misapplied(
    document: Document,
    payments: Sequence[Mapping[str, Any]],
    policy: Policy,
    links: Links,
) -> list[Difference]:
    """
    List where QuickBooks applied a credit memo otherwise than Odoo.

    `payments` are the records that QuickBooks links with it. QuickBooks applies
    a credit by a Payment over nothing, whose lines hold the credit memo and the
    invoices (Intuit: manage linked transactions); one or several may do it.
    """
    wanted = _wanted(document, policy, links)
    found: dict[str, Decimal] = defaultdict(Decimal)
    result = []
    for payment in payments:
        if payment["TotalAmt"]:
            result.append(
                _difference(f"Payment {payment['Id']}.TotalAmt", "0", payment["TotalAmt"])
            )
        for invoice, amount in _used(payment):
            found[invoice] += amount
    result += [
        _difference(f"Payment.Line of Invoice {invoice}", wanted.get(invoice), found.get(invoice))
        for invoice in sorted({*wanted, *found})
        if wanted.get(invoice) != found.get(invoice)
    ]
    return result


def _wanted(document: Document, policy: Policy, links: Links) -> dict[str, Decimal]:
    """How much of it each invoice uses in QuickBooks, by the invoice's id."""
    wanted: dict[str, Decimal] = defaultdict(Decimal)
    if policy.credit_memos.application == "applied":
        for item in document.settled:
            if item.kind == "out_invoice":
                wanted[linked("Invoice", item.document, "invoice", links).id] += item.amount
    return dict(wanted)


def _used(payment: Mapping[str, Any]) -> Iterator[tuple[str, Decimal]]:
    for line in payment.get("Line", []):
        for link in line.get("LinkedTxn", []):
            if link.get("TxnType") == "Invoice":
                yield str(link["TxnId"]), Decimal(line["Amount"])


def _difference(field: str, expected: object, found: object) -> Difference:
    return Difference(
        field=field,
        rule=APPLICATION,
        expected=NOTHING if expected is None else str(expected),
        found=NOTHING if found is None else str(found),
    )
