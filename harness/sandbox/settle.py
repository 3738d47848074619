"""
What settles what, and what stays open: the one place balances come from.

Payments hold the links; an invoice's Balance and LinkedTxn and a customer's
Balance are derived from them after every write, so void, delete and edit are
right by construction.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox import faults, wire
from harness.sandbox.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def applied_to(payment: Record) -> dict[str, Decimal]:
    """Sum what a payment applies to each invoice."""
    found: dict[str, Decimal] = {}
    for line in payment.get("Line", []):
        for link in line.get("LinkedTxn", []):
            if link["TxnType"] == "Invoice":
                found[link["TxnId"]] = found.get(link["TxnId"], Decimal(0)) + Decimal(
                    line["Amount"]
                )
    return found


def settle_invoices(company: Company, invoices: Iterable[str]) -> None:
    """Derive Balance and LinkedTxn of the given invoices."""
    payments = company.all("Payment")
    entity = company.entities["Invoice"]
    for invoice_id in invoices:
        invoice = company.get("Invoice", invoice_id)
        if invoice is None:
            continue
        shares = [(payment["Id"], applied_to(payment).get(invoice_id)) for payment in payments]
        settling = [(payment_id, share) for payment_id, share in shares if share is not None]
        paid = sum((share for _, share in settling), start=Decimal(0))
        balance = wire.money(Decimal(invoice["TotalAmt"]) - paid)
        links = [{"TxnId": payment_id, "TxnType": "Payment"} for payment_id, _ in settling]
        others = [link for link in invoice["LinkedTxn"] if link["TxnType"] != "Payment"]
        if invoice["Balance"] != balance or invoice["LinkedTxn"] != [*others, *links]:
            invoice["Balance"] = balance
            invoice["LinkedTxn"] = [*others, *links]
            company.touch(entity, invoice)


def settle_customers(company: Company, customers: Iterable[str]) -> None:
    """Derive the balance of customers: open invoices less money not applied."""
    for customer_id in set(customers) - {""}:
        customer = company.get("Customer", customer_id)
        if customer is None:
            continue
        balance = sum(
            (
                Decimal(record[amount]) * sign
                for entity, amount, sign in (
                    ("Invoice", "Balance", 1),
                    ("Payment", "UnappliedAmt", -1),
                )
                for record in company.all(entity)
                if record["CustomerRef"]["value"] == customer_id
            ),
            start=Decimal(0),
        )
        if customer["Balance"] != wire.money(balance):
            customer["Balance"] = customer["BalanceWithJobs"] = wire.money(balance)
            company.touch(company.entities["Customer"], customer)


def settle_vendors(company: Company, vendors: Iterable[str]) -> None:
    """Derive the balance of vendors: their open bills."""
    for vendor_id in set(vendors) - {""}:
        vendor = company.get("Vendor", vendor_id)
        if vendor is None:
            continue
        balance = sum(
            (
                Decimal(bill["Balance"])
                for bill in company.all("Bill")
                if bill["VendorRef"]["value"] == vendor_id
            ),
            start=Decimal(0),
        )
        if vendor["Balance"] != wire.money(balance):
            vendor["Balance"] = wire.money(balance)
            company.touch(company.entities["Vendor"], vendor)


def check_application(company: Company, payment: Record, before: Record | None) -> None:
    """
    Refuse to apply more than is open, or to another customer's invoice.

    Intuit refuses both; its wording is not known.
    """
    held = applied_to(before) if before else {}
    for invoice_id, amount in applied_to(payment).items():
        invoice = company.get("Invoice", invoice_id)
        if invoice is None:
            raise faults.not_found()
        if invoice["CustomerRef"]["value"] != payment["CustomerRef"]["value"]:
            raise faults.business("The transaction to be linked belongs to another customer.")
        if amount > Decimal(invoice["Balance"]) + held.get(invoice_id, Decimal(0)):
            raise faults.business(
                "The amount applied to a transaction must not exceed its open balance."
            )
