"""Vendor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox.core.schema import LIST, Entity, Field, Record, flag, ref, text
from harness.sandbox.entities.people import NAMES
from harness.sandbox.parts.lists import currency, masks, names
from harness.sandbox.parts.parties.address import contacts
from harness.sandbox.parts.settling import opening

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def ignore_term_on_create(company: Company, record: Record, before: Record | None) -> None:
    """A term sent with a create is silently dropped; a later update takes it (live test)."""
    del company
    if before is None:
        record.pop("TermRef", None)


def ignore_rates_of_zero(company: Company, record: Record, before: Record | None) -> None:
    """A read shows rates that were never given as 0: sent back, they are no change (assumed)."""
    del company, before
    for name in ("BillRate", "CostRate"):
        if not record.get(name):
            record.pop(name, None)


def rates(company: Company, record: Record) -> None:
    """Single reads and answers to writes show rates of 0 too (recorded 2026)."""
    del company
    for name in ("BillRate", "CostRate"):
        record.setdefault(name, 0)


VENDOR = Entity(
    name="Vendor",
    ids="name",
    operations=LIST,
    name_field="DisplayName",
    order=lambda record: record["DisplayName"],
    fields={
        "BillAddr": Field(kind="object"),
        "TaxIdentifier": text(20),
        "TermRef": ref("Term", named=False),
        "Balance": Field(kind="money", query=True, default=0),
        "BillRate": Field(kind="number"),
        "OpenBalanceDate": Field(kind="date"),
        "AcctNum": text(100),
        "Vendor1099": flag(default=False, query=True),
        "CurrencyRef": Field(kind="ref", keep=True),
        "APAccountRef": ref("Account"),
        "CostRate": Field(kind="number"),
        **{
            key: text(100, query=True) if key == "PrintOnCheckName" else field
            for key, field in NAMES.items()
            if key != "FullyQualifiedName"
        },
    },
    rules=(
        names.person(printed=100),
        names.email,
        names.unique_person,
        names.pseudonym,
        ignore_term_on_create,
        ignore_rates_of_zero,
        currency.fixed,
        masks.masked("TaxIdentifier", masks.VENDOR_SHOWN),
        contacts(),
        names.frozen("Vendor"),
        opening.keep,
    ),
    after=(opening.of_vendor,),
    single=rates,
)
