"""The sample company's sales as a client recorded them in September 2026, without a minor version.

Its days lie in August 2026; how far they lie apart is told from invoice 9, of the first.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

ALL_INVOICES = (
    "130 129 12 119 63 106 103 67 99 42 93 68 9 13 14 92 75 71 69 65 64 60 49 27 39 34 16"
)
ALL_PAYMENTS = "128 120 116 101 98 94 31 33 15 74 72 61 40 32"
UNSHIPPED = {"12", "75", "60"}
TOUCHED = {"12": 3, "63": 3, "9": 2, "13": 2, "14": 2, "65": 2, "27": 1, "16": 1}
"""When the last change was, of those that were not made that day."""


@pytest.fixture(scope="module")
def recent(emulator: Any) -> Any:
    """A company whose days are as real ones are."""
    return emulator.company("sample", choices={"sample-days": "recent"})


def held(company: Any, entity: str) -> dict[str, Any]:
    """Ask for all of a kind, in the order in which they come."""
    statement = "select * from X maxresults 1000".replace("X", entity)
    found = company.query(statement)[entity]
    return {each["Id"]: each for each in found}


def test_the_last_changed_comes_first(recent: Any) -> None:
    """All that the client was answered; older ones lay before its 90 days."""
    for entity, recorded in (("Invoice", ALL_INVOICES), ("Payment", ALL_PAYMENTS)):
        known = recorded.split()
        assert [number for number in held(recent, entity) if number in known] == known


def test_what_is_deposited_keeps_its_time(recent: Any) -> None:
    """Payments 94 to 101 were made a day before the deposit that they name."""
    found, invoices = held(recent, "Payment"), held(recent, "Invoice")
    first = date.fromisoformat(invoices["9"]["TxnDate"])
    for number in ("94", "98", "101"):
        assert found[number]["LinkedTxn"] == [{"TxnId": "121", "TxnType": "Deposit"}]
        stamps = found[number]["MetaData"]
        assert stamps["CreateTime"] == stamps["LastUpdatedTime"]
        assert date.fromisoformat(stamps["CreateTime"][:10]) - first == timedelta(days=2)
    for number, days in TOUCHED.items():
        last = date.fromisoformat(invoices[number]["MetaData"]["LastUpdatedTime"][:10])
        assert (number, last - first) == (number, timedelta(days=days))


def test_a_form_that_is_shipped_nowhere_has_no_free_address(sample: Any) -> None:
    """Though it has an address to bill to, as lines."""
    found = held(sample, "Invoice")
    shipped = {number for number, each in found.items() if "ShipAddr" in each}
    assert shipped == {number for number, each in found.items() if each["FreeFormAddress"]}
    assert set(ALL_INVOICES.split()) - shipped == UNSHIPPED
    assert {"BillAddr"} <= found["12"].keys()
    assert found["130"]["ShipAddr"]["Id"] == "25"


def test_a_name_of_three_parts_is_written_in_full(sample: Any) -> None:
    """On the address of a form."""
    address = sample.read("invoice/106")["BillAddr"]
    assert address["Line1"] == "Rondonuwu Fruit and Vegi"


def test_lines_say_taxes_that_forms_do_not(sample: Any) -> None:
    """Two without a code, and one of which all is taxed."""
    for number, codes in (("129", "TAX TAX NON TAX TAX"), ("65", "TAX")):
        found = sample.read(f"invoice/{number}")
        assert told(found) == codes.split()
        assert found["TxnTaxDetail"] == {"TotalTax": 0}
    found = sample.read("invoice/103")
    (taxed,) = found["TxnTaxDetail"]["TaxLine"]
    assert (told(found), taxed["TaxLineDetail"]["NetAmountTaxable"]) == (
        ["TAX", "NON", "TAX"],
        582.5,
    )


def told(invoice: Any) -> list[str]:
    """List what the lines of items say of their tax."""
    details = (line.get("SalesItemLineDetail") for line in invoice["Line"])
    return [detail["TaxCodeRef"]["value"] for detail in details if detail]


def test_an_invoice_charges_a_cost(sample: Any) -> None:
    """As a whole; the line was marked up by all of it and has no price."""
    found = sample.read("invoice/27")
    assert found["LinkedTxn"] == [
        {"TxnId": "26", "TxnType": "ReimburseCharge"},
        {"TxnId": "40", "TxnType": "Payment"},
    ]
    line = found["Line"][0]
    assert "LinkedTxn" not in line
    detail = line["SalesItemLineDetail"]
    assert list(detail) == ["ServiceDate", "ItemRef", "MarkupInfo", "ItemAccountRef", "TaxCodeRef"]
    account = {"value": "1", "name": "Services"}
    assert detail["MarkupInfo"] == {
        "PercentBased": False,
        "Value": 103.55,
        "MarkUpIncomeAccountRef": account,
    }
    assert detail["ServiceDate"] == found["TxnDate"]
    assert sample.read("reimbursecharge/26")["HasBeenInvoiced"] is True


def test_an_invoice_charges_times(sample: Any) -> None:
    """As a whole and by its lines, which name the day before."""
    found = sample.read("invoice/106")
    links = [{"TxnId": number, "TxnType": "TimeActivity"} for number in "45"]
    assert found["LinkedTxn"] == links
    assert [line["LinkedTxn"][0] for line in found["Line"][:2]] == links
    assert list(found["Line"][0])[4:6] == ["LinkedTxn", "DetailType"]
    detail = found["Line"][0]["SalesItemLineDetail"]
    assert list(detail)[:2] == ["ServiceDate", "ItemRef"]
    served = date.fromisoformat(detail["ServiceDate"])
    assert date.fromisoformat(found["TxnDate"]) - served == timedelta(days=1)
    assert sample.read("timeactivity/4")["BillableStatus"] == "HasBeenBilled"


def test_what_links_credits_names_no_account(sample: Any) -> None:
    """Nor do those that a company's preference makes; an update leaves it so."""
    linking = sample.read("payment/74")
    assert list(linking)[:2] == ["CustomerRef", "TotalAmt"]
    body = {"Id": "74", "SyncToken": linking["SyncToken"], "sparse": True, "TxnDate": "2026-01-02"}
    assert "DepositToAccountRef" not in sample.post("payment", body)
    sample.post("payment?operation=delete", {"Id": "74", "SyncToken": "2"})
    assert sample.read("creditmemo/73")["Balance"] == 100


def test_an_invoice_tells_six_ways_to_pay(sample: Any) -> None:
    """The newest two behind the others, as they are sent."""
    found = list(sample.read("invoice/130"))
    assert found[:6] == [
        f"AllowOnline{way}" if way != "IPNPayment" else f"Allow{way}"
        for way in (
            "IPNPayment",
            "Payment",
            "CreditCardPayment",
            "ACHPayment",
            "PayPalPayment",
            "AffirmPayment",
        )
    ]
