"""Billable costs and times: charged to a customer by an invoice that is linked to them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import account, audited, cost, sold, the


@pytest.fixture
def customer(company: Any) -> str:
    """A customer's id."""
    made: str = company.post("customer", {"DisplayName": "Cool Cars"})["Id"]
    return made


@pytest.fixture
def bill(company: Any, customer: str) -> Any:
    """A bill of two lines, one of them billable."""
    tools = the(company, "Tools")
    vendor = company.post("vendor", {"DisplayName": "Mill"})["Id"]
    lines = [
        cost(40, tools, BillableStatus="Billable", CustomerRef={"value": customer}),
        cost(5, tools),
    ]
    return company.post("bill", {"VendorRef": {"value": vendor}, "Line": lines})


def charges(company: Any) -> Any:
    """All charges."""
    return company.query("select * from ReimburseCharge orderby Id").get("ReimburseCharge", [])


def invoice(company: Any, customer: str, charge: str, kind: str = "ReimburseCharge") -> Any:
    """An invoice that charges a cost."""
    body = {
        "CustomerRef": {"value": customer},
        "Line": [sold("1", 1, 40)],
        "LinkedTxn": [{"TxnId": charge, "TxnType": kind}],
    }
    return company.post("invoice", body)


def status(company: Any, bill: Any) -> str:
    """Whether the bill's first line was billed."""
    line = company.read(f"bill/{bill['Id']}")["Line"][0]
    found: str = line["AccountBasedExpenseLineDetail"]["BillableStatus"]
    return found


def test_a_billable_line_is_a_charge_until_it_is_invoiced(
    company: Any, customer: str, bill: Any
) -> None:
    """And again when the invoice is deleted or voided."""
    (charge,) = charges(company)
    assert charge["LinkedTxn"] == [{"TxnId": bill["Id"], "TxnType": "Bill", "TxnLineId": "1"}]
    assert (charge["Amount"], charge["HasBeenInvoiced"]) == (40, False)
    assert charge["CustomerRef"] == {"value": customer, "name": "Cool Cars"}
    assert company.read(f"reimbursecharge/{charge['Id']}") == charge
    made = invoice(company, customer, charge["Id"])
    assert made["LinkedTxn"] == [{"TxnId": charge["Id"], "TxnType": "ReimburseCharge"}]
    (now,) = charges(company)
    assert now["HasBeenInvoiced"] is True
    assert now["LinkedTxn"][1:] == [{"TxnId": made["Id"], "TxnType": "Invoice"}]
    assert status(company, bill) == "HasBeenBilled"
    token = {"Id": made["Id"], "SyncToken": made["SyncToken"]}
    company.post("invoice?operation=void", token)
    assert (charges(company)[0]["HasBeenInvoiced"], status(company, bill)) == (False, "Billable")
    again = invoice(company, customer, charge["Id"])
    token = {"Id": again["Id"], "SyncToken": again["SyncToken"]}
    company.post("invoice?operation=delete", token)
    assert (charges(company)[0]["HasBeenInvoiced"], status(company, bill)) == (False, "Billable")
    audited(company)


def test_a_line_of_an_invoice_charges_too(company: Any, customer: str, bill: Any) -> None:
    """Linked line by line."""
    (charge,) = charges(company)
    link = {"TxnId": charge["Id"], "TxnType": "ReimburseCharge"}
    line = {**sold("1", 1, 40), "LinkedTxn": [link]}
    company.post("invoice", {"CustomerRef": {"value": customer}, "Line": [line]})
    assert status(company, bill) == "HasBeenBilled"


def test_a_charge_follows_its_line(company: Any, customer: str, bill: Any) -> None:
    """Another amount is another charge; a line that is not billable any more has none."""
    tools = the(company, "Tools")
    key = {"Id": bill["Id"], "VendorRef": bill["VendorRef"]}
    line = cost(70, tools, BillableStatus="Billable", CustomerRef={"value": customer})
    now = company.read(f"bill/{bill['Id']}")
    changed = company.post("bill", {**key, "SyncToken": now["SyncToken"], "Line": [line]})
    assert [charge["Amount"] for charge in charges(company)] == [70]
    body = {**key, "SyncToken": changed["SyncToken"], "Line": [cost(70, tools)]}
    company.post("bill", body)
    assert charges(company) == []
    audited(company)


def test_what_was_invoiced_can_not_be_deleted(company: Any, customer: str, bill: Any) -> None:
    """6400, as long as the invoice is there."""
    (charge,) = charges(company)
    made = invoice(company, customer, charge["Id"])
    now = company.read(f"bill/{bill['Id']}")
    token = {"Id": now["Id"], "SyncToken": now["SyncToken"]}
    assert company.refused("bill?operation=delete", token)["code"] == "6400"
    gone = {"Id": made["Id"], "SyncToken": made["SyncToken"]}
    company.post("invoice?operation=delete", gone)
    company.post("bill?operation=delete", token)
    assert charges(company) == []
    audited(company)


def test_a_charge_is_invoiced_once_and_to_its_customer(
    company: Any, customer: str, bill: Any
) -> None:
    """620 otherwise; 6000 for what is not there; nobody makes a charge by hand."""
    (charge,) = charges(company)
    other = company.post("customer", {"DisplayName": "Other"})["Id"]
    link = {"TxnId": charge["Id"], "TxnType": "ReimburseCharge"}
    body = {"CustomerRef": {"value": other}, "Line": [sold("1", 1, 1)], "LinkedTxn": [link]}
    assert company.refused("invoice", body)["code"] == "620"
    invoice(company, customer, charge["Id"])
    assert company.refused("invoice", {**body, "CustomerRef": {"value": customer}})["code"] == "620"
    missing = {**body, "LinkedTxn": [{**link, "TxnId": "99999"}]}
    assert company.refused("invoice", missing)["code"] == "6000"
    assert company.refused("reimbursecharge", {"Amount": 1})["code"] == "500"
    assert bill["Id"] == charge["LinkedTxn"][0]["TxnId"]


def test_an_expense_is_billable_too(company: Any, customer: str) -> None:
    """Paid at once."""
    bank = account(company, "Checking", "Bank")
    line = cost(
        9, the(company, "Tools"), BillableStatus="Billable", CustomerRef={"value": customer}
    )
    made = company.post(
        "purchase", {"PaymentType": "Cash", "AccountRef": {"value": bank}, "Line": [line]}
    )
    (charge,) = charges(company)
    assert charge["LinkedTxn"][0]["TxnType"] == "Purchase"
    token = {"Id": made["Id"], "SyncToken": "0"}
    company.post("purchase?operation=delete", token)
    assert charges(company) == []


def test_time_is_billed_by_an_invoice(company: Any, customer: str) -> None:
    """And billable again without it."""
    employee = company.post("employee", {"GivenName": "Emily", "FamilyName": "Platt"})["Id"]
    worked = company.post(
        "timeactivity",
        {
            "NameOf": "Employee",
            "EmployeeRef": {"value": employee},
            "CustomerRef": {"value": customer},
            "ItemRef": {"value": "2"},
            "BillableStatus": "Billable",
            "HourlyRate": 20,
            "Hours": 2,
        },
    )
    path = f"timeactivity/{worked['Id']}"
    made = invoice(company, customer, worked["Id"], "TimeActivity")
    assert company.read(path)["BillableStatus"] == "HasBeenBilled"
    token = {"Id": made["Id"], "SyncToken": made["SyncToken"]}
    company.post("invoice?operation=delete", token)
    assert company.read(path)["BillableStatus"] == "Billable"


def test_time_and_a_transaction_may_have_one_id(sample: Any) -> None:
    """An invoice of the time leaves the transaction of that id alone."""
    assert sample.read("timeactivity/3")["BillableStatus"] == "Billable"
    before = sample.read("bill/3")
    made = invoice(sample, "1", "3", "TimeActivity")
    assert made["LinkedTxn"] == [{"TxnId": "3", "TxnType": "TimeActivity"}]
    assert sample.read("timeactivity/3")["BillableStatus"] == "HasBeenBilled"
    assert sample.read("bill/3") == before
    audited(sample)


def test_a_line_names_its_charge(company: Any, customer: str, bill: Any) -> None:
    """In bills and in vendor credits, whose charges are negative; behind the amount (Intuit)."""
    tools = the(company, "Tools")
    line = cost(90, tools, BillableStatus="Billable", CustomerRef={"value": customer})
    credit = company.post("vendorcredit", {"VendorRef": bill["VendorRef"], "Line": [line]})
    owed, back = charges(company)
    assert (owed["Amount"], back["Amount"]) == (40, -90)
    for form, charge in ((bill, owed), (credit, back)):
        link = {"TxnId": charge["Id"], "TxnType": "ReimburseCharge"}
        assert form["LinkedTxn"] == [link]
        assert form["Line"][0]["LinkedTxn"] == [link]
        names = list(form["Line"][0])
        assert names[names.index("LinkedTxn") - 1 :][:3] == ["Amount", "LinkedTxn", "DetailType"]
    assert bill["Line"][1]["LinkedTxn"] == []
    again = company.post("bill", {**bill, "PrivateNote": "x"})
    assert again["Line"][0]["LinkedTxn"] == bill["Line"][0]["LinkedTxn"]
    key = {"Id": credit["Id"], "SyncToken": credit["SyncToken"]}
    company.post("vendorcredit?operation=delete", key)
    assert charges(company) == [owed]
    audited(company)
