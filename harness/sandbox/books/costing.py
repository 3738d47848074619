"""
The cost of stock, first in, first out, derived from all movements of an item.

A purchase brings units in at the cost of its own entry. What takes units out, or
brings sold ones back, is priced here: in the order of their dates, the n-th unit
that went out has the cost of the n-th that came in. Whenever a movement is
changed, deleted or backdated, the later costs are derived again.

Units sold before they were bought have the cost of those that come in later, and
until then that of the last ones, or the item's own purchase cost (assumed).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from harness.sandbox.core import faults, shape, wire
from harness.sandbox.core.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.books.ledger import Entry
    from harness.sandbox.company import Company

IN, PRICED = "in", "priced"
"""Units at their entry's own cost; units that the entry and its counterpart are priced for."""
ITEM = "Item"
LARGEST = shape.LARGEST * 100
"""The largest sum that is kept, in cents."""


def forget(company: Company, txn: str) -> set[str]:
    """Delete the movements of a transaction, and return the items that they moved."""
    rows = company.store.rows(
        "DELETE FROM movement WHERE realm = ? AND txn = ? RETURNING item", company.realm, txn
    )
    return {item for (item,) in rows}


def remember(company: Company, record: Record, entries: Iterable[Entry]) -> set[str]:
    """Store the movements of a transaction, and return the items that they move."""
    rows = [
        (
            company.realm,
            entry.item,
            record["TxnDate"],
            record["Id"],
            seq,
            format(entry.quantity, "f"),
            entry.stock,
        )
        for seq, entry in enumerate(entries)
        if entry.stock and entry.quantity is not None
    ]
    if rows:
        _demand_started(company, rows[0][2], {row[1] for row in rows})
        company.store.many("INSERT INTO movement VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return {row[1] for row in rows}


def _demand_started(company: Company, day: str, items: Iterable[str]) -> None:
    """Refuse to move stock before its start, as clients report it (6270); a switch allows it."""
    for item in items:
        start = str((company.get(ITEM, item) or {}).get("InvStartDate", ""))
        if day < start and company.choice("before-stock-start") == "refused":
            reason = "Transaction date is prior to start date for inventory item"
            raise faults.invalid("6270", reason, reason, "").resting_on("before-stock-start")


def corrections(company: Company, item: str) -> Iterator[tuple[str, int, int]]:
    """
    Price an item's movements again, and yield the entries (transaction, number) that change.

    The entry after each is its counterpart.
    """
    rows = company.store.rows(
        "SELECT m.txn, m.seq, m.quantity, m.kind, p.cents FROM movement m"
        " JOIN posting p ON p.realm = m.realm AND p.txn = m.txn AND p.seq = m.seq"
        " WHERE m.realm = ? AND m.item = ? ORDER BY m.date, CAST(m.txn AS INTEGER), m.seq",
        company.realm,
        item,
    )
    cost = _Layers(
        [(Decimal(quantity), cents) for _, _, quantity, kind, cents in rows if kind == IN],
        _purchase_cost(company, item),
    )
    taken = Decimal(0)
    for txn, seq, quantity, kind, held in rows:
        if kind == IN:
            continue
        before, taken = taken, taken - Decimal(quantity)
        cents = cost.up_to(before) - cost.up_to(taken)
        if abs(cents) > LARGEST:
            raise shape.too_large("Amount")
        if cents != held:
            yield txn, seq, cents


def show_quantity(company: Company, item_id: str) -> None:
    """Update an item's quantity on hand; its time changes, its SyncToken does not."""
    item = company.get(ITEM, item_id)
    if item is None:
        return
    held = on_hand(company, item_id)
    if held < 0 and company.choice("negative-stock") == "refused":
        raise faults.business("There is not enough quantity on hand for this transaction.")
    quantity = wire.number(held)
    if item.get("QtyOnHand") != quantity:
        company.touch(company.entities[ITEM], {**item, "QtyOnHand": quantity})


def on_hand(company: Company, item_id: str) -> Decimal:
    """Sum the movements of an item."""
    rows = company.store.rows(
        "SELECT quantity FROM movement WHERE realm = ? AND item = ?", company.realm, item_id
    )
    return sum((Decimal(quantity) for (quantity,) in rows), start=Decimal(0))


def audit(company: Company) -> Iterator[str]:
    """Price everything again, and describe what does not agree."""
    items = company.store.rows("SELECT DISTINCT item FROM movement WHERE realm = ?", company.realm)
    for (item_id,) in items:
        for txn, seq, cents in corrections(company, item_id):
            yield f"transaction {txn} entry {seq}: item {item_id} should cost {cents} cents"
        held = Decimal((company.get(ITEM, item_id) or {}).get("QtyOnHand", 0))
        if held != on_hand(company, item_id):
            yield f"item {item_id}: kept {held}, movements say {on_hand(company, item_id)}"


def to_the_cent(cost: Decimal) -> Decimal:
    """Round what stock costs; what no account can hold is refused."""
    if cost.copy_abs() > shape.LARGEST:
        raise shape.too_large("Amount")
    return Decimal(wire.money(cost))


def _purchase_cost(company: Company, item_id: str) -> Decimal:
    """Return the item's own purchase cost, in cents."""
    return Decimal((company.get(ITEM, item_id) or {}).get("PurchaseCost", 0)) * 100


class _Layers:
    """The cumulative cost of an item's units, in cents, by the layers that came in."""

    def __init__(self, layers: list[tuple[Decimal, int]], unit: Decimal) -> None:
        self._units, self._cents = [Decimal(0)], [0]
        for quantity, cents in layers:
            self._units.append(self._units[-1] + quantity)
            self._cents.append(self._cents[-1] + cents)
        self._first = layers[0][1] / layers[0][0] if layers else unit
        self._last = layers[-1][1] / layers[-1][0] if layers else unit

    def up_to(self, quantity: Decimal) -> int:
        """Return the cost of the first `quantity` units, in whole cents."""
        at = bisect_right(self._units, quantity) - 1
        if at < 0:
            exact = quantity * self._first
        else:
            rest = quantity - self._units[at]
            unit = self._last
            if at + 1 < len(self._units):
                step = self._units[at + 1] - self._units[at]
                unit = (self._cents[at + 1] - self._cents[at]) / step
            exact = self._cents[at] + rest * unit
        if exact.copy_abs() > LARGEST:
            raise shape.too_large("Amount")
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
