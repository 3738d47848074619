"""Customer, with sub-customers and jobs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.core import faults, wire
from harness.sandbox.core.schema import LIST, Entity, Field, Record, computed, flag, ref, text
from harness.sandbox.entities.people import NAMES
from harness.sandbox.parts.lists import currency, masks, names
from harness.sandbox.parts.parties.address import contacts
from harness.sandbox.parts.settling import opening

if TYPE_CHECKING:
    from harness.sandbox.company import Company

EXEMPTIONS = tuple(str(number) for number in range(1, 16))
"""Ids of Intuit's fixed list of reasons, from 1 (federal government) to 15 (foreign diplomat)."""


def tax_default(company: Company, record: Record) -> None:
    """Single reads show the company's tax code on taxable customers (recorded)."""
    code = company.preferences()["TaxPrefs"].get("TaxGroupCodeRef")
    if record.get("Taxable") and code and not record.get("DefaultTaxCodeRef"):
        record["DefaultTaxCodeRef"] = {"value": code["value"]}


def exemption(company: Company, record: Record, before: Record | None) -> None:
    """
    Whoever has a reason to be exempt is not taxable (Intuit).

    Where sales tax is automated, whoever becomes exempt needs one: a client's report of
    September 2026. That a customer who was exempt before is left as it is, is assumed.
    """
    if record.get("TaxExemptionReasonId"):
        record["Taxable"] = False
    elif record["Taxable"] or not company.preferences()["TaxPrefs"].get("PartnerTaxEnabled"):
        return
    elif before is None or before["Taxable"] or before.get("TaxExemptionReasonId"):
        raise faults.business(
            "Tax Exemption Reason should be specified incase customer is marked as not taxable"
        )


def job(company: Company, record: Record, before: Record | None) -> None:
    """A job needs a parent (6150); only a job can be billed with one."""
    del company, before
    if record.get("Job") and "ParentRef" not in record:
        raise faults.invalid(
            "6150",
            "ParentRef Required Validation Error",
            "ParentRef is either required or not if Job is true or false.",
            "ParentRef",
        )
    if not (record.get("ParentRef") or {}).get("value"):
        record["BillWithParent"] = False


def move_balance(company: Company, record: Record, before: Record | None) -> None:
    """Move what a job owes from its old parents' balances to those of its new parents."""
    if before is None or before.get("ParentRef") == record.get("ParentRef"):
        return
    for side, sign in ((before, -1), (record, 1)):
        parent_id = (side.get("ParentRef") or {}).get("value", "")
        while parent_id and (parent := company.get("Customer", parent_id)) is not None:
            moved = Decimal(parent["BalanceWithJobs"]) + sign * Decimal(record["BalanceWithJobs"])
            company.touch(CUSTOMER, {**parent, "BalanceWithJobs": wire.money(moved)})
            parent_id = (parent.get("ParentRef") or {}).get("value", "")


def level(record: Record) -> None:
    """A customer below another is a job, one level down."""
    depth = record["FullyQualifiedName"].count(":")
    if depth:
        record["Level"] = depth
    else:
        record.pop("Level", None)


def job_level(company: Company, record: Record, before: Record | None) -> None:
    """Keep the level."""
    del company, before
    level(record)


CUSTOMER = Entity(
    name="Customer",
    ids="name",
    operations=LIST,
    name_field="DisplayName",
    order=lambda record: record["FullyQualifiedName"],
    fields={
        "Taxable": flag(default=True, query=True),
        "BillAddr": Field(kind="object"),
        "ShipAddr": Field(kind="object"),
        "Notes": text(2000),
        "Job": flag(default=False, query=True),
        "BillWithParent": flag(default=False),
        "ParentRef": ref("Customer", named=False, index=True, filter=True),
        "Level": computed("number"),
        "CustomerTypeRef": ref("CustomerType", named=False),
        "SalesTermRef": ref("Term", named=False),
        "PaymentMethodRef": ref("PaymentMethod", named=False),
        "Balance": Field(kind="money", query=True, default=0),
        "OpenBalanceDate": Field(kind="date"),
        "BalanceWithJobs": Field(kind="money", readonly=True, query=True, default=0),
        "CreditLimit": Field(kind="money"),
        "AcctNum": text(100),
        "CurrencyRef": Field(kind="ref", keep=True),
        "PreferredDeliveryMethod": Field(
            kind="text", default="Print", choices=("Print", "Email", "None"), free=True
        ),
        "ResaleNum": text(16),
        "PrimaryTaxIdentifier": text(20),
        "TaxExemptionReasonId": Field(kind="text", choices=EXEMPTIONS, free=True),
        "IsProject": Field(kind="flag", readonly=True, default=False),
        "ClientEntityId": Field(kind="text", readonly=True, default="0"),
        **NAMES,
        "DefaultTaxCodeRef": ref("TaxCode", named=False),
    },
    rules=(
        job,
        names.person(printed=110),
        names.email,
        names.nested("Customer", "DisplayName", "Job"),
        names.unique_person,
        names.pseudonym,
        job_level,
        exemption,
        currency.fixed,
        masks.masked("PrimaryTaxIdentifier", masks.CUSTOMER_SHOWN),
        contacts(),
        names.frozen("Customer"),
        opening.keep,
    ),
    after=(
        names.rename_children("Customer", "DisplayName", level),
        move_balance,
        opening.of_customer,
    ),
    single=tax_default,
    unwritten=frozenset({"V4IDPseudonym"}),
    unread=frozenset({"ClientEntityId"}),
)
