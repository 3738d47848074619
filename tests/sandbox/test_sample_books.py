"""The sample company's books: the recorded balance sheet, from documents."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.sandbox.books import audited

RECORDED = {
    "Checking": "1201.00",
    "Savings": "800.00",
    "Accounts Receivable (A/R)": "5281.52",
    "Inventory Asset": "596.25",
    "Undeposited Funds": "2062.52",
    "Original Cost": "13495.00",
    "TOTAL ASSETS": "23436.29",
    "Accounts Payable (A/P)": "1602.67",
    "Mastercard": "157.72",
    "Arizona Dept. of Revenue Payable": "0.00",
    "Board of Equalization Payable": "370.94",
    "Loan Payable": "4000.00",
    "Notes Payable": "25000.00",
    "Total Liabilities": "31131.33",
    "Opening Balance Equity": "-9337.50",
    "Net Income": "1642.46",
    "Total Equity": "-7695.04",
    "TOTAL LIABILITIES AND EQUITY": "23436.29",
}


def cells(node: Any) -> Any:
    """Every row of a report: its label and its last value."""
    if isinstance(node, dict):
        if "ColData" in node:
            columns = node["ColData"]
            yield columns[0]["value"], columns[-1]["value"]
        for value in node.values():
            yield from cells(value)
    elif isinstance(node, list):
        for each in node:
            yield from cells(each)


def test_the_balance_sheet_is_the_recorded_one(sample: Any) -> None:
    """Of 2014-11-18, figure by figure."""
    response = sample.call("GET", "reports/BalanceSheet?start_date=2014-01-01&end_date=2014-11-18")
    found = {label: value for label, value in cells(response.json()) if value}
    assert {label: found.get(label) for label in RECORDED} == RECORDED
    audited(sample)


EARNED = {
    "Design income": "2250.00",
    "Discounts given": "-89.50",
    "Landscaping Services": "1477.50",
    "Fountains and Garden Lighting": "2246.50",
    "Installation": "250.00",
    "Pest Control Services": "110.00",
    "Sales of Product Income": "912.75",
    "Services": "503.55",
    "Total Income": "10200.77",
    "Total Cost of Goods Sold": "405.00",
    "Net Income": "1642.46",
}
"""The recorded profit and loss of 2023, as far as its source shows figures."""


def test_the_profit_and_loss_is_the_recorded_one(sample: Any) -> None:
    """Stock was kept late: only the last three invoices cost anything."""
    response = sample.call("GET", "reports/ProfitAndLoss?start_date=2014-01-01&end_date=2014-11-18")
    found: dict[str, str] = {}
    for label, value in cells(response.json()):
        found.setdefault(label, value)
    assert {label: found.get(label) for label in EARNED} == EARNED


def test_its_expenses_are_as_recorded(sample: Any) -> None:
    """35 of them: what each was, how it was paid, and its number of a kind."""
    found = sample.query("select * from Purchase maxresults 100")["Purchase"]
    held = {each["Id"]: each for each in found}
    assert len(found) == 35
    kinds: dict[str, set[str]] = {}
    for number, each in held.items():
        kinds.setdefault(each["PurchaseEx"]["any"][0]["value"]["Value"], set()).add(number)
    assert kinds["1"] == {"140", "141", "142", "143", "144"}
    assert kinds["11"] == {"139"}
    assert kinds["31"] == {"131", "132", "134", "135", "136", "137"}
    assert kinds["3"] == {"36", "57", "58", "84", "109", "115", "133", "138"}
    check = held["115"]
    assert (check["DocNumber"], check["TotalAmt"], len(check["Line"])) == ("75", 228.75, 4)
    assert "EntityRef" not in held["144"]
    assert (held["139"]["Credit"], held["139"]["PrivateNote"]) == (True, "Monthly Payment")
    assert (held["56"]["SyncToken"], held["85"]["SyncToken"]) == ("1", "0")
    crew = held["81"]["Line"][0]["AccountBasedExpenseLineDetail"]
    assert crew["CustomerRef"] == {"value": "20", "name": "Red Rock Diner"}


def test_its_bills_and_orders_are_as_recorded(sample: Any) -> None:
    """A bill of lumber paid by card, one that fills an order, two orders still open."""
    lumber = sample.read("bill/25")
    assert lumber["Balance"] == 0
    assert {link["TxnId"]: link["TxnType"] for link in lumber["LinkedTxn"]} == {
        "26": "ReimburseCharge",
        "118": "BillPaymentCheck",
    }
    assert lumber["Line"][0]["AccountBasedExpenseLineDetail"]["BillableStatus"] == "Billable"
    assert sample.read("billpayment/118")["PayType"] == "CreditCard"
    orders = sample.query("select * from PurchaseOrder orderby Id")["PurchaseOrder"]
    assert [(each["DocNumber"], each["TotalAmt"], each["POStatus"]) for each in orders] == [
        ("1002", 125, "Open"),
        ("1003", 228.75, "Open"),
        ("1004", 205, "Closed"),
    ]
    assert list(orders[0])[:5] == ["VendorAddr", "PrintStatus", "EmailStatus", "POStatus", "domain"]
    assert orders[0]["PrintStatus"] == "NotSet"
    assert sample.read("bill/126")["LinkedTxn"][0]["TxnType"] == "PurchaseOrder"
    assert len(sample.query("select * from Bill maxresults 100")["Bill"]) == 15
    refund = sample.read("refundreceipt/66")
    assert (refund["DocNumber"], refund["TotalAmt"], refund["BillAddr"]["Id"]) == (
        "1020",
        87.5,
        "73",
    )
    deposits = sample.query("select * from Deposit orderby Id")["Deposit"]
    assert [each["TotalAmt"] for each in deposits] == [5000, 600, 218.75, 408, 868.15]


def test_it_has_the_well_known_fields_or_none(emulator: Any, sample: Any) -> None:
    """One of sales, two of orders; by choice none, as companies of August 2026 on."""
    newer = emulator.company("sample", choices={"sample-fields": "none"})
    for entity in ("Invoice", "PurchaseOrder", "Estimate"):
        statement = "select * from X".replace("X", entity)
        assert not any(each.get("CustomField") for each in newer.query(statement)[entity])
    assert sample.read("invoice/129")["CustomField"][0]["StringValue"] == "105"
    orders = sample.query("select * from PurchaseOrder orderby Id")["PurchaseOrder"]
    assert orders[0]["CustomField"] == [
        {"DefinitionId": "1", "Name": "Crew #", "Type": "StringType"},
        {"DefinitionId": "2", "Name": "Sales Rep", "Type": "StringType"},
    ]
    switches, names = sample.read("preferences")["VendorAndPurchasesPrefs"]["POCustomField"]
    assert {each["Name"]: each["BooleanValue"] for each in switches["CustomField"]} == {
        "PurchasePrefs.UsePurchaseCustom1": True,
        "PurchasePrefs.UsePurchaseCustom2": True,
        "PurchasePrefs.UsePurchaseCustom3": False,
    }
    assert [(each["Name"], each["StringValue"]) for each in names["CustomField"]] == [
        ("PurchasePrefs.PurchaseCustomName2", "Sales Rep"),
        ("PurchasePrefs.PurchaseCustomName1", "Crew #"),
    ]


def test_customers_vendors_and_stock_are_as_recorded(sample: Any) -> None:
    """Balances of names and quantities of items come of the same documents."""
    for number, owes in ((1, 239), (2, 85), (10, 629.1), (24, 362.07), (26, 414.72), (29, 375)):
        assert sample.read(f"customer/{number}")["Balance"] == owes
    assert sample.read("customer/7")["BalanceWithJobs"] == 562.5
    for number, owed in ((31, 241.23), (36, 755), (46, 205), (48, 86.44), (49, 315)):
        assert sample.read(f"vendor/{number}")["Balance"] == owed
    for number, quantity in ((5, 2), (11, 25), (16, 25), (17, 31)):
        assert sample.read(f"item/{number}")["QtyOnHand"] == quantity


def test_its_estimates_and_receipts_are_as_recorded(sample: Any) -> None:
    """With their ids, what they became, and where the money went."""
    found = sample.query("select * from Estimate orderby Id")["Estimate"]
    assert [(each["Id"], each["TxnStatus"], each["TotalAmt"]) for each in found] == [
        ("41", "Closed", 582.5),
        ("46", "Closed", 70),
        ("48", "Closed", 1005),
        ("100", "Closed", 362.07),
    ]
    assert {each["DocNumber"] for each in found} == {"1001"}
    assert found[2]["LinkedTxn"] == [{"TxnId": "49", "TxnType": "Invoice"}]
    receipts = sample.query("select * from SalesReceipt orderby Id")["SalesReceipt"]
    assert [(each["Id"], each["DocNumber"], each["TotalAmt"]) for each in receipts] == [
        ("11", "1003", 337.5),
        ("17", "1008", 225),
        ("38", "1011", 78.75),
        ("47", "1014", 140),
    ]
    assert receipts[2]["LinkedTxn"] == [{"TxnId": "62", "TxnType": "Deposit"}]
    assert receipts[2]["BillAddr"]["Line4"] == "South Orange, NJ  07079"
    assert receipts[1]["BillAddr"]["Line3"] == "Menlo Park, CA  94304 USA"
    assert [each["BillAddr"]["Id"] for each in receipts] == ["49", "54", "57", "66"]
    assert [each["BillAddr"]["Id"] for each in found] == ["59", "65", "67", "86"]
    assert {each["SyncToken"] for each in receipts} == {"0"}
    assert sample.read("invoice/75")["CustomerRef"]["name"] == "Bill's Windsurf Shop"


def test_its_invoices_are_as_recorded(sample: Any) -> None:
    """Numbers, totals and what is open; who paid, and with what."""
    found = sample.query("select * from Invoice orderby Id")["Invoice"]
    assert [(each["Id"], each["DocNumber"], each["Balance"]) for each in found][-4:] == [
        ("106", "1034", 78.6),
        ("119", "1035", 314.28),
        ("129", "1036", 477.5),
        ("130", "1037", 362.07),
    ]
    assert len(found) == 31
    held = {each["Id"]: each for each in found}
    totals = {"12": 2369.52, "39": 274.5, "67": 459, "93": 460.4, "95": 226.75, "96": 387}
    assert {number: held[number]["TotalAmt"] for number in totals} == totals
    assert {link["TxnId"] for link in held["71"]["LinkedTxn"]} == {"72", "74"}
    memo = sample.read("creditmemo/73")
    assert (memo["DocNumber"], memo["TotalAmt"], memo["Balance"]) == ("1026", 100, 0)
    linking = sample.read("payment/74")
    assert (linking["TotalAmt"], linking["SyncToken"]) == (0, "1")
    assert linking["PrivateNote"] == "Created by QB Online to link credits to charges."


def test_the_first_transaction_has_the_recorded_id(sample: Any) -> None:
    """145, as two clients' sandboxes of 2026 gave it."""
    sale = {
        "Amount": 1,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    made = sample.post("invoice", {"CustomerRef": {"value": "1"}, "Line": [sale]})
    assert made["Id"] == "145"


def test_its_time_is_as_recorded(sample: Any) -> None:
    """Five activities with ids of their own, the last first; what is billable has a charge."""
    found = sample.query("select * from TimeActivity")["TimeActivity"]
    told = ("Id", "TimeChargeId", "BillableStatus", "HourlyRate", "Hours", "Minutes")
    assert [tuple(each.get(name) for name in told) for each in found] == [
        ("5", 54, "HasBeenBilled", 15, 3, 0),
        ("4", 53, "HasBeenBilled", 15, 2, 0),
        ("3", 52, "Billable", 75, 5, 0),
        ("2", None, "NotBillable", 0, 4, 0),
        ("1", None, "NotBillable", 0, 4, 45),
    ]
    assert list(found[0]) == [
        "TxnDate",
        "NameOf",
        "EmployeeRef",
        "CustomerRef",
        "ItemRef",
        "TimeChargeId",
        "BillableStatus",
        "Taxable",
        "HourlyRate",
        "CostRate",
        "Hours",
        "Minutes",
        "Seconds",
        "Description",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
    ]
    assert (found[0]["CostRate"], found[0]["Seconds"], found[0]["SyncToken"]) == (0, 0, "0")
    body = {**found[2], "sparse": True, "Description": "Custom Design, changed"}
    assert sample.post("timeactivity", body)["TimeChargeId"] == 52
    sample.post("deposit?operation=delete", {"Id": "5", "SyncToken": "0"})
    assert sample.read("timeactivity/5")["Id"] == "5"


def test_what_is_made_later_has_long_ids(sample: Any) -> None:
    """Names, items and transactions go on counting; accounts, employees and times do not."""
    employee = sample.post("employee", {"GivenName": "Ada", "FamilyName": "Hall"})
    account = sample.post("account", {"Name": "Software", "AccountType": "Expense"})
    worked = {"NameOf": "Employee", "EmployeeRef": {"value": employee["Id"]}, "Hours": 1}
    time = sample.post("timeactivity", {**worked, "TxnDate": "2026-07-21", "Minutes": 0})
    customer = sample.post("customer", {"DisplayName": "New"})
    vendor = sample.post("vendor", {"DisplayName": "Newer"})
    assert [each["Id"] for each in (account, employee, time, customer, vendor)] == [
        "1150040000",
        "400000001",
        "1073741824",
        "58",
        "59",
    ]


def test_its_days_may_be_recent(emulator: Any, sample: Any) -> None:
    """All move by the same number of days; the last times are of the day when it was made."""
    moved = emulator.company("sample", choices={"sample-days": "recent"})
    made = date.fromisoformat(moved.read(f"companyinfo/{moved.realm}")["CompanyStartDate"])
    apart = made - timedelta(days=5) - date(2014, 11, 10)
    for entity in ("Invoice", "Payment", "Purchase", "Bill", "JournalEntry", "TimeActivity"):
        asked = f"select * from {entity}"  # noqa: S608 - a client's query
        known = {each["Id"]: each for each in sample.query(asked)[entity]}
        for each in moved.query(asked)[entity]:
            for name in {"TxnDate", "DueDate"} & each.keys():
                was = date.fromisoformat(known[each["Id"]][name])
                assert date.fromisoformat(each[name]) == was + apart, (entity, each["Id"], name)
    late = emulator.ask("PATCH", f"realms/{moved.realm}/choices", {"sample-days": "2014"})
    assert (late.status_code, "reset" in late.json()["next"]) == (400, True)
