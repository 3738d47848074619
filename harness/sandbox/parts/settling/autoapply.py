"""
Automatic application of credits and payments to invoices.

The preferences AutoApplyCredit and AutoApplyPayments say so; whether they act
on what comes through the API is not known (a switch turns it off).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.core import wire
from harness.sandbox.core.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

LINKING = "Created by QB Online to link credits to charges."
"""What QuickBooks notes on such a payment of its own (recorded)."""


def linking(company: Company, values: Record) -> Record:
    """Make such a payment, which brings nothing anywhere: it names no account (recorded, 2026)."""
    entity = company.entities["Payment"]
    made = company.create(entity, {**values, "TotalAmt": 0, "PrivateNote": LINKING})
    company.keep(entity, without_account(made))
    return without_account(made)


def without_account(payment: Record) -> Record:
    """Leave out where a payment's money went."""
    return {key: value for key, value in payment.items() if key != "DepositToAccountRef"}


def is_linking(record: Record, before: Record | None) -> bool:
    """Whether a payment named no account before, names none now and is still over nothing."""
    return (
        before is not None
        and "DepositToAccountRef" not in before
        and not record.get("DepositToAccountRef")
        and not record.get("TotalAmt")
    )


def credits_to_invoice(company: Company, record: Record, before: Record | None) -> None:
    """A new invoice takes the customer's open credit memos, oldest first."""
    if before is None and record and _wanted(company, "AutoApplyCredit"):
        _apply(company, [record], _open(company, "CreditMemo", record))


def credit_to_invoices(company: Company, record: Record, before: Record | None) -> None:
    """A new credit memo goes to the customer's open invoices, oldest first."""
    if before is None and record and _wanted(company, "AutoApplyCredit"):
        _apply(company, _open(company, "Invoice", record), [record])


def payment_lines(company: Company, record: Record, before: Record | None) -> None:
    """A new payment that names no invoice pays the customer's open ones, oldest first."""
    if before is not None or record.get("Line") or not record.get("TotalAmt"):
        return
    if not _wanted(company, "AutoApplyPayments"):
        return
    left = Decimal(record["TotalAmt"])
    made = []
    for invoice in _open(company, "Invoice", record):
        amount = min(left, Decimal(invoice["Balance"]))
        if amount > 0:
            made.append(_line(amount, "Invoice", invoice["Id"]))
            left -= amount
    record["Line"] = made


def _wanted(company: Company, preference: str) -> bool:
    on = company.preferences()["SalesFormsPrefs"].get(preference)
    return bool(on) and company.choice("auto-apply") == "yes"


def _open(company: Company, entity: str, record: Record) -> list[Record]:
    customer = record["CustomerRef"]["value"]
    found = [
        other
        for other in company.lookup(entity, "CustomerRef", customer)
        if other["Balance"] and other["CurrencyRef"] == record["CurrencyRef"]
    ]
    return sorted(found, key=lambda other: (other["TxnDate"], int(other["Id"])))


def _apply(company: Company, invoices: Iterable[Record], memos: Iterable[Record]) -> None:
    """Link invoices and credit memos by payments without money."""
    rest = {memo["Id"]: Decimal(memo["Balance"]) for memo in memos}
    for invoice in invoices:
        left = Decimal(invoice["Balance"])
        made = []
        for memo, there in rest.items():
            amount = min(left, there)
            if amount > 0:
                made.append(_line(amount, "CreditMemo", memo))
                rest[memo] -= amount
                left -= amount
        if made:
            total = sum((Decimal(line["Amount"]) for line in made), start=Decimal(0))
            linking(
                company,
                {
                    "CustomerRef": invoice["CustomerRef"],
                    "TxnDate": invoice["TxnDate"],
                    "Line": [_line(total, "Invoice", invoice["Id"]), *made],
                },
            )


def _line(amount: Decimal, kind: str, target: str) -> Record:
    return {"Amount": wire.money(amount), "LinkedTxn": [{"TxnId": target, "TxnType": kind}]}
