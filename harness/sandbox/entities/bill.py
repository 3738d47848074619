"""Bill: what a vendor charges."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import settle
from harness.sandbox.books.ledger import Entry
from harness.sandbox.core import faults
from harness.sandbox.core.schema import META, Entity, Field, Record, ref
from harness.sandbox.parts.buying import charges, purchases
from harness.sandbox.parts.forms import documents
from harness.sandbox.parts.parties import payee
from harness.sandbox.parts.settling import payments

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def vendor_terms(company: Company, record: Record, before: Record | None) -> None:
    """Without a term of its own a new bill takes the vendor's."""
    vendor = company.get("Vendor", record["VendorRef"]["value"]) or {}
    if before is None and not record.get("SalesTermRef") and vendor.get("TermRef"):
        record["SalesTermRef"] = {"value": vendor["TermRef"]["value"]}
    if not record.get("SalesTermRef") and not record.get("DueDate"):
        record["DueDate"] = record["TxnDate"]


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """Costs against the payable."""
    return purchases.entries(company, record, record["APAccountRef"]["value"])


def links(company: Company, record: Record) -> Iterable[settle.Link]:
    """The purchase orders it fulfils."""
    del company
    return purchases.ordered(record)


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
        "VendorAddr": Field(kind="object", keep=True),
        "Balance": Field(kind="money", readonly=True, query=True),
        "HomeBalance": Field(kind="money", readonly=True),
        META: None,
        **documents.HEAD,
        "LinkedTxn": Field(kind="list"),
        "Line": Field(kind="list"),
        "VendorRef": ref("Vendor", query=True, index=True, required=True, again=True),
        "APAccountRef": ref("Account", query=True),
        "TotalAmt": Field(kind="money", readonly=True, query=True),
    },
    rules=(
        documents.dated,
        purchases.vendor_address,
        payee.addresses("VendorAddr"),
        vendor_terms,
        documents.due,
        purchases.numbered("Bill"),
        purchases.vendor_lines,
        purchases.order_links,
        purchases.open_total,
        purchases.payable_account,
    ),
    after=(payments.post_settlers_anew, charges.follower("Bill")),
    remove=(charges.drop, payments.release),
    posts=posts,
    links=links,
    opens=opens,
    totalled=True,
    unvoided=faults.failed_void,
    links_shown=True,  # recorded in August 2026
    signed=True,
)
