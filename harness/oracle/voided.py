"""A voided transaction: what it must keep and what must be gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KEPT = ("DocNumber", "PaymentRefNum", "TxnDate", "CustomerRef", "VendorRef")
"""By these an accountant still finds it (recorded: Intuit keeps them)."""

ZERO = ("TotalAmt", "Balance", "UnappliedAmt")


def not_voided(left: Mapping[str, Any] | None, before: Mapping[str, Any]) -> list[str]:
    """List why a record is not the voided form of what it was before; empty if it is."""
    if left is None:
        return ["it is gone: deleted, not voided"]
    problems = [f"{key} is {left[key]}, not 0" for key in ZERO if left.get(key)]
    problems += [f"its {key} was changed" for key in KEPT if left.get(key) != before.get(key)]
    if "Voided" not in str(left.get("PrivateNote", "")):
        problems.append("its memo does not say that it was voided")
    return problems
