"""
What clients that speak XML send: Intuit's PHP and .NET SDKs, quickbooks-ruby.

None of them can be installed with pip or npm. Of quickbooks-ruby the requests are
played as its public tests hold them; those of Intuit's PHP SDK (prefixed names, batches,
statements as `application/text`, described files) agree with its source; those of the .NET
SDK are as it is known to write.
"""

from __future__ import annotations

import base64
from typing import Any
from xml.etree import ElementTree as ET

from tests.sandbox.conftest import Company

NAMESPACE = "http://schema.intuit.com/finance/v3"
NS = f"{{{NAMESPACE}}}"
HEADERS = {"Accept": "application/xml", "Content-Type": "application/xml"}


def asked(company: Company, method: str, path: str, **options: Any) -> ET.Element:
    """The root of an answer, which is XML."""
    headers = {**HEADERS, **options.pop("headers", {})}
    response = company.call(method, path, headers=headers, **options)
    assert response.status_code == 200, response.text
    assert response.headers["Content-Type"] == "application/xml;charset=UTF-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own emulator's


def texts(root: ET.Element, path: str) -> list[str | None]:
    """The texts of all that a path of local names leads to."""
    return [found.text for found in root.iterfind("/".join(NS + step for step in path.split("/")))]


def test_names_may_have_a_prefix(sample: Company) -> None:
    """As the PHP SDK writes them; made, changed sparsely, and made inactive."""
    body = (
        f'<ns0:Customer xmlns:ns0="{NAMESPACE}"><ns0:DisplayName>Ren &amp; Co</ns0:DisplayName>'
        "<ns0:BillAddr><ns0:Line1>1 A St.</ns0:Line1></ns0:BillAddr></ns0:Customer>"
    )
    (number,) = texts(asked(sample, "POST", "customer", data=body), "Customer/Id")
    away = (
        f'<ns0:Customer xmlns:ns0="{NAMESPACE}" sparse="true"><ns0:Id>{number}</ns0:Id>'
        "<ns0:SyncToken>0</ns0:SyncToken><ns0:Active>false</ns0:Active></ns0:Customer>"
    )
    answer = asked(sample, "POST", "customer", data=away)
    assert texts(answer, "Customer/DisplayName") == ["Ren & Co (deleted)"]
    assert texts(answer, "Customer/BillAddr/Line1") == ["1 A St."]


def test_an_invoice_is_made_voided_and_deleted(sample: Company) -> None:
    """As quickbooks-ruby publishes its requests, with a sparse flag on a creation."""
    body = f"""<Invoice xmlns="{NAMESPACE}" sparse="false">
      <DocNumber>X-1</DocNumber><TxnDate>2013-11-20</TxnDate>
      <Line><Description>Plush Baby Doll</Description><Amount>50</Amount>
        <DetailType>SalesItemLineDetail</DetailType>
        <SalesItemLineDetail><ItemRef>1</ItemRef><UnitPrice>50</UnitPrice><Qty>1</Qty>
        </SalesItemLineDetail></Line>
      <CustomerRef>1</CustomerRef></Invoice>"""
    answer = asked(sample, "POST", "invoice", data=body)
    assert texts(answer, "Invoice/TotalAmt") == ["50.00"]
    (number,) = texts(answer, "Invoice/Id")
    held = f'<Invoice xmlns="{NAMESPACE}"><Id>{number}</Id><SyncToken>{{}}</SyncToken></Invoice>'
    voided = asked(sample, "POST", "invoice?operation=void", data=held.format(0))
    assert texts(voided, "Invoice/PrivateNote") == ["Voided"]
    deleted = asked(sample, "POST", "invoice?operation=delete", data=held.format(1))
    assert deleted[0].attrib == {"domain": "QBO", "status": "Deleted"}


def test_a_batch_of_each_kind(sample: Company) -> None:
    """Marks are attributes, and a refusal stands beside the others' answers."""
    vendor = "<Vendor><DisplayName>Batched</DisplayName></Vendor>"
    body = (
        f'<IntuitBatchRequest xmlns="{NAMESPACE}">'
        f'<BatchItemRequest bId="1" operation="create">{vendor}</BatchItemRequest>'
        f'<BatchItemRequest bId="2" operation="create">{vendor}</BatchItemRequest>'
        '<BatchItemRequest bId="3"><Query>{}</Query></BatchItemRequest></IntuitBatchRequest>'
    ).format("select * from Term maxresults 2")
    answer = asked(sample, "POST", "batch", data=body)
    assert [(item.get("bId"), item[0].tag.removeprefix(NS)) for item in answer] == [
        ("1", "Vendor"),
        ("2", "Fault"),
        ("3", "QueryResponse"),
    ]
    assert answer[2][0].attrib == {"startPosition": "1", "maxResults": "2"}


def test_a_statement_is_posted_as_text(sample: Company) -> None:
    """As the PHP and .NET SDKs do, whose statements may be longer than an address."""
    answer = asked(
        sample,
        "POST",
        "query",
        data="select * from Invoice where DocNumber = '1037'",
        headers={"Content-Type": "application/text"},
    )
    assert texts(answer, "QueryResponse/Invoice/Id") == ["130"]


def test_a_file_is_described_in_xml(sample: Company) -> None:
    """In a part of its own, the content in Base64; found by what it hangs on."""
    described = (
        f'<?xml version="1.0" encoding="UTF-8"?><Attachable xmlns="{NAMESPACE}">'
        '<AttachableRef><EntityRef type="Invoice">130</EntityRef>'
        "<IncludeOnSend>true</IncludeOnSend></AttachableRef>"
        "<FileName>plan.txt</FileName><ContentType>text/plain</ContentType></Attachable>"
    )
    content = base64.b64encode(b"the plan").decode()
    body = "".join(
        f'--edge\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{text}\r\n"
        for name, file, kind, coding, text in (
            ("file_metadata_0", "plan.xml", "application/xml; charset=UTF-8", "8bit", described),
            ("file_content_0", "plan.txt", "text/plain", "base64", content),
        )
    )
    kind = "multipart/form-data; boundary=edge"
    answer = asked(
        sample, "POST", "upload", data=f"{body}--edge--\r\n", headers={"Content-Type": kind}
    )
    inner = "AttachableResponse/Attachable"
    assert texts(answer, f"{inner}/FileName") == ["plan.txt"]
    assert texts(answer, f"{inner}/Size") == ["8"]
    assert texts(answer, f"{inner}/AttachableRef/EntityRef") == ["130"]
    assert texts(answer, f"{inner}/AttachableRef/IncludeOnSend") == ["true"]
    broken = body.replace("</Attachable>", "")
    answer = asked(
        sample, "POST", "upload", data=f"{broken}--edge--\r\n", headers={"Content-Type": kind}
    )
    assert texts(answer, "AttachableResponse/Fault/Error/Message") == [
        "Request has invalid or unsupported property"
    ]
