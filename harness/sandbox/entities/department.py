"""Department: a location."""

from __future__ import annotations

from harness.sandbox.core.schema import LIST, META, Entity, computed, flag, ref, text
from harness.sandbox.parts.lists import names

DEPARTMENT = Entity(
    name="Department",
    ids="department",
    operations=LIST,
    name_field="FullyQualifiedName",
    order=lambda record: record["FullyQualifiedName"].casefold(),
    fields={
        "Name": text(100, query=True, index=True, required=True, again=True),
        "SubDepartment": flag(default=False),
        "ParentRef": ref("Department", index=True),
        "FullyQualifiedName": computed("text", query=True),
        "Active": flag(default=True, query=True),
        META: None,
    },
    rules=(
        names.list_name("Department"),
        names.nested("Department", "Name", "SubDepartment"),
        names.frozen("Department"),
    ),
    after=(names.rename_children("Department", "Name"),),
)
