"""Invoice."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox import documents, faults, lines, payments, sales, salestax, settle, wire
from harness.sandbox.address import keep_address
from harness.sandbox.ledger import Entry
from harness.sandbox.schema import (
    META,
    TRANSACTION,
    Entity,
    Field,
    Record,
    computed,
    flag,
    ref,
    text,
)

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def totals(company: Company, record: Record, before: Record | None) -> None:
    """Complete lines, tax and totals; what is already paid stays paid."""
    lines.complete(company, record, before, lines.SALES)
    salestax.mark_lines(company, record)
    reduction = lines.discount(record)
    tax = salestax.compute(company, record)
    total = lines.subtotal(record) - reduction + tax
    if total < 0:
        raise faults.business("You must specify a transaction amount that is 0 or greater.")
    lines.add_subtotal(record)
    record["TotalAmt"] = wire.money(total)
    record["LinkedTxn"] = (before or {}).get("LinkedTxn", [])
    paid = settle.settled(company, before)
    if paid > total:
        raise faults.business("The transaction amount must not be less than what is paid of it.")
    record["Balance"] = wire.money(total - paid)


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """Receivable against income and tax."""
    return sales.entries(company, record, sales.receivable(company))


def opens(record: Record) -> Decimal:
    """All of it can be paid."""
    return Decimal(record["TotalAmt"])


def party(company: Company, record: Record, before: Record | None) -> None:
    """Copy the customer's addresses, with their ids, where none is given (recorded)."""
    customer = company.get("Customer", record["CustomerRef"]["value"])
    for name in ("BillAddr", "ShipAddr"):
        if record.get(name):
            keep_address(company, record, name, before)
        elif before is None and customer and customer.get(name, customer.get("BillAddr")):
            record[name] = customer.get(name, customer.get("BillAddr"))
    if record.get("EmailStatus") == "NeedToSend" and not record.get("BillEmail"):
        raise faults.invalid(
            "6420", "Email address required", "BillEmail must be given to send by e-mail"
        )


def void(company: Company, record: Record, before: Record | None) -> None:
    """Zero every amount and quantity, keep number, customer and dates (recorded)."""
    payments.release(company, record, before)
    for line in record["Line"]:
        line["Amount"] = 0
        detail = line.get("SalesItemLineDetail", {})
        for key in ("Qty", "UnitPrice"):
            if key in detail:
                detail[key] = 0
    record |= {
        "LinkedTxn": [],
        "TotalAmt": 0,
        "Balance": 0,
        "TxnTaxDetail": {"TotalTax": 0},
        "PrivateNote": "Voided",
    }


INVOICE = Entity(
    name="Invoice",
    ids="transaction",
    label="Invoice",
    operations=TRANSACTION,
    fields={
        "AllowIPNPayment": flag(default=False),
        "AllowOnlinePayment": flag(default=False),
        "AllowOnlineCreditCardPayment": flag(default=False),
        "AllowOnlineACHPayment": flag(default=False),
        META: None,
        "CustomField": Field(kind="list"),
        "DocNumber": text(documents.NUMBER_LIMIT, query=True, index=True),
        "TxnDate": Field(kind="date", query=True, index=True),
        "DepartmentRef": ref("Department"),
        "CurrencyRef": Field(kind="object", keep=True),
        "PrivateNote": text(4000),
        "LinkedTxn": Field(kind="list", readonly=True),
        "Line": Field(kind="list"),
        "TxnTaxDetail": Field(kind="object"),
        "CustomerRef": ref("Customer", filter=True, index=True, required=True),
        "CustomerMemo": Field(kind="object"),
        "BillAddr": Field(kind="object"),
        "ShipAddr": Field(kind="object"),
        "ClassRef": ref("Class"),
        "SalesTermRef": ref("Term", query=True, named=False),
        "DueDate": Field(kind="date", query=True),
        "ShipDate": Field(kind="date"),
        "TrackingNum": text(31),
        "TotalAmt": Field(kind="money", readonly=True, query=True),
        "ApplyTaxAfterDiscount": flag(default=False, keep=True),
        "PrintStatus": Field(kind="text", default="NeedToPrint", keep=True),
        "EmailStatus": Field(kind="text", default="NotSet", keep=True),
        "BillEmail": Field(kind="object"),
        "BillEmailCc": Field(kind="object"),
        "BillEmailBcc": Field(kind="object"),
        "Balance": Field(kind="money", readonly=True, query=True),
        "Deposit": computed("money"),
        "GlobalTaxCalculation": Field(kind="text", readonly=True),
    },
    rules=(
        documents.dated,
        documents.due,
        documents.sales_number,
        party,
        totals,
    ),
    remove=(payments.release,),
    posts=posts,
    opens=opens,
    void=void,
)
