"""Customer, with sub-customers and jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox import names
from harness.sandbox.address import clean_contacts
from harness.sandbox.entities.people import NAMES
from harness.sandbox.schema import LIST, Entity, Field, Record, computed, flag, ref, text

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def tax_default(company: Company, record: Record) -> None:
    """Single reads show the company's tax code on taxable customers (recorded)."""
    code = company.preferences()["TaxPrefs"].get("TaxGroupCodeRef")
    if record.get("Taxable") and code and not record.get("DefaultTaxCodeRef"):
        record["DefaultTaxCodeRef"] = {"value": code["value"]}


def job_level(company: Company, record: Record, before: Record | None) -> None:
    """A customer below another is a job one level down."""
    del company, before
    if record.get("Job"):
        record["Level"] = record["FullyQualifiedName"].count(":")
    else:
        record.pop("Level", None)


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
        "Job": flag(default=False),
        "BillWithParent": flag(default=False),
        "ParentRef": ref("Customer", named=False, index=True),
        "Level": computed("number"),
        "SalesTermRef": ref("Term", named=False),
        "PaymentMethodRef": ref("PaymentMethod", named=False),
        "Balance": Field(kind="money", readonly=True, query=True, default=0),
        "BalanceWithJobs": Field(kind="money", readonly=True, query=True, default=0),
        "CurrencyRef": Field(
            kind="object",
            keep=True,
            default={"value": "USD", "name": "United States Dollar"},
        ),
        "PreferredDeliveryMethod": Field(kind="text", default="Print"),
        "ResaleNum": text(16),
        "TaxExemptionReasonId": Field(kind="text"),
        **NAMES,
        "DefaultTaxCodeRef": ref("TaxCode", named=False),
    },
    rules=(
        names.people_name,
        names.email,
        names.nested("Customer", "DisplayName", "Job"),
        job_level,
        clean_contacts,
    ),
    single=tax_default,
)
