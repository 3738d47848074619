"""Does QuickBooks hold what Odoo says? Bodies to send, and the fields that differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

_LINES_OF_OURS = frozenset(
    {
        "SalesItemLineDetail",
        "DescriptionOnly",
        "DiscountLineDetail",
        "ItemBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail",
    }
)


def without_empties(value: Any) -> Any:
    """The same value without empty texts, references and objects, for a create."""
    if isinstance(value, Mapping):
        kept = {key: without_empties(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in ("", {}, [], None)}
    if isinstance(value, list):
        return [without_empties(inner) for inner in value]
    return value


def for_update(value: Any) -> Any:
    """
    The value of one field for a sparse update.

    An emptied reference is `{"value": ""}` and an emptied object `{}`: leaving
    the field out would keep the old value (seen in live tests of the service).
    """
    if isinstance(value, Mapping):
        return value if set(value) == {"value"} else without_empties(value)
    if isinstance(value, list):
        return without_empties(value)
    return value


def differing(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """The fields of `wanted` that `found` does not hold; what only `found` has is its own."""
    return [key for key, value in wanted.items() if not _holds(found.get(key), value, key)]


def described(wanted: Mapping[str, Any], found: Mapping[str, Any], keys: Sequence[str]) -> str:
    """`key: QuickBooks has x, Odoo has y` for each key, for people."""
    return "; ".join(
        f"{key}: QuickBooks has {found.get(key)!s}, Odoo has {wanted[key]!s}" for key in keys
    )


def _holds(found: Any, wanted: Any, key: str = "") -> bool:
    if isinstance(wanted, Mapping):
        theirs = found if isinstance(found, Mapping) else {}
        return all(_holds(theirs.get(inner), value, inner) for inner, value in wanted.items())
    if isinstance(wanted, list):
        theirs_list = found if isinstance(found, list) else []
        if key == "Line":
            theirs_list = sorted(filter(_is_ours, theirs_list), key=_linked)
            wanted = sorted(wanted, key=_linked)
        return len(theirs_list) == len(wanted) and all(map(_holds, theirs_list, wanted))
    if isinstance(wanted, bool):
        return bool(found) == wanted
    if isinstance(wanted, (int, Decimal)):
        return Decimal(found or 0) == wanted
    return str(found or "").strip() == str(wanted or "").strip()


def _linked(line: Mapping[str, Any]) -> str:
    """Orders a payment's lines by the invoice they settle; leaves other lines in their order."""
    return str(line["LinkedTxn"][0]["TxnId"]) if line.get("LinkedTxn") else ""


def _is_ours(line: Mapping[str, Any]) -> bool:
    """QuickBooks adds subtotal lines of its own; a payment's lines have no type."""
    return "DetailType" not in line or line["DetailType"] in _LINES_OF_OURS
