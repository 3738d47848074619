"""TaxAgency: to whom sales tax is owed."""

from __future__ import annotations

from harness.sandbox.core.schema import META, Entity, Field, flag, text
from harness.sandbox.parts.lists import names

TAX_AGENCY = Entity(
    name="TaxAgency",
    ids="taxagency",
    operations=frozenset({"create", "read", "query"}),
    name_field="DisplayName",
    order=lambda record: record["DisplayName"].casefold(),
    fields={
        "TaxTrackedOnPurchases": flag(default=False),
        "TaxTrackedOnSales": flag(default=True),
        "TaxRegistrationNumber": text(30),
        META: None,
        "DisplayName": Field(kind="text", limit=100, query=True, index=True, required=True),
    },
    rules=(names.list_name("TaxAgency", "DisplayName"),),
)
