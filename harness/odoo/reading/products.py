"""Products as they are in Odoo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from harness.odoo.port import OdooPort
from harness.odoo.reading.rows import alike, names, records, tax_names
from harness.odoo.values import Row, decimal, record_id, text
from harness.snapshot import OdooRef, Product

PRODUCT_KINDS = {"consu": "goods", "service": "service", "combo": "combo"}
"""Odoo 19 knows these three; *storable* is the separate `is_storable` of stock."""


def has_kits(port: OdooPort) -> bool:
    """Whether this Odoo has kits, which come with its manufacturing module."""
    return bool(
        port.call("product.product", "fields_get", allfields=["is_kits"], attributes=["type"])
    )


def read_products(port: OdooPort, refs: Collection[OdooRef]) -> dict[OdooRef, Product]:
    """Read product variants, archived ones too; five calls."""
    kits = " is_kits" if has_kits(port) else ""
    rows = records(
        port,
        "product.product",
        refs,
        "name default_code type is_storable categ_id lst_price standard_price description_sale"
        f" description_purchase taxes_id active display_name{kits}",
        context={"display_default_code": False},
    )
    categories = names(port, "product.category", rows, "categ_id", "complete_name")
    taxes = tax_names(port, rows.values(), "taxes_id")
    bearers = _bearers(port, rows.values())
    return {
        ref: Product(
            ref=ref,
            name=text(row["name"]),
            sku=text(row["default_code"]),
            kind=PRODUCT_KINDS[row["type"]],  # type: ignore[arg-type] # the selection's values
            storable=row["is_storable"],
            category=categories.get(record_id(row["categ_id"]), ""),
            price=decimal(row["lst_price"]),
            cost=decimal(row["standard_price"]),
            sales_description=text(row["description_sale"]),
            purchase_description=text(row["description_purchase"]),
            sale_taxes=tuple(taxes[tax] for tax in row["taxes_id"]),
            active=row["active"],
            full_name=text(row["display_name"]),
            kit=row.get("is_kits", False),
            has_namesake=bool(bearers[text(row["display_name"]).strip().casefold()] - {row["id"]}),
        )
        for ref, row in rows.items()
    }


def _bearers(port: OdooPort, products: Iterable[Row]) -> dict[str, set[int]]:
    """Find the active products with these products' full names, ignoring case."""
    rows = port.call(
        "product.product",
        "search_read",
        domain=alike(products),
        fields=["display_name"],
        context={"display_default_code": False},
    )
    found = defaultdict[str, set[int]](set)
    for row in rows:
        found[text(row["display_name"]).strip().casefold()].add(row["id"])
    return found
