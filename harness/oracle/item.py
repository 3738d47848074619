"""Products: items with a type and up to three accounts."""

from __future__ import annotations

from decimal import Decimal

from harness.oracle.expectation import (
    Amount,
    Expectation,
    Field,
    Flag,
    Named,
    PolicyGap,
    Price,
    Text,
)
from harness.oracle.partners import INACTIVE
from harness.policy import Policy
from harness.snapshot import Product


def item_name(product: Product, policy: Policy) -> str:
    """Return the name of a product's item; variants of one product get different names."""
    name, full = product.name.strip(), (product.full_name or product.name).strip()
    if full != name and policy.items.variants == "sku":
        if not product.sku.strip():
            raise PolicyGap("items.variants", f"the variant {full!r} has no SKU to tell it by")
        full = f"{name} {product.sku.strip()}"
    elif product.has_namesake and policy.items.same_name == "sku":
        if not product.sku.strip():
            raise PolicyGap("items.same_name", f"{full!r} has no SKU to tell it by")
        full = f"{full} {product.sku.strip()}"
    return full if is_active_item(product, policy) else full + INACTIVE


def is_active_item(product: Product, policy: Policy) -> bool:
    """Say whether a product's item is active in QuickBooks."""
    return product.active or policy.items.archived == "left active"


def item_type(product: Product, policy: Policy) -> str:
    """Return the type of a product's item; `PolicyGap` for one that the rules keep in Odoo."""
    types = policy.items.types
    if product.kit and policy.items.kits != "one item":
        raise PolicyGap("items.kits", f"{product.name} is a kit")
    match product.kind, product.storable:
        case "service", _:
            return types.service
        case "goods", True if not product.kit:
            return types.storable
        case "goods", _:
            return types.consumable
        case _:
            raise PolicyGap("items.types", f"which item type is a {product.kind} product?")


def expect_item(product: Product, policy: Policy) -> Expectation:
    """Expect an Item."""
    kind = item_type(product, policy)
    accounts = policy.items.categories.get(product.category)
    if accounts is None:
        raise PolicyGap(
            "items.categories", f"which accounts has the category {product.category!r}?"
        )
    if not product.sku.strip() and policy.items.without_sku == "refuse":
        raise PolicyGap("items.without_sku", f"{product.name} has none")
    fields = [
        Field(path="Name", rule="items.name", want=Text(item_name(product, policy))),
        Field(path="Sku", rule="items.sku", want=Text(product.sku.strip())),
        Field(path="Type", rule="items.type", want=Text(kind)),
        Field(
            path="Description",
            rule="items.sales_description",
            want=Text(product.sales_description.strip()),
        ),
        Field(
            path="PurchaseDesc",
            rule="items.purchase_description",
            want=Text(product.purchase_description.strip()),
        ),
        Field(path="UnitPrice", rule="items.price", want=Price(product.price)),
        Field(path="PurchaseCost", rule="items.cost", want=Price(product.cost)),
        Field(path="Taxable", rule="items.taxable", want=Flag(bool(product.sale_taxes))),
        Field(
            path="IncomeAccountRef",
            rule="items.income_account",
            want=Named("Account", accounts.income),
        ),
        Field(
            path="ExpenseAccountRef",
            rule="items.expense_account",
            want=Named("Account", accounts.expense),
        ),
        Field(path="Active", rule="items.archived", want=Flag(is_active_item(product, policy))),
    ]
    if kind == "Inventory":
        if accounts.asset is None:
            raise PolicyGap(
                "items.categories", f"which asset account has the category {product.category!r}?"
            )
        fields += [
            Field(
                path="AssetAccountRef",
                rule="items.asset_account",
                want=Named("Account", accounts.asset),
            ),
            Field(path="TrackQtyOnHand", rule="items.stock", want=Flag(value=True)),
            Field(path="QtyOnHand", rule="items.stock", want=Amount(Decimal(0))),
            Field(
                path="InvStartDate",
                rule="items.inventory_start",
                want=Text(policy.items.inventory_start.isoformat()),
            ),
        ]
    return Expectation(entity="Item", fields=tuple(fields))
