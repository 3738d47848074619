"""
What is odd about the requests of further clients, as their published sources have them.

They are Intuit's Java SDK, n8n, Pipedream and qbosdk; none of them is installed here.
"""

from __future__ import annotations

import gzip
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.sandbox.conftest import Company

NAMESPACE = "http://schema.intuit.com/finance/v3"
NS = f"{{{NAMESPACE}}}"
JAVA = {"Accept": "application/xml", "Content-Type": "application/xml", "Content-Encoding": "gzip"}
"""The Java SDK says that of every request, of those without a body too."""
EDGE = "0f0e0d0c-edge"


def asked(company: Company, method: str, path: str, **options: Any) -> ET.Element:
    """The root of an answer to the Java SDK, whose addresses end in an ampersand."""
    headers = {**JAVA, **options.pop("headers", {})}
    response = company.call(
        method, f"{path}requestid=r1&minorversion=75&", headers=headers, **options
    )
    assert response.status_code == 200, response.text
    return ET.fromstring(response.content)  # noqa: S314 - our own emulator's


def test_a_read_says_that_its_body_is_compressed(sample: Company) -> None:
    """It has none."""
    root = asked(sample, "GET", "customer/1?")
    assert root.findtext(f"{NS}Customer/{NS}Id") == "1"


def test_a_payment_is_voided_without_an_operation(sample: Company) -> None:
    """By `include=void` alone, with the whole record as the body, compressed."""
    made = sample.post("payment", {"CustomerRef": {"value": "1"}, "TotalAmt": 5})
    body = (
        f'<Payment xmlns="{NAMESPACE}"><Id>{made["Id"]}</Id><SyncToken>0</SyncToken>'
        "<CustomerRef>1</CustomerRef><TotalAmt>5.00</TotalAmt></Payment>"
    )
    root = asked(sample, "POST", "payment?include=void&", data=gzip.compress(body.encode()))
    assert root.findtext(f"{NS}Payment/{NS}PrivateNote") == "Voided"


def test_an_upload_begins_with_a_line_break(sample: Company) -> None:
    """And has a blank before a semicolon; all of it may be compressed."""
    described = (
        f'<Attachable xmlns="{NAMESPACE}"><AttachableRef><EntityRef type="Invoice">130</EntityRef>'
        "</AttachableRef><FileName>a.txt</FileName><ContentType>text/plain</ContentType></Attachable>"
    )
    body = (
        f'\r\n--{EDGE}\r\nContent-Disposition: form-data; name="file_metadata_0f0e0_9a8b7"\r\n'
        f"Content-Type: application/xml\r\n\r\n{described}\r\n\r\n--{EDGE}\r\n"
        'Content-Disposition: form-data; name="file_content_0f0e0_9a8b7" ; filename="a.txt"\r\n'
        f"Content-Type: text/plain\r\n\r\nhello there\r\n--{EDGE}--"
    )
    kind = {"Content-Type": f"multipart/form-data; boundary={EDGE}"}
    root = asked(sample, "POST", "upload?", data=gzip.compress(body.encode()), headers=kind)
    inner = f"{NS}AttachableResponse/{NS}Attachable"
    assert root.findtext(f"{inner}/{NS}Size") == "11"
    assert root.findtext(f"{inner}/{NS}AttachableRef/{NS}EntityRef") == "130"


def test_a_form_may_have_bare_line_feeds(sample: Company) -> None:
    """As qbosdk writes its own, with a semicolon at a line's end and Base64."""
    body = (
        f'\n--{EDGE}\nContent-Disposition: form-data; name="file_metadata_01";\n'
        'Content-Type: application/json\n\n{"ContentType": "application/pdf"}\n'
        f'--{EDGE}\nContent-Disposition: form-data; name="file_content_01"; filename="a.pdf"\n'
        "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n\n"
        f"--{EDGE}--\n"
    )
    kind = {"Content-Type": f"multipart/form-data; boundary={EDGE}"}
    answer = sample.call("POST", "upload", data=body, headers=kind).json()
    made = answer["AttachableResponse"][0]["Attachable"]
    assert (made["FileName"], made["Size"]) == ("a.pdf", 5)


@pytest.mark.parametrize(
    ("statement", "first"),
    [
        ("SELECT * FROM customer MAXRESULTS 2 STARTPOSITION 3", 3),  # n8n
        ("select * from Customer maxresults 10startposition 11 ", 11),  # Pipedream
    ],
)
def test_a_page_is_asked_for_in_odd_ways(sample: Company, statement: str, first: int) -> None:
    """Its size before where it begins, with or without a blank between, entities in any case."""
    assert sample.query(statement)["startPosition"] == first
