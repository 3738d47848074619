"""
The double-entry ledger that balances and reports derive from.

A transaction's declaration says what it means (`Entity.posts`); this module
keeps its entries, and the running sums of accounts and of names. Whatever
changes a transaction replaces its entries, so that void, delete and edit are
right by construction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import costing
from harness.sandbox.core import shape, wire
from harness.sandbox.core.schema import Entity, Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

RECEIVABLE, PAYABLE = "Accounts Receivable", "Accounts Payable"
NATURAL_CREDIT = frozenset({"Liability", "Equity", "Revenue"})
"""Classes of accounts whose balance grows by credits."""


class Unbalanced(Exception):
    """A declaration's entries do not sum to zero: a fault of the emulator, never of a client."""


NO_RATE = "-"
"""Stands for the rate of a tax that a client gave as a sum, without rates."""


@dataclass(slots=True, kw_only=True)  # not frozen: every write makes several, and pays for it
class Entry:
    """
    One side of a posting, in the home currency; a debit is positive.

    `own` is the amount in the currency of the transaction, where it is another.
    `name_type` and `name` say whose it is (Customer, Vendor, Employee and its
    id), `customer` for whom a cost is that was paid to somebody else. `rate` is
    the tax rate of a tax entry and `base` what it was taken of.
    `stock` says that `quantity` units of `item` move, at this entry's cost or at
    one that is still to be found (`costing`).
    """

    account: str
    amount: Decimal
    name_type: str = ""
    name: str = ""
    customer: str = ""
    item: str = ""
    quantity: Decimal | None = None
    department: str = ""
    klass: str = ""
    memo: str = ""
    rate: str = ""
    base: Decimal = Decimal(0)
    own: Decimal | None = None
    stock: str = ""


PostingRow = tuple[
    str, str, int, str, str, str, int, str, str, str, str, str, str, str, str, int, int, str
]
LARGEST = int(shape.LARGEST) * 100
"""The cents that a transaction moves at most, on each side: as many as one line can."""


def post(company: Company, entity: Entity, record: Record, before: Record | None) -> None:
    """Replace the entries of a transaction; without a `TxnDate` there are none any more."""
    if entity.posts is None:
        return
    entries = list(entity.posts(company, record)) if "TxnDate" in record else []
    rows = [row_of(company, entity, record, seq, entry) for seq, entry in enumerate(entries)]
    moved: dict[tuple[str, str], int] = defaultdict(int)
    off = at_home = own = 0
    for row in rows:
        off += row[6]
        at_home += abs(row[6])
        own += abs(row[16])
        move(company, moved, (row[5], row[7], row[8]), row[6], row[16])
    if off:
        raise Unbalanced(f"{entity.name} {record['Id']}: {entries}")
    if max(at_home, own) > 2 * LARGEST:
        raise shape.too_large("Amount")  # so that no sum of many leaves 64 bits
    items: set[str] = set()
    if before is not None:
        _undo(company, record["Id"], moved)
        items = costing.forget(company, record["Id"])
    if rows:
        company.store.put("posting", rows)
    items |= costing.remember(company, record, entries)
    for item in sorted(items):
        _reprice(company, item, moved)
    _add(company, moved)
    for item in sorted(items):
        costing.show_quantity(company, item)


def reprice(company: Company, item: str) -> None:
    """Price an item's movements again, after its purchase cost has changed."""
    moved: dict[tuple[str, str], int] = defaultdict(int)
    _reprice(company, item, moved)
    _add(company, moved)


def _reprice(company: Company, item: str, moved: dict[tuple[str, str], int]) -> None:
    for txn, seq, cents in list(costing.corrections(company, item)):
        for at, value in ((seq, cents), (seq + 1, -cents)):
            row = company.store.row(
                "SELECT account, cents FROM posting WHERE realm = ? AND txn = ? AND seq = ?",
                company.realm,
                txn,
                at,
            )
            assert row is not None  # noqa: S101 - a movement has its two entries
            moved["account", row[0]] += value - row[1]
            company.store.rows(
                "UPDATE posting SET cents = ?1, own = ?1"
                " WHERE realm = ?2 AND txn = ?3 AND seq = ?4",
                value,
                company.realm,
                txn,
                at,
            )


def row_of(company: Company, entity: Entity, record: Record, seq: int, entry: Entry) -> PostingRow:
    """Return the row that keeps an entry."""
    cents = wire.cents(entry.amount)
    return (
        company.realm,
        record["Id"],
        seq,
        entity.name,
        record["TxnDate"],
        entry.account,
        cents,
        entry.name_type,
        entry.name,
        entry.item,
        "" if entry.quantity is None else format(entry.quantity, "f"),
        entry.department,
        entry.klass,
        entry.memo,
        entry.rate,
        wire.cents(entry.base) if entry.base else 0,
        cents if entry.own is None else wire.cents(entry.own),
        entry.customer,
    )


def _undo(company: Company, txn: str, moved: dict[tuple[str, str], int]) -> None:
    rows = company.store.rows(
        "DELETE FROM posting WHERE realm = ? AND txn = ?"
        " RETURNING account, name_type, name, cents, own",
        company.realm,
        txn,
    )
    for account, name_type, name, cents, own in rows:
        move(company, moved, (account, name_type, name), -cents, -own)


def move(
    company: Company,
    moved: dict[tuple[str, str], int],
    side: tuple[str, str, str],
    cents: int,
    own: int,
) -> None:
    """Add an entry to the sums of its account and, in its own currency, of its party."""
    account, name_type, name = side
    moved["account", account] += cents
    kind = account_type(company, account)
    if name_type == "Customer" and kind == RECEIVABLE:
        moved["Customer", name] += own
    elif name_type == "Vendor" and kind == PAYABLE:
        moved["Vendor", name] -= own


def _add(company: Company, moved: dict[tuple[str, str], int]) -> None:
    rows, realm, sums = [], company.realm, company.store.memory.sums
    names = []
    for (kind, key), cents in moved.items():
        if not cents:
            continue
        total = balance(company, kind, key) + cents
        sums.keep((realm, kind, key), total)
        rows.append((realm, kind, key, total))
        if kind != "account":
            names.append((kind, key, cents))
    if not rows:
        return
    company.store.put("balance", rows)
    for kind, key, cents in names:
        if kind == "Vendor":
            _owed(company, key)
        else:
            _owing(company, key, cents)


def _owed(company: Company, vendor_id: str) -> None:
    vendor = company.get("Vendor", vendor_id)
    if vendor is not None:
        vendor["Balance"] = wire.of_cents(balance(company, "Vendor", vendor_id))
        company.restamp(company.entities["Vendor"], vendor)


def _owing(company: Company, customer_id: str, moved: int) -> None:
    """Update a customer's balance, and the `BalanceWithJobs` of all customers above it."""
    customer = company.get("Customer", customer_id)
    if customer is not None:
        customer["Balance"] = wire.of_cents(balance(company, "Customer", customer_id))
    while customer is not None:
        held = wire.cents(customer.get("BalanceWithJobs", 0))
        customer["BalanceWithJobs"] = wire.of_cents(held + moved)
        company.restamp(company.entities["Customer"], customer)
        parent = (customer.get("ParentRef") or {}).get("value", "")
        customer = company.get("Customer", parent) if parent else None


def account_type(company: Company, account_id: str) -> str:
    """Return an account's type; every entry's account exists."""
    account = company.get("Account", account_id)
    return str(account["AccountType"]) if account else ""


def balance(company: Company, kind: str, key: str) -> int:
    """Return a running sum in cents: of an account (debits positive), or what a name owes."""
    place = (company.realm, kind, key)
    total = company.store.memory.sums.get(place)
    if total is None:
        row = company.store.row(
            "SELECT cents FROM balance WHERE realm = ? AND kind = ? AND id = ?", *place
        )
        total = int(row[0]) if row else 0
        company.store.memory.sums.keep(place, total)
    return total


def show_balance(company: Company, account: Record) -> None:
    """
    Fill an account's balances as it is answered.

    All are negative when credited (recorded, 2026); in an older dump of a sandbox
    cards alone were positive. Income and expense accounts show none.
    """
    own = below = 0
    if account["Classification"] not in {"Revenue", "Expense"}:
        own = balance(company, "account", account["Id"])
        below = sum(balance(company, "account", child) for child in _below(company, account["Id"]))
    turned = {
        "cards": account["AccountType"] == "Credit Card",
        "natural": account["Classification"] in NATURAL_CREDIT,
    }
    sign = -1 if turned.get(company.choice("account-balance-sign")) else 1
    account["CurrentBalance"] = wire.of_cents(sign * own)
    account["CurrentBalanceWithSubAccounts"] = wire.of_cents(sign * (own + below))


def _below(company: Company, account_id: str) -> Iterable[str]:
    for child in company.lookup("Account", "ParentRef", account_id):
        yield child["Id"]
        yield from _below(company, child["Id"])
