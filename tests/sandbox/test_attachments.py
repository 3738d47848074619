"""Attachments: uploaded, linked, found, downloaded byte by byte."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
import requests

EVERY_BYTE = bytes(range(256)) * 3 + b"\r\n--not-the-boundary\r\n\n\r"
BOUNDARY = "-----------RubyMultipartPost-9c1a"


@pytest.fixture
def invoice(company: Any) -> str:
    """An invoice's id."""
    customer = company.post("customer", {"DisplayName": "A"})["Id"]
    line = {
        "Amount": 10,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    made: str = company.post("invoice", {"CustomerRef": {"value": customer}, "Line": [line]})["Id"]
    return made


def metadata(invoice: str, name: str = "plan.bin", kind: str = "Invoice") -> dict[str, Any]:
    """What describes a file on an invoice."""
    return {
        "AttachableRef": [{"EntityRef": {"type": kind, "value": invoice}}],
        "FileName": name,
        "ContentType": "application/x-plan",
    }


def upload(company: Any, *files: tuple[str, str, bytes, str]) -> Any:
    """Send parts as a Ruby client does: name, file name, bytes, content type."""
    body = b""
    for name, filename, content, kind in files:
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"'
            f"\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        )
        body += head.encode() + content + b"\r\n"
    body += f"--{BOUNDARY}--\r\n".encode()
    response = company.call(
        "POST",
        "upload",
        data=body,
        headers={"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"},
    )
    assert response.status_code == 200, response.text
    assert list(response.json()) == ["AttachableResponse", "time"]
    return response.json()["AttachableResponse"]


def pair(number: str, described: dict[str, Any], content: bytes) -> list[Any]:
    """Metadata and content that belong together."""
    text = json.dumps(described).encode()
    return [
        (f"file_metadata_{number}", "attachment.json", text, "application/json"),
        (f"file_content_{number}", "plan.bin", content, "application/x-plan"),
    ]


def test_an_uploaded_file_has_the_recorded_shape_and_its_bytes(company: Any, invoice: str) -> None:
    """Keys in their order, an id of ten digits, and every byte as it was."""
    [answered] = upload(company, *pair("01", metadata(invoice), EVERY_BYTE))
    made = answered["Attachable"]
    assert list(made) == [
        "FileName",
        "FileAccessUri",
        "TempDownloadUri",
        "Size",
        "ContentType",
        "documentId",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "AttachableRef",
    ]
    assert (made["Id"], len(made["documentId"])) == ("1000000011", 36)
    [answered] = upload(company, *pair("01", metadata(invoice), EVERY_BYTE))
    assert answered["Attachable"]["Id"] == "1000000021"
    assert made["Size"] == len(EVERY_BYTE)
    assert made["FileAccessUri"] == f"/v3/company/{company.realm}/download/{made['Id']}"
    assert made["AttachableRef"] == [
        {"EntityRef": {"value": invoice, "type": "Invoice"}, "IncludeOnSend": False}
    ]
    assert requests.get(made["TempDownloadUri"], timeout=10).content == EVERY_BYTE
    address = company.call("GET", f"download/{made['Id']}")
    assert address.headers["X-Sandbox-Assumed"] == "download-body"
    assert requests.get(address.text, timeout=10).content == EVERY_BYTE
    where = f"realms/{company.realm}/choices"
    company.emulator.admin("PATCH", where, **{"download-body": "redirect"})
    followed = company.call("GET", f"download/{made['Id']}")
    assert followed.content == EVERY_BYTE
    assert followed.history[0].headers["X-Sandbox-Assumed"] == "download-body"


def test_an_image_has_a_thumbnail_to_ask_for(company: Any, invoice: str) -> None:
    """At the address that its record names, in the same order in every answer; others have none."""
    image = {**metadata(invoice, "a.png"), "ContentType": "image/png"}
    files = [*pair("01", image, EVERY_BYTE), *pair("02", metadata(invoice), EVERY_BYTE)]
    made, other = [each["Attachable"] for each in upload(company, *files)]
    path = made["ThumbnailFileAccessUri"].removeprefix(f"/v3/company/{company.realm}/")
    address = company.call("GET", path)
    assert requests.get(address.text, timeout=10).content == EVERY_BYTE
    assert address.headers["X-Sandbox-Assumed"] == "download-body"
    none = company.call("GET", f"attachable-thumbnail/{other['Id']}")
    assert none.json()["Fault"]["Error"][0]["code"] == "610"
    listed = company.query(f"select * from Attachable where Id = '{made['Id']}'")  # noqa: S608
    assert list(listed["Attachable"][0]) == list(made)


def test_files_are_paired_by_their_suffix(company: Any, invoice: str) -> None:
    """Whatever the order of the parts; a missing target is a fault among the answers."""
    missing = metadata("75", "b", kind="Estimate")
    parts = [*pair("01", metadata(invoice, "a"), b"aa"), *pair("02", missing, b"bb")]
    first, second = upload(company, parts[2], parts[0], parts[1], parts[3])
    by_name = {next(iter(item)): item for item in (first, second)}
    assert by_name["Attachable"]["Attachable"]["FileName"] == "a"
    error = by_name["Fault"]["Fault"]["Error"][0]
    assert error["code"] == "6000"
    assert "The entity Estimate 75 that you are trying to link does not exist" in error["Detail"]
    assert company.query("select count(*) from Attachable")["totalCount"] == 1


def test_base64_between_bare_line_feeds_is_taken(company: Any, invoice: str) -> None:
    """As python-quickbooks writes it."""
    text = base64.b64encode(EVERY_BYTE).decode()
    body = (
        f'\n--X\nContent-Disposition: form-data; name="file_metadata_01"\n'
        f"Content-Type: application/json\n\n{json.dumps(metadata(invoice))}\n\n"
        f'--X\nContent-Disposition: form-data; name="file_content_01"\nContent-Type: a/b\n'
        f"Content-Transfer-Encoding: base64\n\n{text}\n\n--X--\n"
    )
    response = company.call(
        "POST", "upload", data=body, headers={"Content-Type": "multipart/form-data; boundary=X"}
    )
    made = response.json()["AttachableResponse"][0]["Attachable"]
    assert requests.get(made["TempDownloadUri"], timeout=10).content == EVERY_BYTE


def test_what_hangs_on_a_record_is_found(company: Any, invoice: str) -> None:
    """By type and id, whatever the case of either."""
    made = company.post("attachable", {**metadata(invoice), "Note": "ask"})
    company.post("attachable", {"Note": "elsewhere"})
    where = (
        f"AttachableRef.EntityRef.Type = 'invoice' and AttachableRef.EntityRef.value = '{invoice}'"
    )
    found = company.query(f"select * from Attachable where {where}")  # noqa: S608 - not SQL
    assert [row["Id"] for row in found["Attachable"]] == [made["Id"]]


def test_what_is_attached_gives_its_transaction_another_token(company: Any, invoice: str) -> None:
    """With the first link and no later one; names keep theirs."""
    before = company.read(f"invoice/{invoice}")
    note = {"Note": "x", "AttachableRef": [{"EntityRef": {"type": "Invoice", "value": invoice}}]}
    made = company.post("attachable", note)
    after = company.read(f"invoice/{invoice}")
    assert (before["SyncToken"], after["SyncToken"]) == ("0", "1")
    kept = {key: value for key, value in after.items() if key not in {"SyncToken", "MetaData"}}
    assert kept == {key: before[key] for key in before if key not in {"SyncToken", "MetaData"}}
    stale = {"Id": invoice, "SyncToken": "0", "sparse": True, "PrivateNote": "late"}
    assert company.refused("invoice", stale)["code"] == "5010"
    company.post("attachable", {**made, "Note": "y"})
    upload(company, *pair("01", metadata(invoice), b"x"))
    assert company.read(f"invoice/{invoice}")["SyncToken"] == "2"
    company.post("attachable?operation=delete", {"Id": made["Id"]})
    assert company.read(f"invoice/{invoice}")["SyncToken"] == "2"
    customer = {"type": "Customer", "value": after["CustomerRef"]["value"]}
    company.post("attachable", {"Note": "z", "AttachableRef": [{"EntityRef": customer}]})
    assert company.read(f"customer/{customer['value']}")["SyncToken"] == "0"


def test_an_attachment_outlives_its_transaction_and_goes_without_a_token(
    company: Any, invoice: str
) -> None:
    """Deleting takes the bytes along."""
    [answered] = upload(company, *pair("01", metadata(invoice), b"x"))
    made = answered["Attachable"]
    company.post("invoice?operation=delete", {"Id": invoice, "SyncToken": "1"})
    assert company.read(f"attachable/{made['Id']}")["FileName"] == "plan.bin"
    company.post("attachable?operation=delete", {"Id": made["Id"]})
    assert requests.get(made["TempDownloadUri"], timeout=10).status_code == 403


def test_a_temporary_address_is_signed_and_expires(
    company: Any, invoice: str, turn: Callable[..., Any]
) -> None:
    """Nobody guesses one, and it ends after a quarter of an hour."""
    [answered] = upload(company, *pair("01", metadata(invoice), b"secret"))
    address = answered["Attachable"]["TempDownloadUri"]
    forged = address.replace("expires=", "expires=9")
    strange = (forged.replace("expires=9", f"expires={'9' * 5000}"), f"{address}%C3%A9")
    for wrong in (forged, *strange, address[:-1] + ("0" if address[-1] != "0" else "1")):
        assert requests.get(wrong, timeout=10).status_code == 403
    turn(seconds=901)
    assert requests.get(address, timeout=10).status_code == 403


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        ("application/json", b"{}", "1050"),
        ("multipart/form-data", b"x", "1050"),
        ("multipart/form-data; boundary=X", b"", "6030"),
        ("multipart/form-data; boundary=X", b"--X\r\n\r\nno headers\r\n--X--", "6030"),
    ],
)
def test_what_is_no_upload_is_refused(company: Any, kind: str, body: bytes, code: str) -> None:
    """With what an upload would be."""
    response = company.call("POST", "upload", data=body, headers={"Content-Type": kind})
    assert response.status_code == 400
    assert response.json()["Fault"]["Error"][0]["code"] == code


@pytest.mark.parametrize("text", [b"[]", b"{", b"\xff", b'{"FileName": 5, "Nonsense": 1}'])
def test_metadata_that_is_none_is_refused(company: Any, text: bytes) -> None:
    """In 200, as other files of the same request may be fine."""
    [answered] = upload(
        company,
        ("file_metadata_01", "attachment.json", text, "application/json"),
        ("file_content_01", "a", b"a", "a/b"),
    )
    assert "Fault" in answered


def test_hostile_names_stay_names(company: Any) -> None:
    """A path in a file name leads nowhere, and a page in a file is not shown as one."""
    [answered] = upload(
        company, ("file_content_01", "../../etc/passwd", b"<script>alert(1)</script>", "text/html")
    )
    response = requests.get(answered["Attachable"]["TempDownloadUri"], timeout=10)
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert "attachment;" in response.headers["Content-Disposition"]
    assert "/" not in response.headers["Content-Disposition"].partition("''")[2]
