"""What all sales forms do with numbers, lines, addresses, e-mail and custom fields."""

from __future__ import annotations

from typing import Any

import pytest

FORMS = ("invoice", "creditmemo", "salesreceipt", "refundreceipt", "estimate")
ADDRESS = {
    "Line1": "4581 Finch St.",
    "City": "Bayshore",
    "CountrySubDivisionCode": "CA",
    "PostalCode": "94326",
}


def test_a_created_invoice_prints_its_keys_as_recorded(sample: Any) -> None:
    """Order and defaults of the recorded creation, custom field and copied address included."""
    customer = sample.post("customer", {"DisplayName": "Bird Feeders", "BillAddr": ADDRESS})
    line = {
        "Amount": 100.0,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1", "name": "Services"}},
    }
    invoice = sample.post("invoice", {"Line": [line], "CustomerRef": {"value": customer["Id"]}})
    assert list(invoice) == [
        "AllowIPNPayment",
        "AllowOnlinePayment",
        "AllowOnlineCreditCardPayment",
        "AllowOnlineACHPayment",
        "AllowOnlinePayPalPayment",
        "AllowOnlineAffirmPayment",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "CustomField",
        "DocNumber",
        "TxnDate",
        "CurrencyRef",
        "LinkedTxn",
        "Line",
        "TxnTaxDetail",
        "CustomerRef",
        "BillAddr",
        "ShipAddr",
        "FreeFormAddress",
        "ShipFromAddr",
        "DueDate",
        "TotalAmt",
        "ApplyTaxAfterDiscount",
        "PrintStatus",
        "EmailStatus",
        "Balance",
    ]
    assert invoice["CustomField"] == [{"DefinitionId": "1", "Name": "Crew #", "Type": "StringType"}]
    assert invoice["BillAddr"] == invoice["ShipAddr"] == customer["BillAddr"]
    assert invoice["BillAddr"]["Id"]


def test_a_created_receipt_prints_its_keys_as_recorded(sample: Any) -> None:
    """A receipt without a customer: no links, no due date, a named account, a balance of 0."""
    line = {
        "Description": "Custom Design",
        "Amount": 337.50,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "4"}, "UnitPrice": 75, "Qty": 4.5},
    }
    response = sample.call("POST", "salesreceipt", json={"Line": [line]})
    receipt = response.json()["SalesReceipt"]
    assert list(receipt) == [
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "CustomField",
        "DocNumber",
        "TxnDate",
        "CurrencyRef",
        "Line",
        "TxnTaxDetail",
        "ShipFromAddr",
        "TotalAmt",
        "ApplyTaxAfterDiscount",
        "PrintStatus",
        "EmailStatus",
        "Balance",
        "DepositToAccountRef",
    ]
    assert receipt["DepositToAccountRef"] == {"value": "4", "name": "Undeposited Funds"}
    assert '"UnitPrice":75,"Qty":4.5,"ItemAccountRef":{"value":"82","name":"' in response.text
    assert '"Balance":0,' in response.text


@pytest.mark.parametrize("kind", FORMS)
def test_a_company_without_custom_fields_has_an_empty_list(desk: Any, kind: str) -> None:
    """When it is written, read and found (recorded 2015 to 2026)."""
    other = {}
    if kind == "refundreceipt":
        bank = desk.company.post("account", {"Name": "Bank", "AccountType": "Bank"})
        other = {"DepositToAccountRef": {"value": bank["Id"]}}
    made = desk.make(kind, desk.sale(100), **other)
    assert list(made)[list(made).index("MetaData") + 1] == "CustomField"
    assert made["CustomField"] == []
    assert desk.company.read(f"{kind}/{made['Id']}")["CustomField"] == []
    answer = desk.company.query(f"select * from {kind}")  # noqa: S608 - one of FORMS
    (found,) = next(rows for rows in answer.values() if type(rows) is list)
    assert found["CustomField"] == []


def test_a_custom_field_keeps_its_value(sample: Any) -> None:
    """By definition; one that the company has not defined is dropped, and the answer says so."""
    line = {
        "Amount": 1,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    sent = [
        {"DefinitionId": "1", "StringValue": "Crew 7"},
        {"DefinitionId": "3", "StringValue": "x"},
    ]
    body = {"CustomerRef": {"value": "1"}, "Line": [line], "CustomField": sent}
    response = sample.call("POST", "estimate", json=body)
    assert response.json()["Estimate"]["CustomField"] == [
        {"DefinitionId": "1", "Name": "Crew #", "Type": "StringType", "StringValue": "Crew 7"}
    ]
    assert "unknown-custom-field" in response.headers["X-Sandbox-Assumed"]
    body["CustomField"] = [{"DefinitionId": "1", "StringValue": "x" * 32}]
    assert sample.refused("estimate", body)["code"] == "2050"


def test_the_forms_share_one_sequence_of_numbers(desk: Any) -> None:
    """Four forms, four neighbouring numbers; estimates have a sequence of their own."""
    account = desk.account("Checking")
    made = [
        desk.make(form, DepositToAccountRef=account)["DocNumber"]
        for form in FORMS
        if form in {"salesreceipt", "refundreceipt"}
    ]
    made += [desk.make(form)["DocNumber"] for form in ("invoice", "creditmemo")]
    assert made == ["1001", "1002", "1003", "1004"]
    assert [desk.make("estimate")["DocNumber"] for _ in "12"] == ["1001", "1002"]


def test_a_number_is_used_once_unless_it_is_asked_for(desk: Any) -> None:
    """Across the forms; not among estimates, of which the sample company has many alike."""
    desk.prefer(SalesFormsPrefs={"CustomTxnNumbers": True})
    desk.make("invoice", DocNumber="A-1")
    error = desk.company.refused("salesreceipt", desk.form(DocNumber="A-1"))
    assert error["code"] == "6140"
    assert "TxnType=Invoice" in error["Detail"]
    again = desk.company.post("invoice?include=allowduplicatedocnum", desk.form(DocNumber="A-1"))
    assert again["DocNumber"] == "A-1"
    assert [desk.make("estimate", DocNumber="E")["DocNumber"] for _ in "12"] == ["E", "E"]
    assert desk.refused("invoice", DocNumber="x" * 22) == "2050"


def test_an_address_is_reflowed_when_an_update_changes_it(desk: Any) -> None:
    """Who, of what company, the street, and place and postal code with two blanks between."""
    who = {
        "GivenName": "Kathy",
        "FamilyName": "Paulsen",
        "CompanyName": "Paulsen Medical Supplies",
    }
    customer = desk.named("Kathy Paulsen", **who, BillAddr=ADDRESS)
    made = desk.make("invoice", CustomerRef=customer)
    changed = {**ADDRESS, "Line1": "900 Main St.", "City": "Middlefield", "PostalCode": "94303"}
    invoice = desk.company.post("invoice", desk.held(made, sparse=True, BillAddr=changed))
    assert {key: value for key, value in invoice["BillAddr"].items() if key != "Id"} == {
        "Line1": "Kathy Paulsen",
        "Line2": "Paulsen Medical Supplies",
        "Line3": "900 Main St.",
        "Line4": "Middlefield, CA  94303",
    }
    assert invoice["BillAddr"]["Id"] != made["BillAddr"]["Id"]
    assert invoice["ShipAddr"] == made["ShipAddr"]
    echoed = desk.company.post("invoice", {**invoice, "PrivateNote": "seen"})
    assert echoed["BillAddr"] == invoice["BillAddr"]
    abroad = {**changed, "Line1": "1 High St.", "Country": "USA"}
    there = desk.company.post("invoice", desk.held(echoed, sparse=True, BillAddr=abroad))
    assert there["BillAddr"]["Line4"] == "Middlefield, CA  94303 USA"
    assert "Country" not in there["BillAddr"]


def test_an_invoice_is_due_by_its_term(desk: Any) -> None:
    """Days, or a day of the month, which is the next month's when it is too near."""
    assert desk.make("invoice", TxnDate="2026-01-31")["DueDate"] == "2026-01-31"
    term = {"value": "3"}
    made = desk.make("invoice", TxnDate="2026-01-31", SalesTermRef=term)
    assert (made["DueDate"], made["SalesTermRef"]) == ("2026-03-02", {**term, "name": "Net 30"})
    monthly = {"Name": "On the 30th", "DayOfMonthDue": 30, "DueNextMonthDays": 5}
    term = {"value": desk.company.post("term", monthly)["Id"]}
    for day, due in (("2026-01-10", "2026-01-30"), ("2026-01-28", "2026-02-28")):
        assert desk.make("invoice", TxnDate=day, SalesTermRef=term)["DueDate"] == due
    assert desk.make("invoice", SalesTermRef=term, DueDate="2030-01-01")["DueDate"] == "2030-01-01"


def test_e_mail_needs_an_address(desk: Any) -> None:
    """6420 without one, 2210 for what is none; several addresses are one text."""
    assert desk.refused("invoice", EmailStatus="NeedToSend") == "6420"
    assert desk.refused("invoice", BillEmail={"Address": "amy"}) == "2210"
    mail = {"Address": "amy@birds.example,ann@birds.example"}
    made = desk.make(
        "invoice", EmailStatus="NeedToSend", BillEmail=mail, BillEmailCc={"Address": "c@d.example"}
    )
    assert made["BillEmail"] == mail
    assert made["DeliveryInfo"] == {"DeliveryType": "Email"}
    assert list(made)[-5:] == ["EmailStatus", "BillEmail", "BillEmailCc", "Balance", "DeliveryInfo"]


def test_classes_and_locations_follow_the_preferences(desk: Any) -> None:
    """Dropped where the company does not track them."""
    klass = {"value": desk.company.post("class", {"Name": "Retail"})["Id"]}
    place = {"value": desk.company.post("department", {"Name": "Tampa"})["Id"]}
    line = desk.sale(100, ClassRef=klass)
    made = desk.make("invoice", line, DepartmentRef=place, ClassRef=klass)
    assert not {"DepartmentRef", "ClassRef"} & set(made)
    assert "ClassRef" not in made["Line"][0]["SalesItemLineDetail"]
    desk.prefer(AccountingInfoPrefs={"TrackDepartments": True, "ClassTrackingPerTxnLine": True})
    made = desk.make("invoice", line, DepartmentRef=place)
    assert made["DepartmentRef"] == {**place, "name": "Tampa"}
    assert made["Line"][0]["SalesItemLineDetail"]["ClassRef"] == {**klass, "name": "Retail"}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_can_be_read_queried_changed_and_deleted(desk: Any, form: str) -> None:
    """With what it must have, and by the rules of sparse and full updates."""
    account = desk.account("Checking")
    extra = {"DepositToAccountRef": account} if form == "refundreceipt" else {}
    made = desk.make(form, PrivateNote="note", **extra)
    held = {**made, "FreeFormAddress": False}
    assert desk.company.read(f"{form}/{made['Id']}") == held
    number = made["DocNumber"]
    found = desk.company.query(f"select * from {form} where DocNumber = '{number}'")  # noqa: S608
    assert next(iter(found.values())) == [held]
    sparse = desk.company.post(form, desk.held(made, sparse=True, CustomerMemo={"value": "Hi"}))
    assert sparse["PrivateNote"] == "note"
    assert sparse["Line"] == made["Line"]
    full = desk.company.post(form, desk.held(sparse, **desk.form(**extra)))
    assert not {"PrivateNote", "CustomerMemo"} & set(full)
    assert full["Line"][0]["Id"] == "2"
    assert full["SyncToken"] == "2"
    assert desk.company.refused(form, {**desk.form(**extra), "Nonsense": 1})["code"] == "2010"
    gone = desk.company.post(f"{form}?operation=delete", desk.held(full))
    assert gone == {"domain": "QBO", "status": "Deleted", "Id": made["Id"]}
    assert desk.balances() == {}
