"""What can't be voided, and what a note says once its transaction was voided."""

from __future__ import annotations

from typing import Any

import pytest

VOID, OPTION = "operation=void", "operation=update&include=void"
PAID = {"value": "35"}
COST = {
    "Amount": 5,
    "DetailType": "AccountBasedExpenseLineDetail",
    "AccountBasedExpenseLineDetail": {"AccountRef": {"value": "7"}},
}


@pytest.fixture
def company(world: Any) -> Any:
    """The sample company, which has documents of nearly every kind."""
    return world.company(preset="sample")


def first(company: Any, entity: str) -> dict[str, str]:
    """Take any document of a kind, as it is named to be voided."""
    made = company.query(f"select * from {entity} maxresults 1")[entity][0]  # noqa: S608 - a name
    return {"Id": made["Id"], "SyncToken": made["SyncToken"]}


@pytest.mark.parametrize("spelling", [VOID, OPTION])
@pytest.mark.parametrize("entity", ["Purchase", "Estimate", "CreditMemo", "Deposit"])
def test_what_is_never_voided_says_so(company: Any, entity: str, spelling: str) -> None:
    """In the words of Intuit's sandbox of August 2026 for an expense; the others alike."""
    error = company.refused(f"{entity.lower()}?{spelling}", first(company, entity))
    assert error == {
        "Message": "Unsupported Operation",
        "Detail": "Operation void is not supported.",
        "code": "500",
        "element": "Operation",
    }


def test_a_bill_is_refused_in_a_success(company: Any) -> None:
    """A fault of the system with the status 200; the bill stays (August 2026)."""
    held = first(company, "Bill")
    before = company.read(f"bill/{held['Id']}")
    answer = company.call("POST", f"bill?{VOID}", json=held)
    assert answer.status_code == 200
    fault = answer.json()["Fault"]
    assert fault["type"] == "SystemFault"
    assert fault["Error"] == [
        {
            "Message": "An application error has occurred while processing your request",
            "Detail": "System Failure Error: java.lang.UnsupportedOperationException",
            "code": "10000",
            "element": "SystemFailureError",
        }
    ]
    assert company.read(f"bill/{held['Id']}") == before


def test_voiding_a_journal_does_nothing_and_says_nothing(company: Any) -> None:
    """A list of answers to a batch, with none in it (August 2026)."""
    lines = [
        {
            "Amount": 5,
            "DetailType": "JournalEntryLineDetail",
            "JournalEntryLineDetail": {"PostingType": side, "AccountRef": {"value": account}},
        }
        for side, account in (("Debit", "7"), ("Credit", "35"))
    ]
    made = company.post("journalentry", {"Line": lines})
    held = {"Id": made["Id"], "SyncToken": "0"}
    answer = company.call("POST", f"journalentry?{VOID}", json=held)
    assert answer.status_code == 200
    assert sorted(answer.json()) == ["BatchItemResponse", "time"]
    assert answer.json()["BatchItemResponse"] == []
    assert company.read(f"journalentry/{made['Id']}") == made


def test_a_payment_of_bills_is_voided_by_an_option_only(company: Any) -> None:
    """The operation is refused as an expense's is (August 2026); the option is documented."""
    held = first(company, "BillPayment")
    error = company.refused(f"billpayment?{VOID}", held)
    assert (error["code"], error["Detail"]) == ("500", "Operation void is not supported.")
    assert company.post(f"billpayment?{OPTION}", held)["PrivateNote"] == "Voided"


def test_a_note_stays_behind_the_word(company: Any) -> None:
    """Intuit's documentation; the form as an expense had it that was voided by hand (2026)."""
    held = first(company, "Invoice")
    noted = company.post("invoice", {**held, "sparse": True, "PrivateNote": "twice billed"})
    held["SyncToken"] = noted["SyncToken"]
    voided = company.post(f"invoice?{VOID}", held)
    assert voided["PrivateNote"] == "Voided - twice billed"
    held["SyncToken"] = voided["SyncToken"]
    assert company.post(f"invoice?{VOID}", held)["PrivateNote"] == "Voided - twice billed"


def test_a_long_note_keeps_its_length(company: Any) -> None:
    """What does not fit behind the word goes."""
    held = first(company, "Invoice")
    noted = company.post("invoice", {**held, "sparse": True, "PrivateNote": "n" * 4000})
    held["SyncToken"] = noted["SyncToken"]
    voided = company.post(f"invoice?{OPTION}", held)["PrivateNote"]
    assert (len(voided), voided[:11]) == (4000, "Voided - nn")


def test_checks_have_numbers_of_their_own(company: Any) -> None:
    """WarnDuplicateCheckNumber is on in every company; other expenses may share one (2026)."""
    cash = {"AccountRef": PAID, "DocNumber": "900", "Line": [COST]}
    for _ in range(2):
        company.post("purchase", {**cash, "PaymentType": "Cash"})
    made = company.post("purchase", {**cash, "PaymentType": "Check"})
    error = company.refused("purchase", {**cash, "PaymentType": "Check"})
    assert error["code"] == "6140"
    assert error["Detail"].endswith(
        f"DocNumber=900 is assigned to TxnType=Check with TxnId={made['Id']}"
    )
    allowed = "purchase?include=allowduplicatedocnum"
    assert company.post(allowed, {**cash, "PaymentType": "Check"})["DocNumber"] == "900"
    token = company.read("preferences")["SyncToken"]
    pairs = {"NameValue": [{"Name": "WarnDuplicateCheckNumber", "Value": "false"}]}
    body = {"Id": "1", "SyncToken": token, "sparse": True, "OtherPrefs": pairs}
    company.post("preferences", body)
    company.post("purchase", {**cash, "PaymentType": "Check"})


def test_an_account_in_use_becomes_inactive(company: Any) -> None:
    """It is renamed and nothing is posted (recorded, August 2026); its entries stay."""
    held = company.read("account/36")
    journals = company.query("select count(*) from JournalEntry")["totalCount"]
    gone = company.post("account", {**held, "Active": False})
    assert gone["Name"] == "Savings (deleted)"
    assert company.query("select count(*) from JournalEntry")["totalCount"] == journals
    text = company.call("GET", "reports/BalanceSheet?date_macro=Today").text
    assert '"Savings (deleted)","id":"36"},{"value":"800.00"}' in text


def test_an_attachment_is_a_note_or_a_file(company: Any) -> None:
    """6000: a file's name alone is neither (a client's test of August 2026)."""
    body = {"FileName": "receipt.png", "ContentType": "image/png"}
    error = company.refused("attachable", body)
    assert (error["code"], error["Detail"]) == (
        "6000",
        "Business Validation Error: You must have at least a note string or file attachment",
    )
    made = company.post("attachable", {**body, "Note": "taxi"})
    assert made["Note"] == "taxi"
    assert company.refused("attachable", {"Id": made["Id"], "SyncToken": "0"})["code"] == "6000"
