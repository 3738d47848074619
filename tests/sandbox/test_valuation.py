"""Reports of stock and tax in detail, and the classifications of items."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import bought, sold, stock_item
from tests.sandbox.forms import get, texts


def stocked(company: Any) -> tuple[str, str]:
    """Buy ten at 10 and ten at 12, sell fifteen; the item, the bill of the second ten."""
    vendor = {"value": company.post("vendor", {"DisplayName": "Hicks"})["Id"]}
    customer = {"value": company.post("customer", {"DisplayName": "Amy"})["Id"]}
    item = stock_item(company, Sku="P-1", QtyOnHand=1, PurchaseCost=9)
    bill = ""
    for price, day in ((10, "2026-01-01"), (12, "2026-02-05")):
        body = {"VendorRef": vendor, "TxnDate": day, "Line": [bought(item, 10, price)]}
        bill = company.post("bill", body)["Id"]
    body = {"CustomerRef": customer, "TxnDate": "2026-02-10", "Line": [sold(item, 15, 20)]}
    company.post("invoice", {**body, "DocNumber": "S-1"})
    return item, bill


def test_what_moved_and_what_was_there_after(company: Any) -> None:
    """In the form of Intuit's sample; balances go on from before the period."""
    item, bill = stocked(company)
    found = get(company, "InventoryValuationDetail", start_date="2026-02-01", end_date="2026-02-28")
    assert list(found["Header"]) == [
        "Time", "ReportName", "StartPeriod", "EndPeriod", "Currency", "Option"
    ]  # fmt: skip
    titles = [column["ColTitle"] for column in found["Columns"]["Column"]]
    assert titles == [
        "Date", "Transaction Type", "Num", "Name", "Qty", "Rate", "FIFO Cost", "Qty On Hand",
        "Asset Value",
    ]  # fmt: skip
    (section,) = found["Rows"]["Row"]
    assert section["Header"]["ColData"][0] == {"value": "Pump", "id": item}
    first, second = section["Rows"]["Row"]
    assert first["ColData"][1] == {"value": "Bill", "id": bill}
    assert texts(first) == [
        "2026-02-05", "Bill", "", "Hicks", "10.00", "12.00", "120.00", "21.00", "229.00"
    ]  # fmt: skip
    assert texts(second) == [
        "2026-02-10", "Invoice", "S-1", "Amy", "-15.00", "10.47", "-157.00", "6.00", "72.00"
    ]  # fmt: skip
    assert texts(section["Summary"]) == [
        "Total for Pump", "", "", "", "-5.00", "", "-37.00", "6.00", "72.00"
    ]  # fmt: skip


def test_the_start_of_stock_is_a_movement(company: Any) -> None:
    """Named and numbered as in Intuit's sample; columns as asked, in either form."""
    stocked(company)
    start = {"start_date": "2024-01-01", "end_date": "2024-01-31"}
    columns = {"columns": "tx_date,doc_num,txn_type,item_sku,asset_value"}
    found = get(company, "InventoryValuationDetail", **start, **columns)
    (section,) = found["Rows"]["Row"]
    (row,) = section["Rows"]["Row"]
    assert texts(row) == ["2024-01-01", "START", "Inventory Starting Value", "P-1", "9.00"]
    company.emulator.admin("PATCH", f"realms/{company.realm}/choices", **{"ledger-columns": "raw"})
    raw = get(company, "InventoryValuationDetail", **start)["Columns"]["Column"][0]
    assert raw == {"ColTitle": "Date", "ColType": "tx_date"}


def test_without_movements_there_are_no_rows(company: Any) -> None:
    """The month so far is asked for by default."""
    response = company.call("GET", "reports/InventoryValuationDetail")
    assert response.json()["Rows"] == {}
    assert response.json()["Header"]["DateMacro"] == "this month-to-date"
    assert response.json()["Header"]["Option"][0]["Value"] == "true"
    wrong = company.call("GET", "reports/InventoryValuationDetail?columns=colour")
    assert wrong.status_code == 400


def test_the_tax_of_one_agency(sample: Any) -> None:
    """Or of all; from the last to the first by choice."""
    everything = {"start_date": "2000-01-01", "end_date": "2030-01-01"}
    found = get(sample, "TaxSummary", **everything)["Rows"]["Row"]
    agencies = [row["Header"]["ColData"][0]["id"] for row in found[:-1]]
    assert len(agencies) > 1
    (only, total) = get(sample, "TaxSummary", **everything, agency_id=agencies[1])["Rows"]["Row"]
    assert only == found[1]
    assert texts(total["Summary"])[1:] == texts(only["Summary"])[1:]
    turned = get(sample, "TaxSummary", **everything, sort_order="descend")["Rows"]["Row"]
    assert [row["Header"]["ColData"][0]["id"] for row in turned[:-1]] == agencies[::-1]
    assert "Rows" in get(sample, "TaxSummary", **everything, agency_id="99")


def test_a_tax_that_came_as_a_sum_is_in_the_summary(sample: Any) -> None:
    """Of no agency and no rate; taken of nothing that is known."""
    everything = {"start_date": "2000-01-01", "end_date": "2030-01-01"}
    before = get(sample, "TaxSummary", **everything)["Rows"]["Row"]
    line = sold("1", 1, 100)
    line["SalesItemLineDetail"]["TaxCodeRef"] = {"value": "NON"}
    body = {
        "CustomerRef": {"value": "1"},
        "TxnDate": "2026-01-05",
        "Line": [line],
        "TxnTaxDetail": {"TotalTax": 3},
    }
    sample.post("invoice", body)
    first, *others, total = get(sample, "TaxSummary", **everything)["Rows"]["Row"]
    assert texts(first["Rows"]["Row"][0]) == ["Not Specified", "0.00", "3.00"]
    assert texts(first["Summary"]) == ["Total for Not Specified", "0.00", "3.00"]
    assert others == before[:-1]
    was, now = texts(before[-1]["Summary"]), texts(total["Summary"])
    assert float(now[2]) == pytest.approx(float(was[2]) + 3)


def test_there_are_no_tax_classifications(company: Any) -> None:
    """They can be asked for, by what the schema says they have; the answer says it is ours."""
    response = company.call("GET", "query?query=select * from TaxClassification where Level = '1'")
    assert response.json()["QueryResponse"] == {}
    assert response.headers["X-Sandbox-Assumed"] == "tax-classifications"
    assert company.query("select count(*) from TaxClassification") == {"totalCount": 0}
    assert company.refused("taxclassification", {"Name": "A"})["code"] == "500"
