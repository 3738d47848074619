"""Item: Service, NonInventory, Inventory and Category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox import faults, names
from harness.sandbox.schema import LIST, META, Entity, Field, Record, computed, flag, ref, text

if TYPE_CHECKING:
    from harness.sandbox.company import Company

NEEDED_BY_INVENTORY = (
    "AssetAccountRef",
    "ExpenseAccountRef",
    "IncomeAccountRef",
    "InvStartDate",
    "QtyOnHand",
)


def item_type(company: Company, record: Record, before: Record | None) -> None:
    """Demand what the type needs; an inventory item stays one."""
    del company
    kind = record.setdefault("Type", "Service")
    if before is not None and before["Type"] == "Inventory" and kind != "Inventory":
        raise faults.business("An inventory item cannot be changed to another type.")
    if kind == "Inventory":
        record["TrackQtyOnHand"] = True
        for name in NEEDED_BY_INVENTORY:
            if record.get(name) in (None, "", {}):
                raise faults.required(name)
    elif kind in {"Service", "NonInventory"} and not (
        record.get("IncomeAccountRef") or record.get("ExpenseAccountRef")
    ):
        raise faults.required("IncomeAccountRef")


ITEM = Entity(
    name="Item",
    ids="item",
    operations=LIST,
    name_field="Name",
    order=lambda record: record["FullyQualifiedName"].casefold(),
    fields={
        "Name": Field(kind="text", limit=100, query=True, index=True, required=True),
        "Sku": text(100, query=True),
        "Description": text(4000),
        "Active": flag(default=True, query=True),
        "SubItem": flag(query=True),
        "ParentRef": ref("Item"),
        "FullyQualifiedName": computed("text", query=True),
        "Taxable": flag(default=False, query=True),
        "UnitPrice": Field(kind="number", query=True, default=0),
        "Type": Field(
            kind="text",
            query=True,
            keep=True,
            choices=("Service", "NonInventory", "Inventory", "Category"),
        ),
        "IncomeAccountRef": ref("Account"),
        "PurchaseDesc": text(1000),
        "PurchaseCost": Field(kind="number", default=0),
        "ExpenseAccountRef": ref("Account"),
        "AssetAccountRef": ref("Account"),
        "PrefVendorRef": ref("Vendor"),
        "TrackQtyOnHand": flag(default=False, keep=True),
        "QtyOnHand": Field(kind="number", keep=True),
        "InvStartDate": Field(kind="date", keep=True),
        "SalesTaxCodeRef": ref("TaxCode"),
        "ClassRef": ref("Class"),
        META: None,
    },
    rules=(
        names.list_name("Item"),
        names.nested("Item", "Name"),
        item_type,
    ),
)
