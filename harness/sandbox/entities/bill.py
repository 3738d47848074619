"""Bill: what a vendor charges."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox import documents, lines, purchases, settle, wire
from harness.sandbox.ledger import Entry
from harness.sandbox.schema import META, Entity, Field, Record, ref, text

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def totals(company: Company, record: Record, before: Record | None) -> None:
    """Complete lines and totals; bills are untaxed in the US, their lines say NON."""
    lines.complete(company, record, before, lines.PURCHASES)
    for line in record["Line"]:
        line[line["DetailType"]].setdefault("TaxCodeRef", {"value": "NON"})
    record["TotalAmt"] = wire.money(lines.subtotal(record))
    record["LinkedTxn"] = (before or {}).get("LinkedTxn", [])
    record["Balance"] = wire.money(lines.subtotal(record) - settle.settled(company, before))


def payable(company: Company, record: Record, before: Record | None) -> None:
    """The payables account exists from the first bill on."""
    del before
    if not record.get("APAccountRef"):
        account = purchases.payable(company)
        record["APAccountRef"] = {"value": account["Id"], "name": account["Name"]}


def vendor_terms(company: Company, record: Record, before: Record | None) -> None:
    """Without a term of its own a bill takes the vendor's; the address is the vendor's."""
    vendor = company.get("Vendor", record["VendorRef"]["value"]) or {}
    if before is None:
        if not record.get("SalesTermRef") and vendor.get("TermRef"):
            record["SalesTermRef"] = {"value": vendor["TermRef"]["value"]}
        if vendor.get("BillAddr"):
            record["VendorAddr"] = vendor["BillAddr"]
    if not record.get("SalesTermRef") and not record.get("DueDate"):
        record["DueDate"] = record["TxnDate"]


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """Costs against the payable."""
    return purchases.entries(company, record, record["APAccountRef"]["value"])


def opens(record: Record) -> Decimal:
    """All of it can be paid."""
    return Decimal(record["TotalAmt"])


BILL = Entity(
    name="Bill",
    ids="transaction",
    label="Bill",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    fields={
        "SalesTermRef": ref("Term", query=True, named=False),
        "DueDate": Field(kind="date", query=True),
        "Balance": Field(kind="money", readonly=True, query=True),
        META: None,
        "DocNumber": text(documents.NUMBER_LIMIT, query=True, index=True),
        "TxnDate": Field(kind="date", query=True, index=True),
        "DepartmentRef": ref("Department"),
        "CurrencyRef": Field(kind="object", keep=True),
        "PrivateNote": text(4000),
        "LinkedTxn": Field(kind="list", readonly=True),
        "Line": Field(kind="list"),
        "VendorRef": ref("Vendor", query=True, index=True, required=True),
        "VendorAddr": Field(kind="object", readonly=True),
        "APAccountRef": ref("Account", query=True),
        "TotalAmt": Field(kind="money", readonly=True, query=True),
    },
    rules=(documents.dated, vendor_terms, documents.due, totals, payable),
    posts=posts,
    opens=opens,
)
