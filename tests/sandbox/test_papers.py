"""Documents on paper, by e-mail, and behind a link."""

from __future__ import annotations

import io
from typing import Any

import pytest
import requests
from pypdf import PdfReader


@pytest.fixture
def invoice(company: Any) -> dict[str, Any]:
    """An invoice of a customer with a name that pages must escape."""
    customer = company.post("customer", {"DisplayName": "<b>Bold</b> & Sons é"})["Id"]
    line = {
        "Amount": 184.5,
        "Description": "cut to length",
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}, "Qty": 3, "UnitPrice": 61.5},
    }
    made: dict[str, Any] = company.post(
        "invoice", {"CustomerRef": {"value": customer}, "Line": [line]}
    )
    return made


def test_a_pdf_says_what_the_invoice_says(company: Any, invoice: dict[str, Any]) -> None:
    """Number, customer, lines and totals, readable by a machine."""
    response = company.call("GET", f"invoice/{invoice['Id']}/pdf")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    for said in (invoice["DocNumber"], "<b>Bold</b> & Sons é", "cut to length", "61.5", "184.50"):
        assert said in text


def test_a_pdf_is_there_for_every_kind_of_paper(company: Any, invoice: dict[str, Any]) -> None:
    """And for nothing else."""
    customer = invoice["CustomerRef"]
    paid = company.post("payment", {"CustomerRef": customer, "TotalAmt": 5})
    assert company.call("GET", f"payment/{paid['Id']}/pdf").content.startswith(b"%PDF")
    refused = company.call("GET", f"customer/{customer['value']}/pdf")
    assert refused.status_code == 400
    assert refused.json()["Fault"]["Error"][0]["code"] == "500"
    missing = company.call("GET", "invoice/999/pdf")
    assert missing.json()["Fault"]["Error"][0]["code"] == "610"


def test_any_script_prints(company: Any) -> None:
    """What the fonts lack becomes a question mark, never an error."""
    customer = company.post("customer", {"DisplayName": "东京 😀 Ω"})["Id"]
    line = {
        "Amount": 1,
        "Description": "😀\n" * 50,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    made = company.post("invoice", {"CustomerRef": {"value": customer}, "Line": [line] * 60})
    assert company.call("GET", f"invoice/{made['Id']}/pdf").content.startswith(b"%PDF")


def send(company: Any, invoice: dict[str, Any], **parameters: str) -> requests.Response:
    """Send as the API reference says: an empty body of octets."""
    response: requests.Response = company.call(
        "POST",
        f"invoice/{invoice['Id']}/send",
        params=parameters,
        headers={"Content-Type": "application/octet-stream"},
    )
    return response


def test_a_sent_invoice_remembers_when_and_to_whom(company: Any, invoice: dict[str, Any]) -> None:
    """Its address is the one it was sent to; its SyncToken stays; the outbox holds the message."""
    sent = send(company, invoice, sendTo="ap@example.com").json()["Invoice"]
    assert sent["EmailStatus"] == "EmailSent"
    assert sent["BillEmail"] == {"Address": "ap@example.com"}
    assert sent["DeliveryInfo"]["DeliveryType"] == "Email"
    assert sent["DeliveryInfo"]["DeliveryTime"]
    again = send(company, invoice).json()["Invoice"]
    assert again["SyncToken"] == sent["SyncToken"] == invoice["SyncToken"]
    outbox = company.emulator.admin("GET", f"realms/{company.realm}/mail")["mail"]
    assert [mail["to"] for mail in outbox] == ["ap@example.com"] * 2


@pytest.mark.parametrize(("address", "code"), [(None, "6420"), ("nobody", "2210")])
def test_an_invoice_without_a_good_address_is_not_sent(
    company: Any, invoice: dict[str, Any], address: str | None, code: str
) -> None:
    """Nothing is in the outbox then."""
    response = send(company, invoice, **({"sendTo": address} if address else {}))
    assert response.status_code == 400
    assert response.json()["Fault"]["Error"][0]["code"] == code
    assert company.emulator.admin("GET", f"realms/{company.realm}/mail") == {"mail": []}


def test_a_sandbox_can_be_held_to_forty_a_day(company: Any, invoice: dict[str, Any]) -> None:
    """Where that is chosen; the next day it sends again."""
    company.emulator.admin(
        "PATCH", f"realms/{company.realm}/choices", **{"mail-limit": "forty a day"}
    )
    for _ in range(40):
        assert send(company, invoice, sendTo="a@example.com").ok
    refused = send(company, invoice, sendTo="a@example.com")
    assert refused.status_code == 400
    assert refused.headers["X-Sandbox-Assumed"] == "mail-limit"


def test_a_link_comes_only_when_asked_and_shows_the_invoice(
    company: Any, invoice: dict[str, Any]
) -> None:
    """Escaped, and under no other signature."""
    assert "InvoiceLink" not in company.read(f"invoice/{invoice['Id']}")
    link = company.read(f"invoice/{invoice['Id']}?include=invoiceLink")["InvoiceLink"]
    every = company.read("query?query=select * from Invoice&include=invoiceLink")["Invoice"]
    assert [each["InvoiceLink"] for each in every] == [link]
    for spelled in ("allowduplicatedocnum,invoiceLink", "invoiceLink,", "void&include=invoiceLink"):
        listed = company.call("GET", f"invoice/{invoice['Id']}?include={spelled}")
        assert listed.json()["Invoice"]["InvoiceLink"] == link
        assert "unknown-parameter" not in listed.headers.get("X-Sandbox-Assumed", "")
    page = requests.get(link, timeout=10)
    assert page.status_code == 200
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; Sons" in page.text
    assert "<b>Bold" not in page.text
    assert requests.get(f"{link[:-4]}0000", timeout=10).status_code == 404
