"""Vendor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox import names
from harness.sandbox.address import clean_contacts
from harness.sandbox.entities.people import NAMES
from harness.sandbox.schema import LIST, Entity, Field, Record, flag, ref, text

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def ignore_term_on_create(company: Company, record: Record, before: Record | None) -> None:
    """A term sent with a create is silently dropped; a later update takes it (live test)."""
    del company
    if before is None:
        record.pop("TermRef", None)


VENDOR = Entity(
    name="Vendor",
    ids="name",
    operations=LIST,
    name_field="DisplayName",
    order=lambda record: record["DisplayName"],
    fields={
        "BillAddr": Field(kind="object"),
        "TaxIdentifier": text(20),
        "AcctNum": text(100),
        "TermRef": ref("Term", named=False),
        "APAccountRef": ref("Account"),
        "Balance": Field(kind="money", readonly=True, query=True, default=0),
        "BillRate": Field(kind="money"),
        "Vendor1099": flag(default=False),
        "CurrencyRef": Field(
            kind="object",
            keep=True,
            default={"value": "USD", "name": "United States Dollar"},
        ),
        **{key: field for key, field in NAMES.items() if key != "FullyQualifiedName"},
    },
    rules=(names.people_name, names.email, ignore_term_on_create, clean_contacts),
)
