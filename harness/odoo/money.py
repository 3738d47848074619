"""Seeding payments as Odoo's users make them without the payment wizard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harness.errors import NotProven
from harness.odoo.seed import Seeder
from harness.snapshot import OdooRef

PAYMENT = "account.payment"


def receive(
    odoo: Seeder, customer: OdooRef, *, journal: str, amount: Decimal, currency: str | None = None
) -> OdooRef:
    """
    Record and confirm a customer payment that is for no invoice yet.

    `currency` is the code of an active currency other than the journal's own.
    """
    values = {"currency_id": odoo.currency(currency)} if currency else {}
    return _payment(
        odoo, customer, kind=("inbound", "customer"), journal=journal, amount=amount, **values
    )


def drafted(odoo: Seeder, customer: OdooRef, *, journal: str, amount: Decimal) -> OdooRef:
    """Record a customer payment and leave it a draft."""
    return _draft(odoo, customer, kind=("inbound", "customer"), journal=journal, amount=amount)


def pay_ahead(odoo: Seeder, vendor: OdooRef, *, journal: str, amount: Decimal) -> OdooRef:
    """Record and confirm a payment to a vendor that is for no bill yet."""
    return _payment(odoo, vendor, kind=("outbound", "supplier"), journal=journal, amount=amount)


def give_back(odoo: Seeder, customer: OdooRef, *, journal: str, amount: Decimal) -> OdooRef:
    """Record and confirm money paid back to a customer, for no credit note."""
    return _payment(odoo, customer, kind=("outbound", "customer"), journal=journal, amount=amount)


def get_back(odoo: Seeder, vendor: OdooRef, *, journal: str, amount: Decimal) -> OdooRef:
    """Record and confirm money that a vendor pays back to us."""
    return _payment(odoo, vendor, kind=("inbound", "supplier"), journal=journal, amount=amount)


def validate(odoo: Seeder, payment: OdooRef) -> None:
    """Mark a confirmed payment as paid, as who has seen it on the bank's statement does."""
    odoo.press(payment, "action_validate")


def receive_without_entry(
    odoo: Seeder, customer: OdooRef, *documents: OdooRef, journal: str, amount: Decimal
) -> OdooRef:
    """
    Record a customer payment by a method without an outstanding account.

    Odoo then makes no journal entry for it. The community edition gives every new
    payment such an account, so the journal is changed on the draft. The documents
    are linked as the accounting app's payment wizard would. Raises `NotProven` when
    Odoo makes a journal entry nevertheless.
    """
    values = {
        "payment_type": "inbound",
        "partner_type": "customer",
        "partner_id": customer.id,
        "amount": amount,
        "date": odoo.today.isoformat(),
        "journal_id": odoo.journal("Bank"),
        "invoice_ids": [[6, 0, [document.id for document in documents]]],
    }
    payment = odoo.create(PAYMENT, values)
    odoo.write(payment, journal_id=odoo.journal(journal))
    odoo.press(payment, "action_post")
    row = odoo.port.call(PAYMENT, "read", ids=[payment.id], fields=["move_id"])[0]
    if row["move_id"]:
        raise NotProven(
            "Odoo made a journal entry for a payment that was to have none.",
            found=str(row["move_id"][1]),
            where=str(payment),
            next_step="take the outstanding account off the payment methods of its journal",
        )
    return payment


def assign(odoo: Seeder, payment: OdooRef, document: OdooRef) -> None:
    """Settle a document with what is left of a payment, as the button *Add* does."""
    entry = _entry(odoo, payment)
    lines = odoo.port.call(
        "account.move.line",
        "search",
        domain=[
            ["move_id", "=", entry],
            ["account_type", "in", ["asset_receivable", "liability_payable"]],
            ["reconciled", "=", False],
        ],
    )
    odoo.press(document, "js_assign_outstanding_line", line_id=lines[0])


def unassign(odoo: Seeder, payment: OdooRef, document: OdooRef) -> None:
    """Take a payment off a document that it settled, as the button *Unreconcile* does."""
    entry = _entry(odoo, payment)
    partials = odoo.port.call(
        "account.partial.reconcile",
        "search",
        domain=[
            ["credit_move_id.move_id", "=", entry],
            ["debit_move_id.move_id", "=", document.id],
        ],
    )
    odoo.press(document, "js_remove_outstanding_partial", partial_id=partials[0])


def _entry(odoo: Seeder, payment: OdooRef) -> int:
    """Find a payment's journal entry."""
    row = odoo.port.call(PAYMENT, "read", ids=[payment.id], fields=["move_id"])[0]
    return int(row["move_id"][0])


def _payment(
    odoo: Seeder,
    partner: OdooRef,
    *,
    kind: tuple[str, str],
    journal: str,
    amount: Decimal,
    **more: object,
) -> OdooRef:
    payment = _draft(odoo, partner, kind=kind, journal=journal, amount=amount, **more)
    odoo.press(payment, "action_post")
    return payment


def _draft(
    odoo: Seeder,
    partner: OdooRef,
    *,
    kind: tuple[str, str],
    journal: str,
    amount: Decimal,
    **more: object,
) -> OdooRef:
    direction, party = kind
    values = {
        "payment_type": direction,
        "partner_type": party,
        "partner_id": partner.id,
        "amount": amount,
        "date": odoo.today.isoformat(),
        "journal_id": odoo.journal(journal),
        **more,
    }
    return odoo.create(PAYMENT, values)


def reset_payment(odoo: Seeder, payment: OdooRef) -> None:
    """Take a confirmed payment back to draft; in Odoo 19 it still settles what it had settled."""
    odoo.press(payment, "action_draft")


def confirm(odoo: Seeder, payment: OdooRef, *, amount: Decimal | None = None) -> None:
    """Confirm a draft, with another amount if one is given."""
    if amount is not None:
        odoo.write(payment, amount=amount)
    odoo.press(payment, "action_post")


def redate(odoo: Seeder, payment: OdooRef, day: date) -> None:
    """Give a draft another day."""
    odoo.write(payment, date=day.isoformat())


def book_as(odoo: Seeder, payment: OdooRef, partner: OdooRef) -> None:
    """Let a draft be another partner's."""
    odoo.write(payment, partner_id=partner.id)


def take_through(odoo: Seeder, payment: OdooRef, journal: str) -> None:
    """Let a draft come through another journal."""
    odoo.write(payment, journal_id=odoo.journal(journal))


def cancel_payment(odoo: Seeder, payment: OdooRef) -> None:
    """Cancel a confirmed payment, as the two buttons do."""
    reset_payment(odoo, payment)
    cancel_draft(odoo, payment)


def cancel_draft(odoo: Seeder, payment: OdooRef) -> None:
    """Cancel a draft payment."""
    odoo.press(payment, "action_cancel")


def bounce(odoo: Seeder, payment: OdooRef) -> None:
    """Reject a payment that was sent to the bank; Odoo keeps its journal entry."""
    odoo.press(payment, "mark_as_sent")
    odoo.press(payment, "action_reject")
