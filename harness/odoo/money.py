"""Money, as Odoo's users move it besides the payment wizard."""

from __future__ import annotations

from decimal import Decimal

from harness.errors import NotProven
from harness.odoo.seed import Seeder
from harness.snapshot import OdooRef

PAYMENT = "account.payment"


def receive(
    odoo: Seeder, customer: OdooRef, *, journal: str, amount: Decimal, currency: str | None = None
) -> OdooRef:
    """
    Record money from a customer that is for no invoice yet, and confirm it.

    `currency` is the code of one that is in use, if not the journal's own.
    """
    values = {"currency_id": odoo.currency(currency)} if currency else {}
    return _payment(
        odoo, customer, kind=("inbound", "customer"), journal=journal, amount=amount, **values
    )


def drafted(odoo: Seeder, customer: OdooRef, *, journal: str, amount: Decimal) -> OdooRef:
    """Record money from a customer and leave it a draft."""
    return _draft(odoo, customer, kind=("inbound", "customer"), journal=journal, amount=amount)


def pay_ahead(odoo: Seeder, vendor: OdooRef, *, journal: str, amount: Decimal) -> OdooRef:
    """Record money paid to a vendor that is for no bill yet, and confirm it."""
    return _payment(odoo, vendor, kind=("outbound", "supplier"), journal=journal, amount=amount)


def give_back(odoo: Seeder, customer: OdooRef, *, journal: str, amount: Decimal) -> OdooRef:
    """Record money given back to a customer for nothing that was credited, and confirm it."""
    return _payment(odoo, customer, kind=("outbound", "customer"), journal=journal, amount=amount)


def receive_without_entry(
    odoo: Seeder, customer: OdooRef, *documents: OdooRef, journal: str, amount: Decimal
) -> OdooRef:
    """
    Record money from a customer by a method that has no outstanding account.

    Odoo's community edition gives every new payment such an account, so the
    journal is changed on the draft. The documents are linked with it, as by the
    payment wizard of the accounting app. Raises `NotProven` when Odoo makes
    a journal entry nevertheless.
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
    ids = odoo.port.call(PAYMENT, "create", vals_list=[values])
    odoo.port.call(PAYMENT, "write", ids=ids, vals={"journal_id": odoo.journal(journal)})
    odoo.port.call(PAYMENT, "action_post", ids=ids)
    row = odoo.port.call(PAYMENT, "read", ids=ids, fields=["move_id"])[0]
    if row["move_id"]:
        raise NotProven(
            "Odoo made a journal entry for a payment that was to have none.",
            found=str(row["move_id"][1]),
            where=f"{PAYMENT}({ids[0]})",
            next_step="take the outstanding account off the payment methods of its journal",
        )
    return OdooRef(model=PAYMENT, id=ids[0])


def assign(odoo: Seeder, payment: OdooRef, document: OdooRef) -> None:
    """Settle a document with what is left of a payment, as its *Add* button does."""
    entry = odoo.port.call(PAYMENT, "read", ids=[payment.id], fields=["move_id"])
    lines = odoo.port.call(
        "account.move.line",
        "search",
        domain=[
            ["move_id", "=", entry[0]["move_id"][0]],
            ["account_type", "in", ["asset_receivable", "liability_payable"]],
            ["reconciled", "=", False],
        ],
    )
    odoo.port.call(
        "account.move", "js_assign_outstanding_line", ids=[document.id], line_id=lines[0]
    )


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
    odoo.port.call(PAYMENT, "action_post", ids=[payment.id])
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
    ids = odoo.port.call(PAYMENT, "create", vals_list=[values])
    return OdooRef(model=PAYMENT, id=ids[0])


def reset_payment(odoo: Seeder, payment: OdooRef) -> None:
    """Take a confirmed payment back to draft; Odoo 19 lets it settle what it had settled."""
    odoo.port.call(PAYMENT, "action_draft", ids=[payment.id])


def confirm(odoo: Seeder, payment: OdooRef, *, amount: Decimal | None = None) -> None:
    """Confirm a draft, with another amount if one is given."""
    if amount is not None:
        odoo.port.call(PAYMENT, "write", ids=[payment.id], vals={"amount": amount})
    odoo.port.call(PAYMENT, "action_post", ids=[payment.id])


def cancel_payment(odoo: Seeder, payment: OdooRef) -> None:
    """Cancel a confirmed payment, as the two buttons do."""
    reset_payment(odoo, payment)
    cancel_draft(odoo, payment)


def cancel_draft(odoo: Seeder, payment: OdooRef) -> None:
    """Cancel a payment that is not confirmed."""
    odoo.port.call(PAYMENT, "action_cancel", ids=[payment.id])


def bounce(odoo: Seeder, payment: OdooRef) -> None:
    """Reject a payment that was sent to the bank; Odoo leaves its journal entry as it is."""
    odoo.port.call(PAYMENT, "mark_as_sent", ids=[payment.id])
    odoo.port.call(PAYMENT, "action_reject", ids=[payment.id])
