"""
How the sample company began to keep stock.

Four of its items were products without stock at first, whose sales were posted to
accounts of landscaping; then they became inventory (a recorded profit and loss in
detail: only the last three invoices cost anything).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from harness.sandbox.company import Company
from harness.sandbox.presets.put import rows
from harness.sandbox.presets.sample_days import day
from harness.sandbox.presets.sample_purchases import LATER, Step, ref
from harness.sandbox.presets.sample_sales import FOUNTAIN, HEADS, PIPES, PUMP

FIRST = 110
"""The first id of the four transactions that their starting values are."""
BEGUN = (PUMP, HEADS, PIPES, FOUNTAIN)
"""In which order they became inventory (recorded, 2026)."""

INCOME, ASSET, COSTS = "79", "81", "80"
EARLIER = {FOUNTAIN: "48", PUMP: "48", HEADS: INCOME, PIPES: INCOME}
SPRINKLERS = "50"
FILED_FROM = 39
"""From this invoice on sprinklers were sold as such; the one before it was changed later."""

CHANGES = {FOUNTAIN: 1, PUMP: 2}
"""How often an item was changed after it became inventory (recorded SyncTokens)."""


def steps() -> Iterable[Step]:
    """Say what makes each item inventory."""
    stocked = {row["id"]: row for row in rows("items") if row["type"] == "Inventory"}
    for number, item in enumerate(BEGUN, start=FIRST):
        yield number, _kept(stocked[item])


def before(company: Company, number: int) -> None:
    """Do what was done before a document was made."""
    if number == FILED_FROM:
        for item in (HEADS, PIPES):
            held = company.get("Item", item)
            assert held is not None, item  # noqa: S101 - made before
            filed = {"value": SPRINKLERS, "name": _named(company, SPRINKLERS)}
            company.touch(company.entities["Item"], {**held, "IncomeAccountRef": filed})


def _named(company: Company, account: str) -> str:
    return str((company.get("Account", account) or {})["FullyQualifiedName"])


def _kept(row: dict[str, str]) -> Callable[[Company, int], object]:
    def make(company: Company, number: int) -> object:
        declared = company.entities["Item"]
        held = company.get("Item", row["id"])
        assert held is not None, row  # noqa: S101 - made before
        company.store.reach(company.realm, "transaction", number - 1)
        body: dict[str, Any] = {
            "Id": row["id"],
            "SyncToken": held["SyncToken"],
            "sparse": True,
            "Type": "Inventory",
            "TrackQtyOnHand": True,
            "QtyOnHand": Decimal(row["quantity"]),
            "InvStartDate": day(company, LATER),
            "PurchaseDesc": row["description"],
            **ref("IncomeAccountRef", INCOME),
            **ref("AssetAccountRef", ASSET),
            **ref("ExpenseAccountRef", COSTS),
        }
        made = company.update(declared, body)
        for _ in range(CHANGES.get(row["id"], 0)):
            company.advance(declared, made)
            made = company.get("Item", row["id"]) or made
        begun = company.get("InventoryStartingValue", str(number))
        assert begun is not None, row  # noqa: S101 - made with the item
        company.touch(company.entities["InventoryStartingValue"], {**begun, "Adjusts": True})
        return begun

    return make
