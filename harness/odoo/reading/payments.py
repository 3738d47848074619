"""Payments as they are in Odoo, and what each settles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from harness.odoo.port import OdooPort
from harness.odoo.reading import settlements
from harness.odoo.reading.documents import read_documents
from harness.odoo.reading.rows import names, records, values
from harness.odoo.values import Row, decimal, name, record_id, text
from harness.snapshot import Application, Document, OdooRef, Payment


def read_payments(port: OdooPort, refs: Collection[OdooRef]) -> dict[OdooRef, Payment]:
    """Read payments with what each settles; up to eight calls."""
    rows = records(
        port,
        "account.payment",
        refs,
        "name payment_type partner_type state partner_id amount date currency_id journal_id"
        " payment_method_line_id memo move_id outstanding_account_id invoice_ids"
        " amount_company_currency_signed",
    )
    written_off = settlements.written_off(port, rows.values())
    applied = settlements.applications(port, [record_id(row["move_id"]) for row in rows.values()])
    given_back = _given_back(port, rows.values(), applied)
    registered = settlements.registered(port, rows)
    companies = _companies(port, rows.values())
    journals = names(port, "account.journal", rows, "journal_id", "code")
    methods = names(port, "account.payment.method.line", rows, "payment_method_line_id", "name")
    return {
        ref: Payment(
            ref=ref,
            number=text(row["name"]),
            direction=row["payment_type"],
            party=row["partner_type"],
            state=row["state"],
            partner=OdooRef(
                model="res.partner",
                id=companies.get(record_id(row["partner_id"]), record_id(row["partner_id"])),
            ),
            amount=decimal(row["amount"]),
            date=date.fromisoformat(row["date"]),
            currency=name(row["currency_id"]),
            home_amount=abs(decimal(row["amount_company_currency_signed"])),
            journal=journals.get(record_id(row["journal_id"]), ""),
            method=methods.get(record_id(row["payment_method_line_id"]), ""),
            memo=text(row["memo"]),
            applied=tuple(applied[record_id(row["move_id"])]),
            has_entry=bool(row["move_id"]),
            written_off=tuple(written_off[record_id(row["move_id"])]),
            registered=tuple(registered[ref]) if not row["move_id"] else (),
            given_back=tuple(
                given_back[item.document]
                for item in applied[record_id(row["move_id"])]
                if item.document in given_back
            ),
        )
        for ref, row in rows.items()
    }


def _companies(port: OdooPort, payments: Iterable[Row]) -> dict[int, int]:
    """
    Read the companies of the contacts who paid or were paid.

    Odoo writes the company and a comma before a contact's name: no call for anybody else.
    """
    ids = [record_id(row["partner_id"]) for row in payments if ", " in name(row["partner_id"])]
    companies = values(port, "res.partner", ids, "commercial_partner_id")
    return {contact: record_id(company) for contact, company in companies.items()}


def _given_back(
    port: OdooPort, payments: Collection[Row], applied: Mapping[int, Sequence[Application]]
) -> dict[OdooRef, Document]:
    """Read the credit notes that money to customers settles."""
    refs = {
        item.document
        for row in payments
        if (row["payment_type"], row["partner_type"]) == ("outbound", "customer")
        for item in applied[record_id(row["move_id"])]
        if item.kind == "out_refund"
    }
    return read_documents(port, refs) if refs else {}
