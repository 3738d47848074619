"""Seeding purchases as Odoo's users make them: orders with approval, receipts, bills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal

from harness.errors import NotProven
from harness.odoo.edits import post
from harness.odoo.rights import demoted
from harness.odoo.seed import Line, Seeder
from harness.snapshot import OdooRef

MOVE, ORDER = "account.move", "purchase.order"


def bill_without_reference(odoo: Seeder, vendor: OdooRef, *, lines: Sequence[Line]) -> OdooRef:
    """Make and post a bill without the vendor's number."""
    bill = odoo.draft_document("in_invoice", vendor, lines=lines)
    post(odoo, bill)
    return bill


def review(odoo: Seeder, document: OdooRef, *, reviewed: bool) -> None:
    """
    Mark a posted document as reviewed, or as not reviewed, as the button does.

    In Odoo's community edition everybody may review, so whatever the API user posts
    is marked as reviewed already.
    """
    if reviewed:
        odoo.press(document, "button_set_checked")
    else:
        odoo.write(document, checked=False)


def change_reference(odoo: Seeder, document: OdooRef, reference: str) -> None:
    """Enter the vendor's own number on a bill."""
    odoo.write(document, ref=reference)


@contextmanager
def double_validation(odoo: Seeder, *, above: Decimal) -> Iterator[None]:
    """Require a manager's approval of purchase orders above an amount, while the block runs."""
    port = odoo.port
    company = port.call("res.company", "search", domain=[], limit=1, order="id")
    fields = ["po_double_validation", "po_double_validation_amount"]
    before = port.call("res.company", "read", ids=company, fields=fields)[0]
    values = {"po_double_validation": "two_step", "po_double_validation_amount": above}
    port.call("res.company", "write", ids=company, vals=values)
    try:
        yield
    finally:
        port.call("res.company", "write", ids=company, vals={name: before[name] for name in fields})


def order(odoo: Seeder, vendor: OdooRef, *, lines: Sequence[Line]) -> OdooRef:
    """Make a request for quotation; it never leaves Odoo."""
    ordered = [
        {
            "product_id": item.product.id,
            "product_qty": item.quantity,
            "price_unit": item.price or 0,
        }
        for item in lines
        if item.product
    ]
    values = {"partner_id": vendor.id, "order_line": [[0, 0, item] for item in ordered]}
    return odoo.create(ORDER, values)


def confirm(odoo: Seeder, purchase: OdooRef) -> str:
    """Confirm a purchase order and return its new state."""
    odoo.press(purchase, "button_confirm")
    return _state(odoo, purchase)


def confirm_as_buyer(odoo: Seeder, purchase: OdooRef) -> str:
    """Confirm a purchase order without a manager's rights and return its new state."""
    with demoted(
        odoo,
        purchase,
        group="purchase.group_purchase_manager",
        to="purchase.group_purchase_user",
    ):
        odoo.press(purchase, "button_confirm")
    return _state(odoo, purchase)


def approve(odoo: Seeder, purchase: OdooRef) -> str:
    """Approve a purchase order and return its new state."""
    odoo.press(purchase, "button_approve")
    return _state(odoo, purchase)


def receive(odoo: Seeder, purchase: OdooRef) -> OdooRef:
    """Receive a whole order and return the stock transfer, which never leaves Odoo."""
    found = odoo.port.call(ORDER, "read", ids=[purchase.id], fields=["picking_ids"])[0]
    if not found["picking_ids"]:
        raise NotProven("Odoo planned no receipt of the order.", where=str(purchase))
    transfer = OdooRef(model="stock.picking", id=found["picking_ids"][0])
    odoo.press(transfer, "button_validate")
    return transfer


def bill_order(odoo: Seeder, purchase: OdooRef, *, reference: str) -> OdooRef:
    """Bill a purchase order by its button, enter the vendor's number, and post the bill."""
    odoo.press(purchase, "action_create_invoice")
    made = odoo.port.call(ORDER, "read", ids=[purchase.id], fields=["invoice_ids"])[0]
    bill = OdooRef(model=MOVE, id=max(made["invoice_ids"]))
    day = odoo.today.isoformat()
    odoo.write(bill, ref=reference, invoice_date=day, invoice_date_due=day, date=day)
    post(odoo, bill)
    return bill


def _state(odoo: Seeder, purchase: OdooRef) -> str:
    row = odoo.port.call(ORDER, "read", ids=[purchase.id], fields=["state"])[0]
    return str(row["state"])
