"""TaxRate: a percentage owed to an agency; made by the tax service."""

from __future__ import annotations

from harness.sandbox.core.schema import META, READ_ONLY, Entity, Field, flag, ref, text

TAX_RATE = Entity(
    name="TaxRate",
    ids="taxrate",
    operations=READ_ONLY,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    fields={
        "Name": text(100, query=True, index=True),
        "Description": text(100, query=True),
        "Active": flag(default=True, query=True),
        "RateValue": Field(kind="number"),
        "AgencyRef": ref("TaxAgency", query=True, named=False),
        "SpecialTaxType": Field(kind="text", default="NONE"),
        "DisplayType": Field(kind="text", default="ReadOnly"),
        META: None,
    },
)
