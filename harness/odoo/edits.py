"""Changing posted documents as Odoo's users do: back to draft, edit, post again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from harness.odoo.seed import Seeder
from harness.snapshot import OdooRef

MOVE = "account.move"


def reset(odoo: Seeder, document: OdooRef) -> None:
    """Take a posted document back to draft, as the button does; it keeps its number."""
    odoo.port.call(MOVE, "button_draft", ids=[document.id])


def post(odoo: Seeder, document: OdooRef) -> None:
    """Post a draft."""
    odoo.port.call(MOVE, "action_post", ids=[document.id])


def post_in(odoo: Seeder, document: OdooRef, zone: ZoneInfo) -> None:
    """Post a draft that nobody dated, as a user in a zone: Odoo takes that user's day."""
    odoo.port.call(MOVE, "write", ids=[document.id], vals={"invoice_date": False})
    odoo.port.call(MOVE, "action_post", ids=[document.id], context={"tz": zone.key})


def change_quantity(odoo: Seeder, document: OdooRef, quantity: Decimal) -> None:
    """Change how many of its first product a draft sells."""
    lines = odoo.port.call(
        "account.move.line",
        "search",
        domain=[["move_id", "=", document.id], ["display_type", "=", "product"]],
        order="sequence, id",
        limit=1,
    )
    changes = [[1, lines[0], {"quantity": quantity}]]
    odoo.port.call(MOVE, "write", ids=[document.id], vals={"invoice_line_ids": changes})


def change_due_date(odoo: Seeder, document: OdooRef, due: date) -> None:
    """Let a draft fall due on a day of its own, instead of by a term."""
    values = {"invoice_payment_term_id": False, "invoice_date_due": due.isoformat()}
    odoo.port.call(MOVE, "write", ids=[document.id], vals=values)


def apply_payment(odoo: Seeder, payment: OdooRef, invoice: OdooRef) -> None:
    """Use an open payment for an invoice, as the button *Add* on the invoice does."""
    lines = odoo.port.call(
        "account.move.line",
        "search",
        domain=[["payment_id", "=", payment.id], ["account_type", "=", "asset_receivable"]],
    )
    odoo.port.call(MOVE, "js_assign_outstanding_line", ids=[invoice.id], line_id=lines[0])


def number(odoo: Seeder, draft: OdooRef, journal: OdooRef, name: str) -> None:
    """Give a draft its number by hand, in a journal where nothing was posted yet."""
    odoo.port.call(MOVE, "write", ids=[draft.id], vals={"journal_id": journal.id})
    odoo.port.call(MOVE, "write", ids=[draft.id], vals={"name": name})


def write_below(odoo: Seeder, draft: OdooRef, html: str) -> None:
    """Put a text below the lines of a draft."""
    odoo.port.call(MOVE, "write", ids=[draft.id], vals={"narration": html})


def book_on(odoo: Seeder, draft: OdooRef, day: date) -> None:
    """Have a draft booked on another day than the one that stands on it."""
    odoo.port.call(MOVE, "write", ids=[draft.id], vals={"date": day.isoformat()})


def refer(odoo: Seeder, draft: OdooRef, reference: str) -> None:
    """Put the other side's own number on a draft."""
    odoo.port.call(MOVE, "write", ids=[draft.id], vals={"ref": reference})
