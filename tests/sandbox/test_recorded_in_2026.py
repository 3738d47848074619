"""What a sandbox answered in August 2026, without what only its own company has."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def company(world: Any) -> Any:
    """The sample company, as that sandbox had it."""
    return world.company(preset="sample")


def cost(amount: int, account: str) -> dict[str, Any]:
    """Make a line of a bill."""
    detail = {"AccountRef": {"value": account}}
    kind = "AccountBasedExpenseLineDetail"
    return {"Amount": amount, "DetailType": kind, kind: detail}


def test_a_new_account_tells_when_it_was_made_only(company: Any) -> None:
    """Its answer to the create; a read and an update tell the change too."""
    made = company.post("account", {"Name": "Permian", "AccountType": "Expense"})
    assert list(made["MetaData"]) == ["CreateTime"]
    assert made["AccountSubType"] == "Travel"
    assert list(company.read(f"account/{made['Id']}")["MetaData"]) == [
        "CreateTime",
        "LastUpdatedTime",
    ]
    body = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "Name": "Odessa"}
    assert "LastUpdatedTime" in company.post("account", body)["MetaData"]


def test_a_bill_and_its_lines_tell_that_nothing_is_linked(company: Any) -> None:
    """Empty lists, in the places where links would be; a check is to be printed."""
    vendor = {"value": company.post("vendor", {"DisplayName": "Permian Supply"})["Id"]}
    bill = company.post("bill", {"VendorRef": vendor, "Line": [cost(10, "7"), cost(20, "8")]})
    keys = list(bill)
    assert keys[keys.index("CurrencyRef") :] == [
        "CurrencyRef",
        "LinkedTxn",
        "Line",
        "VendorRef",
        "APAccountRef",
        "TotalAmt",
    ]
    assert bill["LinkedTxn"] == []
    for line in bill["Line"]:
        assert list(line) == [
            "Id",
            "LineNum",
            "Amount",
            "LinkedTxn",
            "DetailType",
            "AccountBasedExpenseLineDetail",
            "CustomExtensions",
        ]
        assert line["LinkedTxn"] == []
    paid = company.post(
        "billpayment",
        {
            "VendorRef": vendor,
            "PayType": "Check",
            "CheckPayment": {"BankAccountRef": {"value": "35"}},
            "TotalAmt": 30,
            "Line": [{"Amount": 30, "LinkedTxn": [{"TxnId": bill["Id"], "TxnType": "Bill"}]}],
        },
    )
    assert paid["CheckPayment"]["PrintStatus"] == "NeedToPrint"
    held = company.read(f"bill/{bill['Id']}")
    assert held["LinkedTxn"] == [{"TxnId": paid["Id"], "TxnType": "BillPaymentCheck"}]
    assert company.post("bill", held)["SyncToken"] == held["SyncToken"]


def test_lines_of_journals_have_empty_extensions(company: Any) -> None:
    """Behind the detail, as those of other forms."""
    kind = "JournalEntryLineDetail"
    lines = [
        {
            "Amount": 25,
            "DetailType": kind,
            kind: {"PostingType": side, "AccountRef": {"value": account}},
        }
        for side, account in (("Debit", "7"), ("Credit", "35"))
    ]
    made = company.post("journalentry", {"Line": lines})
    for line in made["Line"]:
        assert list(line) == ["Id", "Amount", "DetailType", kind, "CustomExtensions"]
    assert company.post("journalentry", made)["SyncToken"] == "0"


def test_a_note_is_no_file(company: Any) -> None:
    """Its id is short, a file's name is not kept, and it has a document's id."""
    bill = company.query("select * from Bill maxresults 1")["Bill"][0]["Id"]
    body = {
        "Note": "seen",
        "FileName": "receipt.txt",
        "ContentType": "text/plain",
        "AttachableRef": [{"EntityRef": {"value": bill, "type": "Bill"}}],
    }
    made = company.post("attachable", body)
    assert list(made)[:5] == ["Note", "documentId", "domain", "sparse", "Id"]
    assert (made["Id"], len(made["documentId"])) == ("1000000011", 36)
    assert "FileName" not in made
    changed = company.post("attachable", {**made, "Note": "paid"})
    assert changed["documentId"] == made["documentId"]
    found = company.query("select * from Attachable where Note = 'paid'")["Attachable"]
    assert found == [changed]


def test_what_was_deleted_last_is_told_first(company: Any) -> None:
    """Of changes: the records oldest first, then what is gone, which counts too."""
    body = {"PaymentType": "Cash", "AccountRef": {"value": "35"}, "Line": [cost(1, "7")]}
    first = company.post("purchase", body)
    made = [first["Id"], *(company.post("purchase", body)["Id"] for _ in range(11))]
    for number in made[:11]:
        company.post("purchase?operation=delete", {"Id": number, "SyncToken": "0"})
    asked = {"entities": "Purchase", "changedSince": first["MetaData"]["CreateTime"]}
    response = company.call("GET", "cdc", params=asked).json()
    answer = response["CDCResponse"][0]["QueryResponse"][0]
    told = [each["Id"] for each in answer["Purchase"] if each["Id"] in made]
    assert told == [made[11], *reversed(made[:11])]
    assert answer["totalCount"] == answer["maxResults"] == len(answer["Purchase"])


def test_preferences_are_as_recorded(company: Any) -> None:
    """Keys and values; lists of them do not say where they start."""
    answer = company.call("GET", "query?query=select * from Preferences").json()["QueryResponse"]
    assert list(answer) == ["Preferences", "maxResults"]
    held = answer["Preferences"][0]
    assert held["ProductAndServicesPrefs"]["RevenueRecognitionFrequency"] == "MONTHLY"
    sales = list(held["SalesFormsPrefs"])
    assert sales[0] == "UsingProgressInvoicing"
    assert sales[sales.index("AllowShipping") :] == [
        "AllowShipping",
        "DefaultTerms",
        "AutoApplyCredit",
        "AutoApplyPayments",
        "UsingPriceLevels",
        "DefaultCustomerMessage",
    ]
    assert held["TimeTrackingPrefs"]["DefaultTimeItem"] == {"value": "2"}
    message = held["EmailMessagesPrefs"]["EstimateMessage"]
    assert message["Subject"] == "Estimate from Craig's Design and Landscaping Services"
    assert message["Message"].endswith("\n\nSincerely,\nCraig's Design and Landscaping Services")
    names = [pair["Name"] for pair in held["OtherPrefs"]["NameValue"]]
    assert names[13:] == [
        "VendorAndPurchasesPrefs.UseCustomTxnNumbers",
        "DateFormat",
        "DateFormatMnemonic",
        "NumberFormat",
        "NumberFormatMnemonic",
        "WarnDuplicateCheckNumber",
        "WarnDuplicateBillNumber",
        "WarnDuplicateJournalNumber",
        "SignoutInactiveMinutes",
        "AccountingInfoPrefs.ShowAccountNumbers",
        "VendorAndPurchasesPrefs.PurchaseOrderEnabled",
        "VendorAndPurchasesPrefs.MarkupOnBillableExpenseEnabled",
        "SalesFormsPrefs.AllowGratuity",
    ]


def test_the_company_is_as_recorded(company: Any) -> None:
    """Addresses without a country, and what it says of itself."""
    held = company.read(f"companyinfo/{company.realm}")
    assert held["CompanyAddr"] == {
        "Id": "1",
        "Line1": "123 Sierra Way",
        "City": "San Pablo",
        "CountrySubDivisionCode": "CA",
        "PostalCode": "87999",
    }
    told = {pair["Name"]: pair["Value"] for pair in held["NameValue"]}
    assert list(told) == [
        "NonTracking",
        "IsQbdtMigrated",
        "CompanyType",
        "SubscriptionStatus",
        "OfferingSku",
        "PayrollFeature",
        "AccountantFeature",
        "QBOIndustryType",
        "ItemCategoriesFeature",
        "AssignedTime",
    ]
    assert told["SubscriptionStatus"] == "SUBSCRIBED"
