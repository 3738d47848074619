"""Invoices, bills and credit notes as they are in Odoo."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import get_args

from harness.odoo.port import OdooPort
from harness.odoo.reading import settlements
from harness.odoo.reading.lines import read_lines
from harness.odoo.reading.partners import addresses
from harness.odoo.reading.rows import names, records
from harness.odoo.values import day, decimal, name, record_id, text
from harness.snapshot import Application, Document, DocumentKind, OdooRef


def read_documents(port: OdooPort, refs: Collection[OdooRef]) -> dict[OdooRef, Document]:
    """Read documents with their visible lines in printed order; nine calls."""
    rows = records(
        port,
        "account.move",
        refs,
        "name ref move_type state commercial_partner_id journal_id invoice_date"
        " invoice_date_due date invoice_payment_term_id fiscal_position_id narration"
        " currency_id amount_untaxed amount_tax amount_total amount_residual"
        " amount_total_signed checked matched_payment_ids",
    )
    lines = read_lines(port, refs)
    journals = names(port, "account.journal", rows, "journal_id", "code")
    settled = settlements.applications(port, [ref.id for ref in refs])
    waiting = settlements.without_entry(port, rows)
    places = addresses(port, rows)
    return {
        ref: Document(
            ref=ref,
            kind=row["move_type"],
            state=row["state"],
            number=text(row["name"]),
            reference=text(row["ref"]),
            partner=OdooRef(model="res.partner", id=record_id(row["commercial_partner_id"])),
            journal=journals.get(record_id(row["journal_id"]), ""),
            date=day(row["invoice_date"]),
            due_date=day(row["invoice_date_due"]),
            accounting_date=date.fromisoformat(row["date"]),
            terms=name(row["invoice_payment_term_id"]),
            fiscal_position=name(row["fiscal_position_id"]),
            memo=text(row["narration"]),
            currency=name(row["currency_id"]),
            lines=tuple(lines[ref.id]),
            untaxed=decimal(row["amount_untaxed"]),
            tax=decimal(row["amount_tax"]),
            total=decimal(row["amount_total"]),
            residual=decimal(row["amount_residual"]),
            address=places[record_id(row["commercial_partner_id"])],
            home_total=abs(decimal(row["amount_total_signed"])),
            reviewed=row["checked"],
            settled=tuple(item for item in settled[ref.id] if item.kind in get_args(DocumentKind)),
            settled_by_drafts=sum(
                (each.amount for each in settled[ref.id] if _is_draft_payment(each)), Decimal(0)
            ),
            registered=tuple(
                Application(
                    document=OdooRef(model="account.payment", id=payment),
                    amount=decimal(waiting[payment]["amount"]),
                    kind="payment",
                )
                for payment in row["matched_payment_ids"]
                if payment in waiting
            ),
        )
        for ref, row in rows.items()
    }


def _is_draft_payment(item: Application) -> bool:
    """Whether a document is settled by the entry of a payment that is a draft again."""
    return item.kind == "entry" and not item.posted
