"""VendorCredit: what a vendor gives back; bill payments use it up."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books.ledger import Entry
from harness.sandbox.core.schema import META, Entity, Field, Record, ref
from harness.sandbox.parts.buying import charges, purchases
from harness.sandbox.parts.forms import documents
from harness.sandbox.parts.parties import payee
from harness.sandbox.parts.settling import payments

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """The payable goes down, the costs as well."""
    return purchases.entries(company, record, record["APAccountRef"]["value"], -1)


def opens(record: Record) -> Decimal:
    """All of it can be used."""
    return Decimal(record["TotalAmt"])


VENDOR_CREDIT = Entity(
    name="VendorCredit",
    ids="transaction",
    label="Vendor Credit",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    fields={
        "VendorAddr": Field(kind="object", keep=True),
        "Balance": Field(kind="money", readonly=True, query=True),
        META: None,
        **documents.HEAD,
        "LinkedTxn": Field(kind="list", readonly=True),
        "Line": Field(kind="list"),
        "VendorRef": ref("Vendor", filter=True, index=True, required=True, again=True),
        "APAccountRef": ref("Account", query=True),
        "TotalAmt": Field(kind="money", readonly=True, query=True),
    },
    rules=(
        documents.dated,
        purchases.vendor_address,
        payee.addresses("VendorAddr"),
        purchases.numbered("VendorCredit"),
        purchases.vendor_lines,
        purchases.unlinked,
        purchases.open_total,
        purchases.payable_account,
    ),
    after=(payments.post_settlers_anew, charges.follower("VendorCredit")),
    remove=(charges.drop, payments.release),
    posts=posts,
    opens=opens,
)
