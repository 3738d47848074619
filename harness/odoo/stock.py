"""Delivering goods and making price lists as Odoo's users do; neither leaves Odoo."""

from __future__ import annotations

from decimal import Decimal

from harness.errors import NotProven
from harness.odoo.seed import Seeder
from harness.snapshot import OdooRef


def deliver(odoo: Seeder, order: OdooRef) -> OdooRef:
    """Deliver a whole sales order and return the stock transfer."""
    found = odoo.port.call("sale.order", "read", ids=[order.id], fields=["picking_ids"])[0]
    if not found["picking_ids"]:
        raise NotProven("Odoo planned no delivery of the order.", where=str(order))
    transfer = OdooRef(model="stock.picking", id=found["picking_ids"][0])
    odoo.press(transfer, "button_validate")
    return transfer


def price_list(odoo: Seeder, product: OdooRef, price: Decimal) -> OdooRef:
    """Make a price list with its own price for one product."""
    item = {
        "applied_on": "0_product_variant",
        "product_id": product.id,
        "compute_price": "fixed",
        "fixed_price": price,
    }
    values = {"name": f"Contractors {odoo.tag}", "item_ids": [[0, 0, item]]}
    return odoo.create("product.pricelist", values)
