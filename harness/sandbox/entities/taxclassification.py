"""TaxClassification: what items are to automated sales tax; read only, and none is known to us."""

from __future__ import annotations

from harness.sandbox.core.schema import META, READ_ONLY, Entity, Field, computed

TAX_CLASSIFICATION = Entity(
    name="TaxClassification",
    ids="taxclassification",
    operations=READ_ONLY,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    fields={
        META: None,
        "Code": Field(kind="text", readonly=True, query=True),
        "Name": Field(kind="text", readonly=True, query=True),
        "Description": computed("text"),
        "Level": Field(kind="text", readonly=True, query=True),
        "ParentRef": Field(kind="ref", readonly=True, query=True),
        "ApplicableTo": computed("list"),
    },
    rests_on="tax-classifications",
)
