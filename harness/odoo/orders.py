"""Seeding sales orders and their invoices, by Odoo's own wizards."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from harness.errors import NotProven
from harness.odoo.seed import Line, Seeder
from harness.snapshot import OdooRef

ORDER, MOVE = "sale.order", "account.move"
SKU = "DISCOUNT"
"""The SKU of the product that carries the discount of a whole order."""


def sell(odoo: Seeder, customer: OdooRef, *, lines: Sequence[Line]) -> OdooRef:
    """Make and confirm a sales order."""
    order = odoo.create_quotation(customer, lines=lines)
    odoo.press(order, "action_confirm")
    return order


def down_payment(odoo: Seeder, order: OdooRef, *, percent: Decimal) -> OdooRef:
    """Invoice a part of an order in advance, by the wizard, and post the invoice."""
    return _invoice(odoo, order, advance_payment_method="percentage", amount=percent)


def final_invoice(odoo: Seeder, order: OdooRef) -> OdooRef:
    """Invoice an order, less the down payments, by the wizard, and post the invoice."""
    return _invoice(odoo, order, advance_payment_method="delivered")


def discount_order(odoo: Seeder, order: OdooRef, *, percent: Decimal, category: str) -> OdooRef:
    """
    Discount a whole order by the wizard, and return the product that carries the discount.

    Odoo makes that product the first time; an accountant then puts it into a
    mapped `category` and gives it a SKU.
    """
    port = odoo.port
    values = {
        "sale_order_id": order.id,
        "discount_type": "so_discount",
        "discount_percentage": percent / 100,
    }
    wizard = port.call("sale.order.discount", "create", vals_list=[values])
    port.call("sale.order.discount", "action_apply_discount", ids=wizard)
    found = port.call(
        "sale.order.line",
        "search_read",
        domain=[["order_id", "=", order.id], ["price_unit", "<", 0]],
        fields=["product_id"],
    )
    if not found:
        raise NotProven("Odoo's wizard put no discount on the order.", where=str(order))
    product = OdooRef(model="product.product", id=found[0]["product_id"][0])
    odoo.write(product, categ_id=odoo.category(category), default_code=SKU)
    return product


def _invoice(odoo: Seeder, order: OdooRef, **choices: Any) -> OdooRef:  # noqa: ANN401 - the wizard's
    port = odoo.port
    context = {"active_model": ORDER, "active_ids": [order.id], "active_id": order.id}
    wizard = port.call("sale.advance.payment.inv", "create", vals_list=[choices], context=context)
    port.call("sale.advance.payment.inv", "create_invoices", ids=wizard, context=context)
    made = port.call(ORDER, "read", ids=[order.id], fields=["invoice_ids"])[0]["invoice_ids"]
    invoice = OdooRef(model=MOVE, id=max(made))
    terms = port.call(MOVE, "read", ids=[invoice.id], fields=["invoice_payment_term_id"])
    day = odoo.today.isoformat()
    values = {"invoice_date": day}
    if not terms[0]["invoice_payment_term_id"]:
        values["invoice_date_due"] = day  # Odoo would use the real date
    odoo.write(invoice, **values)
    odoo.press(invoice, "action_post")
    return invoice
