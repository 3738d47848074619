"""Attachable: a note or a file, on a transaction, a name or an item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from harness.sandbox.core import faults
from harness.sandbox.core.schema import META, Entity, Field, Record, text
from harness.sandbox.parts.files import attachments

if TYPE_CHECKING:
    from harness.sandbox.company import Company

CATEGORIES = (
    "Contact Photo",
    "Document",
    "Image",
    "Receipt",
    "Signature",
    "Sound",
    "Other",
)


FIRST, STEP = 1_000_000_010, 10
"""Ids have ten digits and end in one (recorded, August and October 2026)."""
OF_FILES = frozenset({"FileName", "ContentType"})


def received(company: Company, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is made without uploading is a note and no file, whose name goes (August 2026)."""
    del company
    if body.get("Id"):
        return body
    if not body.get("Note"):
        raise nothing()
    return {key: value for key, value in body.items() if key not in OF_FILES}


def nothing() -> faults.Fault:
    """6000: neither a note nor a file (a client's test of August 2026)."""
    return faults.business("You must have at least a note string or file attachment")


def something(company: Company, record: Record, before: Record | None) -> None:
    """Demand a note or a file's name, and that what it is attached to exists."""
    filed = record.get("FileName") if before is None else "Size" in before
    if not (record.get("Note") or filed):
        raise nothing()
    if before is None:
        record["documentId"] = str(uuid4())
    if "AttachableRef" in record:
        record["AttachableRef"] = attachments.references(company, record["AttachableRef"])


def leap(company: Company, record: Record, before: Record | None) -> None:
    """The next attachment's id lies ten further on."""
    if record and before is None:
        company.store.reach(company.realm, "attachable", int(record["Id"]) + STEP - 1)


def forget_file(company: Company, record: Record, before: Record | None) -> None:
    """A deleted attachment's bytes go with it."""
    if not record and before:
        company.store.rows(
            "DELETE FROM blob WHERE realm = ? AND id = ?", company.realm, before["Id"]
        )


def advance_documents(company: Company, record: Record, before: Record | None) -> None:
    """A transaction that something is attached to has another SyncToken from then on (live)."""
    held = attachments.targets(before or {})
    for kind, target_id in attachments.targets(record):
        entity = company.entities[kind]
        if (kind, target_id) in held or entity.ids != "transaction":
            continue
        target = company.get(kind, target_id)
        assert target is not None  # noqa: S101 - a rule has looked
        company.advance(entity, target)


ATTACHABLE = Entity(
    name="Attachable",
    ids="attachable",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    tokened=False,
    received=received,
    fields={
        "FileName": text(1000, query=True),
        "FileAccessUri": Field(kind="text", readonly=True),
        "TempDownloadUri": Field(kind="text", readonly=True),
        "Size": Field(kind="number", readonly=True, query=True),
        "ContentType": text(100, query=True),
        "Category": Field(kind="text", query=True, choices=CATEGORIES),
        "Lat": text(30),
        "Long": text(30),
        "PlaceName": text(2000),
        "Note": text(2000, query=True),
        "documentId": Field(kind="text", readonly=True),
        "Tag": text(2000, query=True),
        "ThumbnailFileAccessUri": Field(kind="text", readonly=True),
        "ThumbnailTempDownloadUri": Field(kind="text", readonly=True),
        META: None,
        "AttachableRef": Field(kind="list", filter=True, lean=True),
    },
    rules=(something,),
    after=(leap, forget_file, advance_documents),
    reading=attachments.show_addresses,
)
