"""Seeding credit notes as Odoo's users make them: by the reversal wizard, or directly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from harness.odoo.seed import Line, Seeder
from harness.snapshot import OdooRef

MOVE = "account.move"


def credit(
    odoo: Seeder,
    invoice: OdooRef,
    *,
    quantity: Decimal | None = None,
    on: date | None = None,
    reference: str | None = None,
) -> OdooRef:
    """
    Credit a posted invoice or bill by the reversal wizard, and post the credit note.

    `quantity` is credited on every product line, None credits each line in full.
    `reference` replaces the one that Odoo writes. Odoo applies the credit note to
    the invoice as far as that is open.
    """
    port = odoo.port
    context = {"active_model": MOVE, "active_ids": [invoice.id]}
    journal = port.call(MOVE, "read", ids=[invoice.id], fields=["journal_id"])[0]["journal_id"][0]
    values = {
        "date": (on or odoo.today).isoformat(),
        "journal_id": journal,
        "reason": "Returned goods",
    }
    wizard = port.call("account.move.reversal", "create", vals_list=[values], context=context)
    port.call("account.move.reversal", "refund_moves", ids=wizard, context=context)
    made = port.call("account.move.reversal", "read", ids=wizard, fields=["new_move_ids"])
    note = OdooRef(model=MOVE, id=made[0]["new_move_ids"][0])
    if quantity is not None:
        lines = port.call(
            "account.move.line",
            "search",
            domain=[["move_id", "=", note.id], ["display_type", "=", "product"]],
        )
        odoo.write(note, invoice_line_ids=[[1, line, {"quantity": quantity}] for line in lines])
    if reference is not None:
        odoo.write(note, ref=reference)
    odoo.press(note, "action_post")
    return note


def post_credit(
    odoo: Seeder, customer: OdooRef, *, lines: Sequence[Line], on: date | None = None
) -> OdooRef:
    """Make and post a credit note that reverses no invoice."""
    note = odoo.draft_document("out_refund", customer, lines=lines, on=on)
    odoo.press(note, "action_post")
    return note


def apply_credit(odoo: Seeder, note: OdooRef, invoice: OdooRef) -> None:
    """Use an open credit note for an invoice, as the button *Add* on the invoice does."""
    line = odoo.port.call(
        "account.move.line",
        "search",
        domain=[["move_id", "=", note.id], ["account_type", "=", "asset_receivable"]],
    )
    odoo.press(invoice, "js_assign_outstanding_line", line_id=line[0])


def unapply_credit(odoo: Seeder, note: OdooRef, side: str = "credit") -> None:
    """
    Take a credit note off what it was applied to, as the button *Unreconcile* does.

    A customer's stands on the `credit` side of what was reconciled, a vendor's on `debit`.
    """
    partials = odoo.port.call(
        "account.partial.reconcile", "search", domain=[[f"{side}_move_id.move_id", "=", note.id]]
    )
    for partial in partials:
        odoo.press(note, "js_remove_outstanding_partial", partial_id=partial)
