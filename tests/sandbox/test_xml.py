"""The API's other form: XML for who asks for it, and for who asks for nothing."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
import requests

NS = "{http://schema.intuit.com/finance/v3}"
XML = {"Accept": "application/xml", "Content-Type": "application/xml"}
VENDOR = (
    '<Vendor xmlns="http://schema.intuit.com/finance/v3"><DisplayName>{}</DisplayName></Vendor>'
)
INVOICE = """<?xml version="1.0"?>
<Invoice xmlns="http://schema.intuit.com/finance/v3">
  <Line>
    <Amount>100.00</Amount><DetailType>SalesItemLineDetail</DetailType>
    <SalesItemLineDetail><ItemRef name="x">1</ItemRef><Qty>2</Qty><UnitPrice>50</UnitPrice>
    </SalesItemLineDetail>
  </Line>
  <Line>
    <Amount>10</Amount><DetailType>DiscountLineDetail</DetailType>
    <DiscountLineDetail><PercentBased>false</PercentBased></DiscountLineDetail>
  </Line>
  <CustomerRef>{customer}</CustomerRef>
  <CustomerMemo>Thanks</CustomerMemo>
</Invoice>"""


def answered(response: requests.Response, status: int = 200) -> ET.Element:
    """The root of an answer."""
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"].startswith("application/xml")
    root = ET.fromstring(response.content)  # noqa: S314 - our own emulator's
    assert root.tag == f"{NS}IntuitResponse"
    return root


def test_a_record_is_made_changed_and_read(company: Any) -> None:
    """With domain and sparse as attributes; the same record as JSON shows it."""
    made = answered(company.call("POST", "vendor", data=VENDOR.format("Mill"), headers=XML))
    vendor = made.find(f"{NS}Vendor")
    assert vendor is not None
    assert vendor.attrib == {"domain": "QBO", "sparse": "false"}
    assert made.attrib["time"]
    number = vendor.findtext(f"{NS}Id")
    sparse = (
        f'<Vendor xmlns="http://schema.intuit.com/finance/v3" sparse="true"><Id>{number}</Id>'
        "<SyncToken>0</SyncToken><PrimaryEmailAddr><Address>m@example.com</Address>"
        "</PrimaryEmailAddr></Vendor>"
    )
    answered(company.call("POST", "vendor", data=sparse, headers=XML))
    shown = company.read(f"vendor/{number}")
    assert (shown["DisplayName"], shown["PrimaryEmailAddr"]) == (
        "Mill",
        {"Address": "m@example.com"},
    )


def test_a_form_has_lines_and_references(sample: Any) -> None:
    """Lists of one entry, references with names, flags inside details."""
    sample.emulator.admin(
        "PATCH",
        f"realms/{sample.realm}/preferences",
        SalesFormsPrefs={"AllowDiscount": True},
    )
    body = INVOICE.format(customer="1")
    root = answered(sample.call("POST", "invoice", data=body, headers=XML))
    invoice = root.find(f"{NS}Invoice")
    assert invoice is not None
    customer = invoice.find(f"{NS}CustomerRef")
    assert customer is not None
    assert (customer.text, customer.get("name")) == ("1", "Amy's Bird Sanctuary")
    assert len(invoice.findall(f"{NS}Line")) == 3
    assert invoice.findtext(f"{NS}TotalAmt") == "90.00"
    assert sample.read(f"invoice/{invoice.findtext(f'{NS}Id')}")["CustomerMemo"] == {
        "value": "Thanks"
    }


def test_what_is_inherited_comes_first(sample: Any) -> None:
    """In records and in details, as in the schema; JSON has a type's own properties first."""
    bill = sample.call("GET", "bill/18", headers=XML)
    root = ET.fromstring(bill.content)  # noqa: S314 - our own emulator's
    names = [each.tag.removeprefix(NS) for each in root[0]]
    assert names[:3] == ["Id", "SyncToken", "MetaData"]
    assert names.index("TotalAmt") < names.index("DueDate") < names.index("Balance")
    assert next(iter(sample.read("bill/18"))) in {"SalesTermRef", "DueDate"}
    line = {
        "Amount": 14,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"UnitPrice": 14, "Qty": 1, "ServiceDate": "2014-08-14"},
    }
    made = sample.post("salesreceipt", {"Line": [line]})
    held = made["Line"][0]["SalesItemLineDetail"]
    sold = ("ItemRef", "UnitPrice", "Qty", "ItemAccountRef", "TaxCodeRef")
    assert list(held) == ["ServiceDate", *sold]
    answer = sample.call("GET", f"salesreceipt/{made['Id']}", headers=XML)
    detail = ET.fromstring(answer.content).find(f".//{NS}SalesItemLineDetail")  # noqa: S314 - ours
    assert detail is not None
    assert [each.tag.removeprefix(NS) for each in detail] == [*list(held)[1:], "ServiceDate"]


def test_queries_and_refusals(company: Any) -> None:
    """Counts are attributes; a fault has its type and code as attributes."""
    root = answered(company.call("GET", "query?query=select * from Term", headers=XML))
    found = root.find(f"{NS}QueryResponse")
    assert found is not None
    assert found.get("maxResults") == str(len(found.findall(f"{NS}Term")))
    root = answered(company.call("GET", "customer/77", headers=XML), 400)
    fault = root.find(f"{NS}Fault")
    error = root.find(f"{NS}Fault/{NS}Error")
    assert fault is not None
    assert error is not None
    assert (fault.get("type"), error.get("code")) == ("ValidationFault", "610")
    assert error.findtext(f"{NS}Message") == "Object Not Found"


@pytest.mark.parametrize("accept", ["*/*", "text/html", None])
def test_who_asks_for_nothing_gets_xml(company: Any, accept: str | None) -> None:
    """As Intuit does, which breaks clients that forget it; JSON by a switch."""
    answer = company.call("GET", "preferences", headers={"Accept": accept})
    assert answered(answer).find(f"{NS}Preferences") is not None
    assert answer.headers["X-Sandbox-Assumed"] == "no-accept"
    company.emulator.admin("PATCH", f"realms/{company.realm}/choices", **{"no-accept": "json"})
    answer = company.call("GET", "preferences", headers={"Accept": accept})
    assert answer.json()["Preferences"]


THROTTLED = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<IntuitResponse time="{time}" xmlns="http://schema.intuit.com/finance/v3">
    <Fault type="SERVICE">
        <Error code="3001">
            <Message>message=ThrottleExceeded; errorCode=003001; statusCode=429</Message>
            <Detail>The request limit was reached.  Try again later</Detail>
        </Error>
    </Fault>
</IntuitResponse>
"""
"""As clients of Intuit's PHP SDK were answered in 2017."""


def test_the_gateway_refuses_in_xml_too(company: Any, emulator: Any) -> None:
    """Word for word as reported; a client that names neither form is told what that rests on."""
    act = {"kind": "throttle"}
    emulator.admin("POST", "faults", act=act, match={"realm": company.realm}, times=1)
    answer = company.call("GET", "preferences", headers=XML)
    time = ET.fromstring(answer.content).get("time")  # noqa: S314 - our own emulator's
    assert (answer.status_code, answer.text) == (429, THROTTLED.format(time=time))
    emulator.admin("POST", f"realms/{company.realm}/expire", what="access")
    answer = company.call("GET", "preferences", headers={"Accept": "*/*"})
    root = ET.fromstring(answer.content)  # noqa: S314 - our own emulator's
    assert (answer.status_code, answer.headers["X-Sandbox-Assumed"]) == (401, "no-accept")
    error = root.find(f"{NS}Fault[@type='AUTHENTICATION']/{NS}Error[@code='3200']")
    assert error is not None
    assert error.findtext(f"{NS}Detail") == "Token expired: eyJlbmMi"
    emulator.admin("PATCH", f"realms/{company.realm}/choices", **{"no-accept": "json"})
    assert company.call("GET", "preferences", headers={"Accept": "*/*"}).json()["fault"]


def test_a_report_in_xml(sample: Any) -> None:
    """Cells are attributes."""
    answer = sample.call("GET", "reports/ProfitAndLoss", headers=XML)
    root = ET.fromstring(answer.content)  # noqa: S314 - our own emulator's
    assert root.tag == f"{NS}Report"
    assert root.findtext(f"{NS}Header/{NS}ReportName") == "ProfitAndLoss"
    sections = root.findall(f"{NS}Rows/{NS}Row[@group='Income']")
    assert len(sections) == 1
    total = sections[0].find(f"{NS}Summary/{NS}ColData")
    assert total is not None
    assert total.get("value") == "Total Income"


def test_a_batch_in_xml(company: Any) -> None:
    """Marks and operations are attributes."""
    body = (
        '<IntuitBatchRequest xmlns="http://schema.intuit.com/finance/v3">'
        '<BatchItemRequest bId="1" operation="create"><Vendor><DisplayName>Mill</DisplayName>'
        '</Vendor></BatchItemRequest><BatchItemRequest bId="2"><Query>select * from Term</Query>'
        "</BatchItemRequest></IntuitBatchRequest>"
    )
    root = answered(company.call("POST", "batch", data=body, headers=XML))
    items = root.findall(f"{NS}BatchItemResponse")
    assert [item.get("bId") for item in items] == ["1", "2"]
    assert items[0].findtext(f"{NS}Vendor/{NS}DisplayName") == "Mill"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<Vendor>",
        b"not xml",
        b"<Vendor>text</Vendor>",
        b'<!DOCTYPE v [<!ENTITY a "aaaa">]><Vendor><DisplayName>&a;</DisplayName></Vendor>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE v><Vendor/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="nonsense"?><Vendor/>',
        b"<a>" * 5000,
    ],
)
def test_xml_that_is_none(company: Any, body: bytes) -> None:
    """2010, or 500 in the words of a parser of XML for nothing at all; never an error of ours."""
    response = company.call("POST", "vendor", data=body, headers=XML)
    error = answered(response, 400).find(f"{NS}Fault/{NS}Error")
    assert error is not None
    assert error.get("code") in ({"2010", "2020", "6080"} if body else {"500"})


def test_what_is_empty_is_closed_without_a_blank(sample: Any) -> None:
    """As recorded (2015); a text that looks so stays."""
    line = {"Amount": 50, "Description": "a />b", "DetailType": "SalesItemLineDetail"}
    sold = {**line, "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}
    made = sample.post("invoice", {"CustomerRef": {"value": "2"}, "Line": [sold]})
    text = sample.call("GET", f"invoice/{made['Id']}", headers=XML).text
    assert "<SubTotalLineDetail/></Line>" in text
    assert "<Description>a /&gt;b</Description>" in text


def test_characters_that_xml_does_not_have(company: Any) -> None:
    """Left out of the answer, which stays readable."""
    made = company.post("customer", {"DisplayName": "Mill", "Notes": "ab\ufffec"})
    answer = company.call("GET", f"customer/{made['Id']}", headers=XML)
    assert answered(answer).findtext(f"{NS}Customer/{NS}Notes") == "abc"
