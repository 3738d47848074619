"""Invoice."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox import documents, faults, lines, salestax, settle, wire
from harness.sandbox.address import keep_address
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
    paid = Decimal(before["TotalAmt"]) - Decimal(before["Balance"]) if before else Decimal(0)
    if paid > total:
        raise faults.business("The transaction amount must not be less than what is paid of it.")
    record["Balance"] = wire.money(total - paid)


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


def receivable(company: Company, record: Record, before: Record | None) -> None:
    """The receivables account exists from the first invoice on."""
    del record, before
    company.ensure_account("Accounts Receivable (A/R)", "Accounts Receivable", "AccountsReceivable")


def settled(company: Company, record: Record, before: Record | None) -> None:
    """Balances follow."""
    settle.settle_customers(
        company,
        [(party.get("CustomerRef") or {}).get("value", "") for party in (record, before or {})],
    )


def release(company: Company, record: Record, before: Record | None) -> None:
    """Payments of a deleted or voided invoice keep their money, unapplied."""
    del before
    for payment in company.all("Payment"):
        if record["Id"] in settle.applied_to(payment):
            payment["Line"] = [
                line
                for line in payment["Line"]
                if all(link["TxnId"] != record["Id"] for link in line["LinkedTxn"])
            ]
            applied = sum(settle.applied_to(payment).values(), start=Decimal(0))
            payment["UnappliedAmt"] = wire.money(Decimal(payment["TotalAmt"]) - applied)
            company.touch(company.entities["Payment"], payment)


def void(company: Company, record: Record, before: Record | None) -> None:
    """Zero every amount and quantity, keep number, customer and dates (recorded)."""
    release(company, record, before)
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
        "DocNumber": text(documents.NUMBER_LIMIT, query=True),
        "TxnDate": Field(kind="date", query=True),
        "DepartmentRef": ref("Department"),
        "CurrencyRef": Field(kind="object", keep=True),
        "PrivateNote": text(4000),
        "LinkedTxn": Field(kind="list", readonly=True),
        "Line": Field(kind="list"),
        "TxnTaxDetail": Field(kind="object"),
        "CustomerRef": ref("Customer", query=True, required=True),
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
        receivable,
    ),
    after=(settled,),
    remove=(release,),
    void=void,
)
