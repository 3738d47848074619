"""Whether a company is clean: nothing in it that a mirror would have to explain."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from harness.quickbooks.books import NAMES, Books, Record
from harness.quickbooks.errors import QuickBooksError

MUST_BE_EMPTY = (
    "Customer",
    "Vendor",
    "Employee",
    "Estimate",
    "Invoice",
    "Payment",
    "CreditMemo",
    "RefundReceipt",
    "SalesReceipt",
    "PurchaseOrder",
    "Bill",
    "BillPayment",
    "VendorCredit",
    "Purchase",
    "Deposit",
    "Transfer",
    "JournalEntry",
    "TimeActivity",
)
UNKNOWN_ENTITY = "invalid context declaration"
"""What a service says (code 4001) of an entity that it does not have."""

DEFAULT_ITEMS = frozenset({"Services", "Hours"})
"""Intuit puts these two into every new company."""

SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is there that should not be."""

    entity: str
    count: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        more = ", ..." if self.count > len(self.examples) else ""
        return f"{self.count} {self.entity}: {', '.join(self.examples)}{more}"


def inspect_clean(books: Books, *, expected_items: Collection[str] = ()) -> list[Finding]:
    """
    List customers, vendors, transactions and items that a clean company does not have.

    `expected_items` are there because the books were opened with them.
    """
    found = []
    for entity in MUST_BE_EMPTY:
        rows = _all(books, entity)
        if rows:
            found.append(_finding(entity, [_name(row) for row in rows]))
    items = [_name(row) for row in books.query("Item")]
    surplus = [name for name in items if name not in {*DEFAULT_ITEMS, *expected_items}]
    if surplus:
        found.append(_finding("Item", surplus))
    return found


def _all(books: Books, entity: str) -> Sequence[Record]:
    """Read all of an entity, inactive names too; none where the service does not have it."""
    try:
        rows = books.query(entity)
        if entity in NAMES:
            rows += books.query(entity, "Active = false")
    except QuickBooksError as error:
        if UNKNOWN_ENTITY in error.detail:
            return []
        raise
    return rows


def _finding(entity: str, names: list[str]) -> Finding:
    return Finding(entity=entity, count=len(names), examples=tuple(names[:SHOWN]))


def _name(row: object) -> str:
    assert isinstance(row, dict)  # noqa: S101 - a JSON object
    for key in ("DisplayName", "Name", "DocNumber", "PaymentRefNum"):
        if row.get(key):
            return str(row[key])
    return f"id {row['Id']}"
