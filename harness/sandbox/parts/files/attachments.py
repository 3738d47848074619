"""Files: uploaded with their metadata, kept byte by byte, downloaded by a short-lived address."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from harness.sandbox.core import faults, shape, wire
from harness.sandbox.core.faults import Fault
from harness.sandbox.core.schema import Field, Record, flag, text
from harness.sandbox.parts.files.multipart import Part, parts

if TYPE_CHECKING:
    from harness.sandbox.company import Company


LIFE = 900
"""Seconds that a temporary address lives (recorded: X-Amz-Expires=900)."""

LONGEST_TIME = 12
"""Digits of an address's expiry at the most; Python reads no number of thousands of them."""

REFERENCE: Mapping[str, Field] = {
    "EntityRef": Field(kind="ref"),
    "LineInfo": text(),
    "IncludeOnSend": flag(),
    "Inactive": flag(),
    "NoRefOnly": flag(),
    "CustomField": Field(kind="list"),
}
"""What an attachment says of what it is attached to."""

UNATTACHABLE = frozenset({"Attachable", "Preferences", "CompanyInfo", "ExchangeRate", "Budget"})


Reader = Callable[[bytes], Mapping[str, Any]]
"""Reads XML; a Fault for what is none."""


def upload(company: Company, content_type: str, body: bytes, read_xml: Reader) -> str:
    """
    Keep the files of a multipart request; the JSON of `AttachableResponse`'s list.

    `file_metadata_NN`, JSON or XML, and `file_content_NN` belong together by their suffix. A
    file that is refused is a Fault among the others' answers, with 200 (recorded).
    """
    pairs: dict[str, dict[str, Part]] = {}
    for part in parts(content_type, body):
        kind, _, suffix = part.name.removeprefix("file_").partition("_")
        if kind in {"metadata", "content"}:
            pairs.setdefault(suffix, {})[kind] = part
    if not pairs:
        raise faults.invalid(
            "6030", "Invalid upload", "The request has neither metadata nor the content of a file"
        )
    answered = []
    for pair in pairs.values():
        try:
            with company.savepoint():
                described = _described(pair.get("metadata"), read_xml)
                text = _keep(company, described, pair.get("content"))
            answered.append(f'{{"Attachable":{text}}}')
        except Fault as fault:
            answered.append(wire.dumps({"Fault": fault.body()}))
    return f"[{','.join(answered)}]"


def _keep(company: Company, body: dict[str, Any], content: Part | None) -> str:
    entity = company.entities["Attachable"]
    if content is not None:
        body.setdefault("FileName", content.filename or "attachment")
        body.setdefault("ContentType", content.content_type or "application/octet-stream")
    record = company.create(entity, body)
    if content is not None:
        kept = _bytes(content)
        company.store.rows("INSERT INTO blob VALUES (?, ?, ?)", company.realm, record["Id"], kept)
        address = f"/v3/company/{company.realm}/download/{record['Id']}"
        company.touch(entity, {**record, "FileAccessUri": address, "Size": len(kept)})
    return company.text(entity, record["Id"])


def _described(metadata: Part | None, read_xml: Reader) -> dict[str, Any]:
    if metadata is None:
        return {}
    if metadata.content.lstrip().startswith(b"<"):
        return dict(read_xml(metadata.content.strip()))
    try:
        body = wire.loads(metadata.content)
        wire.dumps(body).encode()
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise faults.invalid(
            "6040",
            "The file metadata must be of Attachable type",
            "The file metadata submitted must be of Attachable type",
        )
    return body


def _bytes(part: Part) -> bytes:
    if part.encoding != "base64":
        return part.content
    try:
        return base64.b64decode(b"".join(part.content.split()), validate=True)
    except (binascii.Error, ValueError):
        raise faults.invalid("6041", "Invalid Uploaded File", "The content is not base64") from None


def references(company: Company, given: list[Any]) -> list[Record]:
    """Check what an attachment is attached to, and bring it into its printed form (recorded)."""
    made = []
    for reference in given:
        read = shape.parts("AttachableRef", "AttachableRef", reference, REFERENCE)
        if not read.get("EntityRef"):
            raise faults.required("AttachableRef.EntityRef")
        kind, target_id = read["EntityRef"].get("type", ""), read["EntityRef"]["value"]
        by_name = {name.casefold(): name for name in company.entities}
        name = by_name.get(kind.casefold(), "")
        if not name or name in UNATTACHABLE:
            raise faults.invalid(
                "6050",
                "The entity reference type is unsupported for Attachable",
                f"The entity reference type {kind} is unsupported for Attachable",
            )
        if company.get(name, target_id) is None:
            raise faults.business(
                f"The entity {name} {target_id} that you are trying to link does not exist."
                f" {name} {target_id}"
            )
        sent = read.get("IncludeOnSend", False)
        made.append({"EntityRef": {"value": target_id, "type": name}, "IncludeOnSend": sent})
    return made


def targets(record: Record) -> list[tuple[str, str]]:
    """Return what an attachment is attached to: entity and id, each once."""
    referred = (reference["EntityRef"] for reference in record.get("AttachableRef", ()))
    return list(dict.fromkeys((target["type"], target["value"]) for target in referred))


def show_addresses(company: Company, record: Record) -> None:
    """Give a file its temporary addresses, new with every answer; images have a thumbnail too."""
    if "FileAccessUri" not in record:
        return
    record["TempDownloadUri"] = temporary(company, record["Id"])
    if str(record.get("ContentType", "")).startswith("image/"):
        record["ThumbnailFileAccessUri"] = (
            f"/v3/company/{company.realm}/attachable-thumbnail/{record['Id']}"
        )
        record["ThumbnailTempDownloadUri"] = record["TempDownloadUri"]


def temporary(company: Company, record_id: str) -> str:
    """Sign an address that anybody may read the file at until it expires."""
    expires = int(company.clock.seconds()) + LIFE
    signature = _sign(company, record_id, expires)
    return (
        f"{company.origin}/files/{company.realm}/{record_id}"
        f"?expires={expires}&signature={signature}"
    )


def file_at(company: Company, record_id: str, query: Mapping[str, str]) -> Record | None:
    """Return the record of a file whose temporary address is right and has not expired."""
    expires = query.get("expires", "")
    if not (expires.isascii() and expires.isdigit() and len(expires) <= LONGEST_TIME):
        return None
    right = _sign(company, record_id, int(expires))
    # As bytes: texts outside ASCII can't be compared so.
    given = query.get("signature", "").encode("utf-8", "replace")
    if not hmac.compare_digest(right.encode(), given):
        return None
    if int(expires) <= company.clock.seconds():
        return None
    return company.get("Attachable", record_id)


def content(company: Company, record_id: str) -> bytes | None:
    """Return a file's bytes."""
    row = company.store.row(
        "SELECT content FROM blob WHERE realm = ? AND id = ?", company.realm, record_id
    )
    return bytes(row[0]) if row else None


def _sign(company: Company, record_id: str, expires: int) -> str:
    said = f"{company.realm}/{record_id}/{expires}".encode()
    return hmac.new(company.store.key, said, hashlib.sha256).hexdigest()
