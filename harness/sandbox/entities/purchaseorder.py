"""PurchaseOrder: what is ordered from a vendor; posts nothing, and closes when it is billed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.sandbox.books import settle
from harness.sandbox.core import faults, wire
from harness.sandbox.core.schema import META, Entity, Field, Record, ref, text
from harness.sandbox.parts.buying import purchases
from harness.sandbox.parts.forms import documents, lines
from harness.sandbox.parts.parties import payee
from harness.sandbox.parts.selling import salesform
from harness.sandbox.parts.settling import payments

if TYPE_CHECKING:
    from harness.sandbox.company import Company

NUMBERS = "purchaseorder"
"""The sequence of the orders' numbers."""


def number(company: Company, record: Record, before: Record | None) -> None:
    """Number a new order, unless the company numbers them itself (Intuit)."""
    if before is None and not record.get("DocNumber") and not purchases.warned(company):
        company.store.reach(company.realm, NUMBERS, 1000)
        record["DocNumber"] = company.store.next(company.realm, NUMBERS)


def total(company: Company, record: Record, before: Record | None) -> None:
    """Fill what is ordered for; links are others' to make."""
    sum_of_lines = lines.subtotal(record)
    if sum_of_lines < 0:
        raise faults.negative_total()
    record["TotalAmt"] = wire.money(sum_of_lines)
    if before is not None:
        status(company, record)


def status(company: Company, record: Record) -> None:
    """Derive POStatus: closed by hand, or when forms are linked to every line of it."""
    open_lines = {line["Id"] for line in record["Line"]}
    for entity, source in settle.sources(company, record["Id"]):
        form = company.get(entity, source) or {}
        named = [link for line in form.get("Line", []) for link in line.get("LinkedTxn", [])]
        open_lines -= {link["TxnLineId"] for link in named if link["TxnId"] == record["Id"]}
    if not open_lines:
        record["POStatus"] = "Closed"
    elif not record.get("ManuallyClosed"):
        record["POStatus"] = "Open"


def closed_by_hand(company: Company, record: Record, before: Record | None) -> None:
    """Note a status that a client changes; one that it only sends back is not a decision."""
    del company
    given, held = record.get("POStatus"), (before or {}).get("POStatus", "Open")
    if given and given != held:
        record["ManuallyClosed"] = given == "Closed"
    record["POStatus"] = given or held


PURCHASE_ORDER = Entity(
    name="PurchaseOrder",
    ids="transaction",
    label="Purchase Order",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    fields={
        "ClassRef": ref("Class"),
        "SalesTermRef": ref("Term", named=False),
        "DueDate": Field(kind="date", query=True),
        "VendorAddr": Field(kind="object", keep=True),
        "ShipTo": ref("Customer"),
        "ShipAddr": Field(kind="object"),
        "ShipMethodRef": Field(kind="ref"),
        "POEmail": Field(kind="object"),
        "PrintStatus": Field(kind="text", default="NotSet", keep=True, choices=documents.PRINTED),
        "EmailStatus": replace(salesform.MAIL_STATUS, keep=True),
        "ManuallyClosed": Field(kind="flag", readonly=True),
        "POStatus": Field(kind="text", query=True, choices=("Open", "Closed"), keep=True),
        META: None,
        "CustomField": Field(kind="list", lean=True),
        **documents.HEAD,
        "LinkedTxn": Field(kind="list", readonly=True),
        "Line": Field(kind="list"),
        "VendorRef": ref("Vendor", filter=True, index=True, required=True),
        "APAccountRef": ref("Account", filter=True, required=True),
        "TotalAmt": Field(kind="money", readonly=True, query=True),
        "Memo": text(4000),
    },
    rules=(
        documents.dated,
        purchases.vendor_address,
        payee.addresses("VendorAddr", "ShipAddr"),
        payee.email,
        payee.custom_fields,
        number,
        purchases.numbered("PurchaseOrder"),
        purchases.vendor_lines,
        purchases.unlinked,
        purchases.payable_account,
        closed_by_hand,
        total,
    ),
    remove=(payments.release,),
    linked=status,
    totalled=True,
)
