"""CustomerType: read only for clients; the sample company has none, an admin may seed some."""

from __future__ import annotations

from harness.sandbox.core.schema import META, READ_ONLY, Entity, computed, flag, text

CUSTOMER_TYPE = Entity(
    name="CustomerType",
    ids="customertype",
    operations=READ_ONLY,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    fields={
        "Name": text(100, query=True, index=True, required=True),
        "FullyQualifiedName": computed("text"),
        "Active": flag(default=True, query=True),
        META: None,
    },
)
