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
