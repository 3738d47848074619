"""How credits are applied to invoices and bills: by payments of nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from harness.oracle.difference import Difference
from harness.oracle.documents import linked
from harness.oracle.expectation import Links
from harness.policy import Policy
from harness.snapshot import Document

NOTHING = "nothing"

Record = Mapping[str, Any]

APPLYING: Mapping[str, str] = {"Payment": "Payment", "BillPaymentCheck": "BillPayment"}
"""What QuickBooks calls the payments that it links with a credit, and what they are."""

PARTY: Mapping[str, tuple[str, str]] = {
    "CreditMemo": ("Payment", "CustomerRef"),
    "VendorCredit": ("BillPayment", "VendorRef"),
}
"""What applies a credit, and the party that both are of."""


def applied_by(record: Record) -> Iterator[tuple[str, str]]:
    """Return the payments that a credit itself names, by entity and id."""
    for link in record.get("LinkedTxn", []):
        if entity := APPLYING.get(str(link.get("TxnType"))):
            yield entity, str(link["TxnId"])


def hides_payments(entity: str, record: Record) -> bool:
    """
    Whether payments apply a credit that it does not name, as Intuit's credit memos don't.

    A sandbox of September 2026 and Intuit's sample have it so; their payments name the credit.
    """
    used = Decimal(record.get("Balance") or 0) != Decimal(record.get("TotalAmt") or 0)
    return entity in PARTY and used and next(applied_by(record), None) is None


def credits_of(payment: Record) -> Iterator[tuple[str, str]]:
    """Return the credits that a payment uses, by entity and id."""
    for line in payment.get("Line", []):
        for link in line.get("LinkedTxn", []):
            if link.get("TxnType") in PARTY:
                yield str(link["TxnType"]), str(link["TxnId"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """Sales or purchases: the rules' section, and the kind, entity and role of what is owed."""

    section: Literal["credit_memos", "vendor_credits"]
    charge: str
    entity: str
    role: Literal["invoice", "bill"]

    @property
    def rule(self) -> str:
        return f"{self.section}.application"


SIDES: Mapping[str, _Side] = {
    "out_refund": _Side(
        section="credit_memos", charge="out_invoice", entity="Invoice", role="invoice"
    ),
    "in_refund": _Side(section="vendor_credits", charge="in_invoice", entity="Bill", role="bill"),
}


def used(document: Document, policy: Policy, links: Links) -> dict[str, Decimal]:
    """Return how much of a credit QuickBooks must apply to each invoice or bill, by its id."""
    side = SIDES[document.kind]
    wanted: dict[str, Decimal] = defaultdict(Decimal)
    if getattr(policy, side.section).application == "applied":
        for item in document.settled:
            if item.kind == side.charge:
                wanted[linked(side.entity, item.document, side.role, links).id] += item.amount
    return dict(wanted)


def misapplied(
    document: Document,
    payments: Sequence[Mapping[str, Any]],
    policy: Policy,
    links: Links,
) -> list[Difference]:
    """
    List where QuickBooks applied a credit otherwise than Odoo.

    `payments` are the records that QuickBooks links with the credit. QuickBooks applies
    a credit by one or several payments with a total of zero, whose lines hold the credit
    and the documents that it pays (Intuit: manage linked transactions).
    """
    side = SIDES[document.kind]
    wanted = used(document, policy, links)
    found: dict[str, Decimal] = defaultdict(Decimal)
    result = []
    for payment in payments:
        if payment["TotalAmt"]:
            field = f"Payment {payment['Id']}.TotalAmt"
            result.append(_difference(side.rule, field, "0", payment["TotalAmt"]))
        for charge, amount in _used_by(payment, side.entity):
            found[charge] += amount
    result += [
        _difference(
            side.rule,
            f"Payment.Line of {side.entity} {charge}",
            wanted.get(charge),
            found.get(charge),
        )
        for charge in sorted({*wanted, *found})
        if wanted.get(charge) != found.get(charge)
    ]
    return result


def _used_by(payment: Mapping[str, Any], entity: str) -> Iterator[tuple[str, Decimal]]:
    for line in payment.get("Line", []):
        for link in line.get("LinkedTxn", []):
            if link.get("TxnType") == entity:
                yield str(link["TxnId"]), Decimal(line["Amount"])


def _difference(rule: str, field: str, expected: object, found: object) -> Difference:
    return Difference(
        field=field,
        rule=rule,
        expected=NOTHING if expected is None else str(expected),
        found=NOTHING if found is None else str(found),
    )
