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
    Text,
)
from harness.policy import Policy
from harness.snapshot import Product


def expect_item(product: Product, policy: Policy) -> Expectation:
    """Expect an Item."""
    types = policy.items.types
    match product.kind, product.storable:
        case "service", _:
            kind = types.service
        case "goods", True:
            kind = types.storable
        case "goods", False:
            kind = types.consumable
        case _:
            raise PolicyGap("items.types", f"which item type is a {product.kind} product?")
    accounts = policy.items.categories.get(product.category)
    if accounts is None:
        raise PolicyGap(
            "items.categories", f"which accounts has the category {product.category!r}?"
        )
    fields = [
        Field(path="Name", rule="items.name", want=Text(product.name.strip())),
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
        Field(path="UnitPrice", rule="items.price", want=Amount(product.price)),
        Field(path="PurchaseCost", rule="items.cost", want=Amount(product.cost)),
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
        Field(path="Active", rule="items.active", want=Flag(product.active)),
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
