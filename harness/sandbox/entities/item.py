"""Item: what is bought and sold, the categories it is filed under, and bundles of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox.books import stock
from harness.sandbox.core import faults
from harness.sandbox.core.schema import LIST, META, Entity, Field, Record, computed, flag, ref, text
from harness.sandbox.parts.forms import bundles
from harness.sandbox.parts.lists import names

if TYPE_CHECKING:
    from harness.sandbox.company import Company

NEEDED = {
    "Inventory": (
        "AssetAccountRef",
        "ExpenseAccountRef",
        "IncomeAccountRef",
        "InvStartDate",
        "QtyOnHand",
    ),
    "Group": ("ItemGroupDetail",),
}
ACCOUNTS = {
    "AssetAccountRef": frozenset({"Other Current Asset"}),
    "ExpenseAccountRef": frozenset({"Cost of Goods Sold"}),
    "IncomeAccountRef": frozenset({"Income", "Other Income"}),
}
"""The types of an inventory item's accounts (Intuit)."""

UNCOUNTED = (
    "When you create an item, if Track quantity on hand is turned off, the item cannot be of type"
    " Inventory."
)
"""Two clients had these words, one of them of a request that did not say that it is counted."""

FILED = frozenset({"Category", "Group"})
UNPRICED = (
    "Taxable",
    "UnitPrice",
    "IncomeAccountRef",
    "PurchaseDesc",
    "PurchaseCost",
    "ExpenseAccountRef",
    "PrefVendorRef",
    "TrackQtyOnHand",
    "SalesTaxCodeRef",
    "ClassRef",
)
"""What a category does not have."""

STOCK = ("AssetAccountRef", "QtyOnHand", "ReorderPoint", "InvStartDate")
CATEGORY_LEVELS = 4


def kind(company: Company, record: Record, before: Record | None) -> None:
    """
    Settle the type; stock stays stock, and categories and bundles stay what they are (Intuit).

    Without a type it is stock if all that makes stock is there, else a service.
    """
    del company
    if not record.get("Type"):
        stocked = all(record.get(name) for name in ("TrackQtyOnHand", "InvStartDate"))
        record["Type"] = "Inventory" if stocked and record.get("AssetAccountRef") else "Service"
    if record["Type"] == "Bundle":
        record["Type"] = "Group"
    if before is None or before["Type"] == record["Type"]:
        return
    if before["Type"] == "Inventory":
        raise faults.business("An inventory item cannot be changed to another type.")
    if FILED & {before["Type"], record["Type"]}:
        raise faults.business(f"A {before['Type']} cannot be changed to a {record['Type']}.")


def complete(company: Company, record: Record, before: Record | None) -> None:
    """Demand what the type needs, and drop what it does not have."""
    made = record["Type"]
    if before is not None and before.get("TrackQtyOnHand") and not record.get("TrackQtyOnHand"):
        raise faults.business("TrackQtyOnHand cannot be changed to false.")
    if made != "Inventory":
        for name in STOCK:
            record.pop(name, None)
        if "TrackQtyOnHand" in record:
            record["TrackQtyOnHand"] = False
    elif not record.get("TrackQtyOnHand"):
        raise faults.business(UNCOUNTED)
    for name in NEEDED.get(made, ()):
        value = record.get(name)
        nobody = isinstance(value, dict) and value.get("value", "-") == ""
        if value in (None, "", {}) or nobody:  # a quantity of 0 is one
            raise _no_asset_account() if name == "AssetAccountRef" else faults.required(name)
    if made == "Inventory":
        _check_accounts(company, record)
    elif made == "Category":
        for name in UNPRICED:
            record.pop(name, None)
    elif made != "Group" and not any(
        (record.get(name) or {}).get("value") for name in ("IncomeAccountRef", "ExpenseAccountRef")
    ):
        raise faults.required("ExpenseAccountRef or IncomeAccountRef", element=False)


def _no_asset_account() -> faults.Fault:
    """2020 for stock without the account of its worth (Intuit's page of common errors)."""
    return faults.invalid(
        "2020",
        faults.MISSING,
        "Required parameter is missing in the request. An inventory assetaccount is required if"
        " you are tracking inventory quantities for this product.",
        "AssetAccountRef",
    )


def _check_accounts(company: Company, record: Record) -> None:
    for name, types in ACCOUNTS.items():
        account = company.get("Account", record[name]["value"])
        if account is not None and account["AccountType"] not in types:
            raise faults.wrong_account(name)


def place(company: Company, record: Record, before: Record | None) -> None:
    """Items are filed under categories, four levels deep at most; SubItem says so (Intuit)."""
    del before
    parent = company.get("Item", (record.get("ParentRef") or {}).get("value", ""))
    if parent is None:
        if record.get("SubItem") and "ParentRef" not in record:
            raise faults.required("ParentRef")
        record.pop("SubItem", None)
        return
    if parent["Type"] != "Category" and parent["Type"] != record["Type"]:
        raise faults.invalid(
            "700", "Parent Reference Invalid", "The parent of an item must be a category"
        ).resting_on("item-parent")
    record["SubItem"] = True


def level(record: Record) -> None:
    """An item in a category knows how deep it lies."""
    depth = record["FullyQualifiedName"].count(":")
    if depth:
        record["Level"] = depth
    else:
        record.pop("Level", None)


def shallow(company: Company, record: Record, before: Record | None) -> None:
    """Keep the level; categories have fewer than other lists, those below counted in."""
    level(record)
    if record["Type"] != "Category":
        return
    below = _categories_below(company, before["Id"]) if before is not None else 0
    if record.get("Level", 0) + below >= CATEGORY_LEVELS:
        raise faults.invalid(
            "6180", "Sub Level Limit", f"Categories nest up to {CATEGORY_LEVELS} levels"
        )


def _categories_below(company: Company, item_id: str) -> int:
    children = company.lookup("Item", "ParentRef", item_id)
    return max(
        (
            1 + _categories_below(company, child["Id"])
            for child in children
            if child["Type"] == "Category"
        ),
        default=0,
    )


def earned_at_once(company: Company, record: Record) -> None:
    """A single read also says that the item's revenue is not deferred (recorded 2026)."""
    del company
    if record["Type"] != "Category":
        record["DeferredRevenue"] = False


ITEM = Entity(
    name="Item",
    ids="item",
    operations=LIST,
    name_field="FullyQualifiedName",
    order=lambda record: record["FullyQualifiedName"].casefold(),
    fields={
        "Name": text(100, query=True, index=True, required=True),
        "Sku": text(100, query=True, index=True),
        "Description": text(4000),
        "Active": flag(default=True, query=True),
        "SubItem": flag(query=True),
        "ParentRef": ref("Item", index=True, filter=True),
        "Level": computed("number"),
        "FullyQualifiedName": computed("text", query=True),
        "Taxable": flag(default=False, query=True),
        "SalesTaxIncluded": flag(),
        "UnitPrice": Field(kind="number", query=True, default=0),
        "Type": Field(
            kind="text",
            query=True,
            keep=True,
            choices=("Service", "NonInventory", "Inventory", "Category", "Group", "Bundle"),
        ),
        "IncomeAccountRef": ref("Account"),
        "PurchaseDesc": text(1000),
        "PurchaseTaxIncluded": flag(),
        "PurchaseCost": Field(kind="number", query=True, default=0),
        "ExpenseAccountRef": ref("Account"),
        "AssetAccountRef": ref("Account"),
        "PrefVendorRef": ref("Vendor"),
        "TrackQtyOnHand": flag(default=False, keep=True),
        "QtyOnHand": Field(kind="number", keep=True, filter=True),
        "ReorderPoint": Field(kind="number"),
        "SalesTaxCodeRef": ref("TaxCode"),
        "InvStartDate": Field(kind="date", keep=True),
        "PrintGroupedItems": flag(),
        "ItemGroupDetail": Field(kind="object", keep=True),
        "ClassRef": ref("Class"),
        "DeferredRevenue": computed("flag"),
        META: None,
    },
    rules=(
        names.list_name("Item"),
        kind,
        place,
        names.nested("Item", "Name"),
        shallow,
        complete,
        bundles.components,
        names.frozen("Item"),
    ),
    after=(names.rename_children("Item", "Name", level), stock.kept_count),
    single=earned_at_once,
)
