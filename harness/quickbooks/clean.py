"""Whether a company is clean: it holds nothing but its defaults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from harness.quickbooks.books import NAMES, Books, Record
from harness.quickbooks.errors import QuickBooksError
from harness.tag import party_tag, product_tag

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
PARTIES = ("Customer", "Vendor")
DELETED = " (deleted)"
"""What Intuit appends to the name of an entry that was deactivated."""

UNKNOWN_ENTITY = "invalid context declaration"
"""What a service says (code 4001) of an entity that it does not have."""

DEFAULT_ITEMS = frozenset({"Services", "Hours"})
"""Intuit puts these two into every new company."""

SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in the company that should not be there."""

    entity: str
    count: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        more = ", ..." if self.count > len(self.examples) else ""
        return f"{self.count} {self.entity}: {', '.join(self.examples)}{more}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """
    What is in a company besides its defaults.

    `foreign` should not be there; `ours` counts, by tag, what runs of the
    harness made: two runs in one shared company do not see each other.
    """

    foreign: tuple[Finding, ...]
    ours: Counter[str]


def inspect_clean(books: Books, *, expected_items: Collection[str] = ()) -> tuple[Finding, ...]:
    """
    List customers, vendors, transactions and items that a clean company does not have.

    `expected_items` are there because the books were opened with them.
    """
    return inspect(books, expected_items=expected_items).foreign


def inspect(books: Books, *, expected_items: Collection[str] = ()) -> Inspection:
    """Look at all of a company; see `inspect_clean`."""
    found: list[Finding] = []
    ours: Counter[str] = Counter()
    parties: dict[tuple[str, str], str] = {}
    for entity in MUST_BE_EMPTY:
        foreign = []
        for row in _all(books, entity):
            tag = _tag(entity, row, parties)
            if tag is None:
                foreign.append(_name(row))
            else:
                ours[tag] += 1
                parties[entity, str(row["Id"])] = tag
        if foreign:
            found.append(_finding(entity, foreign))
    surplus = []
    for row in books.query("Item"):
        tag = product_tag(str(row["Name"]), str(row.get("Sku", "")))
        if tag is not None:
            ours[tag] += 1
        elif _name(row) not in {*DEFAULT_ITEMS, *expected_items}:
            surplus.append(_name(row))
    if surplus:
        found.append(_finding("Item", surplus))
    return Inspection(foreign=tuple(found), ours=ours)


def _tag(entity: str, row: Record, parties: Mapping[tuple[str, str], str]) -> str | None:
    """Return the tag of a record by its own name and address, or its party's; None: not ours."""
    if entity in PARTIES:
        email = (row.get("PrimaryEmailAddr") or {}).get("Address", "")
        return party_tag(str(row["DisplayName"]).removesuffix(DELETED), str(email))
    for party in PARTIES:
        reference = row.get(f"{party}Ref")
        if reference:
            return parties.get((party, str(reference["value"])))
    return None


def _all(books: Books, entity: str) -> Sequence[Record]:
    """Read all records of an entity, inactive ones too; none if the service lacks the entity."""
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
