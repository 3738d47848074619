"""Bills: their shape, what they refer to, and purchase orders they fulfil."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import account, audited, bought, cost, holds, settles, stock_item, the


@pytest.fixture
def vendor(company: Any) -> dict[str, str]:
    """A reference to a vendor with an address and a term."""
    made = company.post(
        "vendor", {"DisplayName": "Norton Lumber", "BillAddr": {"Line1": "4528 Country Road"}}
    )
    body = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "TermRef": {"value": "3"}}
    company.post("vendor", body)
    return {"value": made["Id"]}


def test_a_bill_has_a_location_if_the_company_tracks_them(company: Any, vendor: Any) -> None:
    """Else it loses it, as in the sandboxes of two clients (2026)."""
    place = {"value": company.post("department", {"Name": "North"})["Id"]}
    body = {
        "VendorRef": vendor,
        "DepartmentRef": place,
        "Line": [cost(5, the(company, "Tools"))],
    }
    assert "DepartmentRef" not in company.post("bill", body)
    held = company.read("preferences")
    switch = {"AccountingInfoPrefs": {"TrackDepartments": True}}
    company.post("preferences", {**held, **switch, "sparse": True})
    assert company.post("bill", body)["DepartmentRef"] == {**place, "name": "North"}


def test_a_bill_has_the_recorded_shape(company: Any, vendor: Any) -> None:
    """Keys in order; terms and address of the vendor; lines say NotBillable and NON."""
    line = {**cost(103.55, the(company, "Tools")), "Description": "Lumber"}
    made = company.post(
        "bill", {"VendorRef": vendor, "TxnDate": "2026-03-01", "Line": [line], "DocNumber": "17"}
    )
    assert list(made) == [
        "SalesTermRef",
        "DueDate",
        "VendorAddr",
        "Balance",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "DocNumber",
        "TxnDate",
        "CurrencyRef",
        "LinkedTxn",
        "Line",
        "VendorRef",
        "APAccountRef",
        "TotalAmt",
    ]
    assert (made["SalesTermRef"], made["DueDate"]) == ({"value": "3"}, "2026-03-31")
    assert made["VendorRef"]["name"] == "Norton Lumber"
    assert made["APAccountRef"]["name"] == "Accounts Payable (A/P)"
    assert made["Line"] == [
        {
            "Id": "1",
            "LineNum": 1,
            "Description": "Lumber",
            "Amount": 103.55,
            "LinkedTxn": [],
            "DetailType": "AccountBasedExpenseLineDetail",
            "AccountBasedExpenseLineDetail": {
                "AccountRef": {"value": the(company, "Tools"), "name": "Tools"},
                "BillableStatus": "NotBillable",
                "TaxCodeRef": {"value": "NON"},
            },
            "CustomExtensions": [],
        }
    ]
    assert holds(company, made["APAccountRef"]["value"]) == -103.55
    assert company.read(f"vendor/{vendor['value']}")["Balance"] == 103.55
    audited(company)


def test_class_and_customer_stand_on_the_line(company: Any, vendor: Any) -> None:
    """In the order of the recording; a billable line needs its customer."""
    klass = company.post("class", {"Name": "Beams"})["Id"]
    customer = company.post("customer", {"DisplayName": "Amy"})["Id"]
    detail = {
        "CustomerRef": {"value": customer},
        "ClassRef": {"value": klass},
        "BillableStatus": "Billable",
    }
    line = cost(10, the(company, "Tools"), **detail)
    made = company.post("bill", {"VendorRef": vendor, "Line": [line]})
    shown = made["Line"][0]["AccountBasedExpenseLineDetail"]
    assert list(shown) == ["CustomerRef", "ClassRef", "AccountRef", "BillableStatus", "TaxCodeRef"]
    line = cost(10, the(company, "Tools"), BillableStatus="Billable")
    assert company.refused("bill", {"VendorRef": vendor, "Line": [line]})["code"] == "6000"


def test_a_bill_needs_its_vendor_even_in_a_sparse_update(company: Any, vendor: Any) -> None:
    """2020, as third parties report; with it the update is taken."""
    lines = [cost(10, the(company, "Tools"))]
    assert company.refused("bill", {"Line": lines})["element"] == "VendorRef"
    made = company.post("bill", {"VendorRef": vendor, "Line": lines})
    body = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "PrivateNote": "late"}
    error = company.refused("bill", body)
    assert (error["code"], error["element"]) == ("2020", "VendorRef")
    assert company.post("bill", {**body, "VendorRef": vendor})["PrivateNote"] == "late"


def test_accounts_must_be_of_the_right_type(company: Any, vendor: Any) -> None:
    """6430: no payable but a payables account, no cost but what is none of them."""
    tools = the(company, "Tools")
    body = {"VendorRef": vendor, "Line": [cost(10, tools)], "APAccountRef": {"value": tools}}
    assert company.refused("bill", body)["code"] == "6430"
    made = company.post("bill", {"VendorRef": vendor, "Line": [cost(10, tools)]})
    line = cost(10, made["APAccountRef"]["value"])
    assert company.refused("bill", {"VendorRef": vendor, "Line": [line]})["code"] == "6430"


def test_numbers_differ_where_the_company_wants_it(company: Any, vendor: Any) -> None:
    """6140 by preference; without it the same number is taken twice."""
    body = {"VendorRef": vendor, "Line": [cost(10, the(company, "Tools"))], "DocNumber": "A-1"}
    first = company.post("bill", body)
    company.post("bill", body)
    preferences = company.read("preferences")
    name = "VendorAndPurchasesPrefs.UseCustomTxnNumbers"
    company.post(
        "preferences",
        {
            "Id": "1",
            "SyncToken": preferences["SyncToken"],
            "sparse": True,
            "OtherPrefs": {"NameValue": [{"Name": name, "Value": "true"}]},
        },
    )
    error = company.refused("bill", body)
    assert error["code"] == "6140"
    assert f"TxnType=Bill with TxnId={first['Id']}" in error["Detail"]


def test_a_bill_closes_the_order_it_fulfils(company: Any, vendor: Any) -> None:
    """Line by line; both sides show the link; the order opens again without the bill."""
    pump, valve = stock_item(company, "Pump"), stock_item(company, "Valve")
    payable = account(company, "Payable", "Accounts Payable")
    order = company.post(
        "purchaseorder",
        {
            "VendorRef": vendor,
            "APAccountRef": {"value": payable},
            "Line": [bought(pump, 2, 10), bought(valve, 1, 5)],
        },
    )
    assert (order["POStatus"], order["TotalAmt"], order["DocNumber"]) == ("Open", 25, "1001")

    def of(line: str) -> dict[str, Any]:
        link = {"TxnId": order["Id"], "TxnType": "PurchaseOrder", "TxnLineId": line}
        item, quantity, price = (pump, 2, 10) if line == "1" else (valve, 1, 5)
        return bought(item, quantity, price, LinkedTxn=[link])

    first = company.post("bill", {"VendorRef": vendor, "Line": [of("1")]})
    assert first["LinkedTxn"] == [{"TxnId": order["Id"], "TxnType": "PurchaseOrder"}]
    assert first["Line"][0]["LinkedTxn"][0]["TxnLineId"] == "1"
    half = company.read(f"purchaseorder/{order['Id']}")
    assert (half["POStatus"], half["LinkedTxn"]) == (
        "Open",
        [{"TxnId": first["Id"], "TxnType": "Bill"}],
    )
    second = company.post("bill", {"VendorRef": vendor, "Line": [of("2")]})
    assert company.read(f"purchaseorder/{order['Id']}")["POStatus"] == "Closed"
    company.post("bill?operation=delete", {"Id": second["Id"], "SyncToken": "0"})
    assert company.read(f"purchaseorder/{order['Id']}")["POStatus"] == "Open"
    now = company.read(f"purchaseorder/{order['Id']}")
    company.post(
        "purchaseorder?operation=delete", {"Id": order["Id"], "SyncToken": now["SyncToken"]}
    )
    left = company.read(f"bill/{first['Id']}")
    assert (left["LinkedTxn"], left["Line"][0]["LinkedTxn"]) == ([], [])
    audited(company)


def test_a_link_to_an_order_that_does_not_fit_is_left_out(company: Any, vendor: Any) -> None:
    """Without a line of the order, of another vendor's, of none, or of one that is fulfilled."""
    pump = stock_item(company, "Pump")
    payable = {"APAccountRef": {"value": account(company, "Payable", "Accounts Payable")}}
    body = {"VendorRef": vendor, "Line": [bought(pump, 2, 10)]}
    mine = company.post("purchaseorder", {**body, **payable})["Id"]
    other = {"value": company.post("vendor", {"DisplayName": "Other"})["Id"]}
    theirs = company.post("purchaseorder", {**body, "VendorRef": other, **payable})["Id"]

    def billed(txn: str, **more: str) -> Any:
        link = {"TxnId": txn, "TxnType": "PurchaseOrder"}
        line = bought(pump, 2, 10, LinkedTxn=[{**link, **more}])
        return company.post("bill", {"VendorRef": vendor, "LinkedTxn": [link], "Line": [line]})

    for made in (
        billed(mine),
        billed(mine, TxnLineId="9"),
        billed(theirs, TxnLineId="1"),
        billed("999", TxnLineId="1"),
    ):
        assert (made["LinkedTxn"], made["Line"][0]["LinkedTxn"]) == ([], [])
    assert company.read(f"purchaseorder/{mine}")["POStatus"] == "Open"
    first, second = billed(mine, TxnLineId="1"), billed(mine, TxnLineId="1")
    assert (bool(first["LinkedTxn"]), second["LinkedTxn"]) == (True, [])
    again = company.post("bill", {**first, "PrivateNote": "x"})
    assert again["LinkedTxn"] == first["LinkedTxn"]
    assert company.read(f"purchaseorder/{mine}")["POStatus"] == "Closed"
    audited(company)


def test_an_order_posts_nothing(company: Any, vendor: Any) -> None:
    """Nobody is owed; APAccountRef is demanded all the same."""
    body = {"VendorRef": vendor, "Line": [bought(stock_item(company), 1, 10)]}
    assert company.refused("purchaseorder", body)["element"] == "APAccountRef"
    payable = account(company, "Payable", "Accounts Payable")
    order = company.post("purchaseorder", {**body, "APAccountRef": {"value": payable}})
    assert list(order)[:4] == ["VendorAddr", "PrintStatus", "EmailStatus", "POStatus"]
    assert holds(company, payable) == 0
    body = {"Id": order["Id"], "SyncToken": "0", "sparse": True, "POStatus": "Closed"}
    assert company.post("purchaseorder", body)["POStatus"] == "Closed"
    audited(company)


def test_a_paid_bill_keeps_what_was_paid(company: Any, vendor: Any) -> None:
    """It can't fall below it; deleted, the payment keeps its money."""
    tools, bank = the(company, "Tools"), account(company, "Checking", "Bank")
    bill = company.post("bill", {"VendorRef": vendor, "Line": [cost(100, tools)]})
    payment = company.post(
        "billpayment",
        {
            "VendorRef": vendor,
            "PayType": "Check",
            "CheckPayment": {"BankAccountRef": {"value": bank}},
            "TotalAmt": 60,
            "Line": [settles(60, "Bill", bill["Id"])],
        },
    )
    body = {"Id": bill["Id"], "SyncToken": "1", "VendorRef": vendor}
    assert company.refused("bill", {**body, "Line": [cost(50, tools)]})["code"] == "6000"
    assert company.post("bill", {**body, "Line": [cost(80, tools)]})["Balance"] == 20
    company.post("bill?operation=delete", {"Id": bill["Id"], "SyncToken": "2"})
    left = company.read(f"billpayment/{payment['Id']}")
    assert (left["TotalAmt"], left["Line"]) == (60, [])
    assert company.read(f"vendor/{vendor['value']}")["Balance"] == -60
    audited(company)


@pytest.mark.parametrize("path", ["bill", "vendorcredit"])
def test_a_bill_comes_to_nothing_or_more(sample: Any, path: str) -> None:
    """6000 in the words of clients of 2026; a negative line among others is fine."""
    body = {"VendorRef": {"value": "56"}, "Line": [cost(10, "7"), cost(-11, "7")]}
    error = sample.refused(path, body)
    told = "Business Validation Error: Enter a transaction amount that is 0 or greater."
    assert (error["code"], error["Detail"]) == ("6000", told)
    body["Line"] = [cost(10, "7"), cost(-10, "7")]
    assert sample.post(path, body)["TotalAmt"] == 0
