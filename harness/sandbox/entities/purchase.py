"""Purchase: money spent at once, by cash, check or card; a card's refund as well."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from harness.sandbox.books import settle
from harness.sandbox.books.ledger import PAYABLE, RECEIVABLE, Entry
from harness.sandbox.core import faults, wire
from harness.sandbox.core.schema import META, Entity, Field, Record, flag, ref, text
from harness.sandbox.parts.buying import charges, purchases
from harness.sandbox.parts.forms import documents
from harness.sandbox.parts.parties import party, payee
from harness.sandbox.parts.settling import payments

if TYPE_CHECKING:
    from harness.sandbox.company import Company

PAID_FROM = {"Cash": "Bank", "Check": "Bank", "CreditCard": "Credit Card"}
CHECK, CREDIT, EXPENSE = "3", "11", "54"
"""Intuit's numbers of the kinds, in the block that only reads have (recorded)."""


def paid(company: Company, record: Record, before: Record | None) -> None:
    """Demand an account that fits the way of paying; only a card can give money back."""
    del before
    kind = record["PaymentType"]
    purchases.demand_type(company, record["AccountRef"]["value"], PAID_FROM[kind])
    if kind == "CreditCard":
        record["Credit"] = bool(record.get("Credit"))
    else:
        record.pop("Credit", None)
    if kind == "Check":
        record.setdefault("PrintStatus", "NotSet")
    number = CHECK if kind == "Check" else CREDIT if record.get("Credit") else EXPENSE
    record["PurchaseEx"] = {"any": [_name_value("TxnType", number)]}


def _name_value(name: str, value: str) -> Record:
    """Write a pair as Intuit's serialiser does (recorded)."""
    return {
        "name": "{http://schema.intuit.com/finance/v3}NameValue",
        "declaredType": "com.intuit.schema.finance.v3.NameValue",
        "scope": "javax.xml.bind.JAXBElement$GlobalScope",
        "value": {"Name": name, "Value": value},
        "nil": False,
        "globalScope": True,
        "typeSubstituted": False,
    }


def no_custom_fields(company: Company, record: Record, before: Record | None) -> None:
    """Expenses have no custom fields, whatever is sent of them."""
    del before
    party.fill_custom_fields(company, record, ())
    del record["CustomField"]


def empty_custom_fields(company: Company, record: Record) -> None:
    """The answer to a write, and a single read, have the empty list; queries lack it (recorded)."""
    del company
    record["CustomField"] = []


def paid_to(company: Company, record: Record, before: Record | None) -> None:
    """Whoever is paid: a vendor, a customer or an employee."""
    del before
    purchases.party(company, record, "EntityRef")


def totals(company: Company, record: Record, before: Record | None) -> None:
    """Complete the lines, which have no numbers (recorded); a control account needs its name."""
    total = purchases.complete(company, record, before)
    whose = (record.get("EntityRef") or {}).get("type")
    for line in record["Line"]:
        line.pop("LineNum", None)
        line.pop("LinkedTxn", None)
        account_id = (line[line["DetailType"]].get("AccountRef") or {}).get("value", "")
        account = company.get("Account", account_id) or {}
        if account.get("AccountType") == RECEIVABLE and whose != "Customer":
            raise faults.needs_customer()
        if account.get("AccountType") == PAYABLE and whose != "Vendor":
            raise faults.needs_vendor()
    if total < 0:
        raise faults.negative_total()
    record["TotalAmt"] = wire.money(total)


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """Costs against the bank or the card."""
    sign = -1 if record.get("Credit") else 1
    return purchases.entries(company, record, record["AccountRef"]["value"], sign)


PURCHASE = Entity(
    name="Purchase",
    ids="transaction",
    label="Expense",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    fields={
        "AccountRef": ref("Account", filter=True, required=True),
        "PaymentMethodRef": ref("PaymentMethod", named=False),
        "PaymentRefNum": text(21),
        "PaymentType": Field(
            kind="text", query=True, required=True, again=True, choices=tuple(PAID_FROM)
        ),
        "CheckPayment": Field(kind="object"),
        "EntityRef": Field(kind="ref"),
        "Credit": flag(),
        "RemitToAddr": Field(kind="object"),
        "TotalAmt": Field(kind="money", readonly=True, query=True),
        "PrintStatus": Field(kind="text", keep=True, choices=documents.PRINTED),
        "PurchaseEx": Field(kind="object", readonly=True, refused=True),
        META: None,
        "CustomField": Field(kind="list"),
        **documents.HEAD,
        "Line": Field(kind="list"),
    },
    rules=(
        paid_to,
        documents.dated,
        purchases.numbered("Purchase", "BillPayment"),
        paid,
        payee.addresses("RemitToAddr"),
        payee.paper,
        no_custom_fields,
        totals,
    ),
    after=(charges.follower("Purchase"), settle.demand_covered, payments.post_settlers_anew),
    remove=(charges.drop, payments.release),
    posts=posts,
    single=empty_custom_fields,
    changes_totalled=True,  # recorded in August 2026
)
