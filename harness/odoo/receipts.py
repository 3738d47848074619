"""Seeding the receipts of a shop, which Odoo keeps without an invoice."""

from __future__ import annotations

from collections.abc import Sequence

from harness.odoo.seed import Line, Seeder
from harness.snapshot import OdooRef


def post_receipt(odoo: Seeder, customer: OdooRef, *, lines: Sequence[Line]) -> OdooRef:
    """Make and post a sales receipt of today."""
    today = odoo.today.isoformat()
    values = {
        "move_type": "out_receipt",
        "partner_id": customer.id,
        "invoice_date": today,
        "invoice_date_due": today,
        "invoice_line_ids": [[0, 0, odoo.line_values(item)] for item in lines],
    }
    made = odoo.create("account.move", values)
    odoo.press(made, "action_post")
    return made
