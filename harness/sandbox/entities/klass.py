"""Class: a line of business that income and expenses are told apart by."""

from __future__ import annotations

from harness.sandbox.core.schema import LIST, META, Entity, computed, flag, ref, text
from harness.sandbox.parts.lists import names

CLASS = Entity(
    name="Class",
    ids="class",
    operations=LIST,
    name_field="FullyQualifiedName",
    order=lambda record: record["FullyQualifiedName"].casefold(),
    fields={
        "Name": text(100, query=True, index=True, required=True, again=True),
        "SubClass": flag(default=False),
        "ParentRef": ref("Class", index=True),
        "FullyQualifiedName": computed("text", query=True),
        "Active": flag(default=True, query=True),
        META: None,
    },
    rules=(
        names.list_name("Class"),
        names.nested("Class", "Name", "SubClass"),
        names.frozen("Class"),
    ),
    after=(names.rename_children("Class", "Name"),),
)
