"""Changing posted documents as Odoo's users do: back to draft, edit, post again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from harness.odoo.seed import Line, Seeder
from harness.snapshot import OdooRef


def reset(odoo: Seeder, document: OdooRef) -> None:
    """Take a posted document back to draft, as the button does; it keeps its number."""
    odoo.press(document, "button_draft")


def post(odoo: Seeder, document: OdooRef) -> None:
    """Post a draft."""
    odoo.press(document, "action_post")


def post_in(odoo: Seeder, document: OdooRef, zone: ZoneInfo) -> None:
    """Post an undated draft as a user in `zone` would: Odoo dates it by that user's calendar."""
    odoo.write(document, invoice_date=False)
    odoo.press(document, "action_post", context={"tz": zone.key})


def change_quantity(odoo: Seeder, document: OdooRef, quantity: Decimal) -> None:
    """Change the quantity on a draft's first product line."""
    first = _product_line(odoo, document, order="sequence, id")
    odoo.write(document, invoice_line_ids=[[1, first, {"quantity": quantity}]])


def remove_last_line(odoo: Seeder, document: OdooRef) -> None:
    """Take the last line off a draft."""
    last = _product_line(odoo, document, order="sequence desc, id desc")
    odoo.write(document, invoice_line_ids=[[2, last, 0]])


def add_line(odoo: Seeder, document: OdooRef, item: Line) -> None:
    """Type another line below those of a draft."""
    odoo.write(document, invoice_line_ids=[[0, 0, odoo.line_values(item)]])


def change_last_line(odoo: Seeder, document: OdooRef, item: Line) -> None:
    """Type something else over the last line of a draft."""
    last = _product_line(odoo, document, order="sequence desc, id desc")
    odoo.write(document, invoice_line_ids=[[1, last, odoo.line_values(item)]])


def change_line_text(odoo: Seeder, document: OdooRef, text: str) -> None:
    """Type another text on a draft's first product line."""
    first = _product_line(odoo, document, order="sequence, id")
    odoo.write(document, invoice_line_ids=[[1, first, {"name": text}]])


def put_first_line_at(odoo: Seeder, document: OdooRef, location: str) -> None:
    """Let a draft's first product line be of another of our locations."""
    first = _product_line(odoo, document, order="sequence, id")
    odoo.write(document, invoice_line_ids=[[1, first, odoo.located(location)]])


def take_off_location(odoo: Seeder, document: OdooRef) -> None:
    """Let the lines of a draft be of none of our locations."""
    rows = _lines(odoo, document)
    emptied = {"analytic_distribution": False}
    odoo.write(document, invoice_line_ids=[[1, row, emptied] for row in rows])


def put_last_line_first(odoo: Seeder, document: OdooRef) -> None:
    """Drag the last line of a draft above all others."""
    rows = _lines(odoo, document)
    order = [rows[-1], *rows[:-1]]
    places = [[1, row, {"sequence": place}] for place, row in enumerate(order, start=1)]
    odoo.write(document, invoice_line_ids=places)


def untax_first_line(odoo: Seeder, document: OdooRef) -> None:
    """Take the taxes off a draft's first product line."""
    first = _product_line(odoo, document, order="sequence, id")
    odoo.write(document, invoice_line_ids=[[1, first, {"tax_ids": [[6, 0, []]]}]])


def renumber(odoo: Seeder, draft: OdooRef, name: str) -> None:
    """Give a draft another number in its journal."""
    odoo.write(draft, name=name)


def refer_payment(odoo: Seeder, draft: OdooRef, reference: str) -> None:
    """Enter what the customer is to write on the payment of a draft."""
    odoo.write(draft, payment_reference=reference)


def date_on(odoo: Seeder, draft: OdooRef, day: date) -> None:
    """Give a draft another date."""
    odoo.write(draft, invoice_date=day.isoformat())


def address_to(odoo: Seeder, draft: OdooRef, partner: OdooRef) -> None:
    """Make a draft out to another partner."""
    odoo.write(draft, partner_id=partner.id)


def _product_line(odoo: Seeder, document: OdooRef, *, order: str) -> int:
    """Find a document's first product line in this order."""
    lines = odoo.port.call(
        "account.move.line",
        "search",
        domain=[["move_id", "=", document.id], ["display_type", "=", "product"]],
        order=order,
        limit=1,
    )
    return int(lines[0])


def _lines(odoo: Seeder, document: OdooRef) -> list[int]:
    """Find all product lines of a document, in their order."""
    found = odoo.port.call(
        "account.move.line",
        "search",
        domain=[["move_id", "=", document.id], ["display_type", "=", "product"]],
        order="sequence, id",
    )
    return [int(row) for row in found]


def change_due_date(odoo: Seeder, document: OdooRef, due: date) -> None:
    """Give a draft a due date of its own, in place of a payment term."""
    odoo.write(document, invoice_payment_term_id=False, invoice_date_due=due.isoformat())


def agree_terms(odoo: Seeder, draft: OdooRef, name: str) -> None:
    """Give a draft other payment terms; its due date follows."""
    odoo.write(draft, invoice_payment_term_id=odoo.named("account.payment.term", name))


def number(odoo: Seeder, draft: OdooRef, journal: OdooRef, name: str) -> None:
    """Number a draft by hand, in a journal where nothing was posted yet."""
    odoo.write(draft, journal_id=journal.id)
    odoo.write(draft, name=name)


def write_below(odoo: Seeder, draft: OdooRef, html: str) -> None:
    """Write a draft's terms and conditions, which print below its lines."""
    odoo.write(draft, narration=html)


def book_on(odoo: Seeder, draft: OdooRef, day: date) -> None:
    """Set a draft's accounting date, which may differ from its invoice date."""
    odoo.write(draft, date=day.isoformat())
