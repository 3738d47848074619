"""
Automatic application of credits and payments to invoices.

The preferences AutoApplyCredit and AutoApplyPayments say so. They are on in Intuit's new
companies (recorded 2019 and 2026), and off in ours, where clients apply credits themselves
and would find them used. Four clients met it on what they had sent through the
API: a new invoice takes what the customer has open, a new credit goes to the oldest
open invoice, right behind the answer, which does not show it yet ("races us", says one
of them). A payment that names no invoice stays open (Intuit's samples), unless the
company chose otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import ledger, settle
from harness.sandbox.core import faults, wire
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


def credits_to_invoice(company: Company, record: Record) -> None:
    """A new invoice takes the customer's open credit memos, then open payments, oldest first."""
    if _on(company, "AutoApplyCredit"):
        memos = _open(company, "CreditMemo", record)
        if memos and _acts(company):
            with _if_possible(company):
                _apply(company, [record], memos)
    if _on(company, "AutoApplyPayments"):
        payments = _open(company, "Payment", record, "UnappliedAmt")
        if payments and _acts(company):
            with _if_possible(company):
                _use(company, record["Id"], payments)


def credit_to_invoices(company: Company, record: Record) -> None:
    """A new credit memo goes to the customer's open invoices, oldest first."""
    if _on(company, "AutoApplyCredit"):
        invoices = _open(company, "Invoice", record)
        if invoices and _acts(company):
            with _if_possible(company):
                _apply(company, invoices, [record])


def payment_lines(company: Company, record: Record, before: Record | None) -> None:
    """A new payment that names no invoice pays the open ones where a company chose so."""
    if before is not None or record.get("Line") or not record.get("TotalAmt"):
        return
    if not _on(company, "AutoApplyPayments"):
        return
    invoices = _open(company, "Invoice", record)
    if not invoices or company.choice("auto-apply") != "payments too":
        return
    left = Decimal(record["TotalAmt"])
    made = []
    for invoice in invoices:
        amount = min(left, Decimal(invoice["Balance"]))
        if amount > 0:
            made.append(_line(amount, "Invoice", invoice["Id"]))
            left -= amount
    record["Line"] = made


def _on(company: Company, preference: str) -> bool:
    return bool(company.preferences()["SalesFormsPrefs"].get(preference))


def _acts(company: Company) -> bool:
    return company.choice("auto-apply") != "nothing"


@contextmanager
def _if_possible(company: Company) -> Iterator[None]:
    """What is refused, as by closed books, is left undone (assumed)."""
    with suppress(faults.Fault), company.savepoint():
        yield


def _open(company: Company, entity: str, record: Record, left: str = "Balance") -> list[Record]:
    customer = record["CustomerRef"]["value"]
    found = [
        other
        for other in company.lookup(entity, "CustomerRef", customer)
        if other[left] and other["CurrencyRef"] == record["CurrencyRef"]
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


def _use(company: Company, invoice: str, payments: Iterable[Record]) -> None:
    """Let open payments pay an invoice, as an update of each of them (assumed)."""
    entity = company.entities["Payment"]
    for payment in payments:
        balance = Decimal((company.get("Invoice", invoice) or {}).get("Balance", 0))
        amount = min(balance, Decimal(payment["UnappliedAmt"]))
        if amount <= 0:
            return
        used = {
            **payment,
            "Line": [*payment["Line"], _line(amount, "Invoice", invoice)],
            "UnappliedAmt": wire.money(Decimal(payment["UnappliedAmt"]) - amount),
        }
        company.advance(entity, used)
        ledger.post(company, entity, used, payment)
        settle.relink(company, entity, used, payment)


def _line(amount: Decimal, kind: str, target: str) -> Record:
    return {"Amount": wire.money(amount), "LinkedTxn": [{"TxnId": target, "TxnType": kind}]}
