"""How the sales tax of a document is divided among state and county, who each want their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from harness.oracle.difference import Difference
from harness.policy import Policy
from harness.snapshot import Document

CENT = Decimal("0.01")
SECTIONS = {"out_invoice": "invoices", "out_refund": "credit_memos"}


def misparted(document: Document, record: Mapping[str, Any], policy: Policy) -> list[Difference]:
    """
    List the rates of a tax code that a document gives more or less than they are due.

    Each is due its percentage of what is taxed. How QuickBooks divides a total that is a cent
    or two off is its own affair, so a rate may be off by as much as the total, and a cent.
    A code of one rate can't be divided wrong; what automated tax finds is QuickBooks' own.
    """
    taxed = [line for line in document.lines if line.taxes]
    codes = {policy.taxes.get(name, "") for line in taxed for name in line.taxes}
    if policy.invoices.tax_code == "automated" or len(codes) != 1:
        return []
    held = policy.books.tax_codes.get(codes.pop())
    found = _by_percent(record)
    if held is None or len(held.rates) == 1 or not found:
        return []
    taxable = sum((line.subtotal for line in taxed), Decimal(0))
    due: dict[Decimal, Decimal] = defaultdict(Decimal)
    names: dict[Decimal, list[str]] = defaultdict(list)
    for name, percent in held.rates.items():
        due[percent] += taxable * percent / 100
        names[percent].append(name)
    slack = CENT + abs(document.tax - sum(due.values(), Decimal(0)))
    return [
        Difference(
            field=f"TxnTaxDetail.TaxLine of {' and '.join(names[percent])}",
            rule=f"{SECTIONS[document.kind]}.tax_parts",
            expected=str(share.quantize(CENT)),
            found=str(found.get(percent, Decimal(0))),
        )
        for percent, share in due.items()
        if abs(found.get(percent, Decimal(0)) - share) > slack
    ]


def _by_percent(record: Mapping[str, Any]) -> dict[Decimal, Decimal]:
    """Sum what the rates were given, by their percentage; nothing where QuickBooks tells none."""
    found: dict[Decimal, Decimal] = defaultdict(Decimal)
    for line in record.get("TxnTaxDetail", {}).get("TaxLine", []):
        percent = line.get("TaxLineDetail", {}).get("TaxPercent")
        if percent is not None:
            found[Decimal(percent)] += Decimal(line["Amount"])
    return found
