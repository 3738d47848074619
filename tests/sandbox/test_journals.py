"""Journal entries, and the opening balances that become some."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import account, audited, holds, settles, side, the


@pytest.fixture
def tools(company: Any) -> str:
    """An expense account's id."""
    return the(company, "Tools")


@pytest.fixture
def bank(company: Any) -> str:
    """A bank account's id."""
    return account(company, "Checking", "Bank")


def test_a_journal_has_the_recorded_shape(company: Any, tools: str, bank: str) -> None:
    """Ids from 0, no numbers, a total of nothing."""
    department = company.post("department", {"Name": "Tampa"})["Id"]
    where = {"DepartmentRef": {"value": department}}
    made = company.post(
        "journalentry",
        {"Line": [side("Debit", 20, tools, **where), side("Credit", 20, bank)], "DocNumber": "49"},
    )
    assert list(made) == [
        "Adjustment",
        "TotalAmt",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "DocNumber",
        "TxnDate",
        "CurrencyRef",
        "Line",
    ]
    assert (made["Adjustment"], made["TotalAmt"]) == (False, 0)
    assert [line["Id"] for line in made["Line"]] == ["0", "1"]
    assert made["Line"][1] == {
        "Id": "1",
        "Amount": 20,
        "DetailType": "JournalEntryLineDetail",
        "JournalEntryLineDetail": {
            "PostingType": "Credit",
            "AccountRef": {"value": bank, "name": "Checking"},
        },
        "CustomExtensions": [],
    }
    assert holds(company, bank) == -20
    lines = [side("Debit", 5, tools), {**side("Credit", 5, bank), "Id": "1"}]
    body = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "Line": lines}
    changed = company.post("journalentry", body)
    assert [line["Id"] for line in changed["Line"]] == ["2", "1"]
    assert (holds(company, bank), changed["DocNumber"]) == (-5, "49")
    company.post("journalentry?operation=delete", {"Id": made["Id"], "SyncToken": "1"})
    assert holds(company, bank) == 0
    audited(company)


def test_what_a_journal_must_be(company: Any, tools: str, bank: str) -> None:
    """Two lines, balanced, each with its side; receivables and payables are somebody's."""
    debit = side("Debit", 20, tools)
    error = company.refused("journalentry", {"Line": [debit]})
    assert error["Detail"] == (
        "Business Validation Error: Fill out at least two detail lines to continue."
    )
    error = company.refused("journalentry", {"Line": [debit, side("Credit", 19.99, bank)]})
    assert error["code"] == "2300"
    error = company.refused("journalentry", {"Line": [debit, side("", 20, bank)]})
    assert error["code"] == "2260"
    payable = account(company, "Payable", "Accounts Payable")
    error = company.refused("journalentry", {"Line": [debit, side("Credit", 20, payable)]})
    assert "choose a vendor in the Name field" in error["Detail"]
    receivable = account(company, "Receivable", "Accounts Receivable")
    lines = [side("Debit", 20, receivable), side("Credit", 20, tools)]
    error = company.refused("journalentry", {"Line": lines})
    assert error["Detail"] == (
        "Business Validation Error: When you use Accounts Receivable, you must choose a customer"
        " in the Name field."
    )


def test_a_customer_owes_by_a_journal(company: Any, tools: str) -> None:
    """Its receivables line is open, and a payment settles it."""
    customer = company.post("customer", {"DisplayName": "Amy"})["Id"]
    receivable = account(company, "Receivable", "Accounts Receivable")
    name = {"Type": "Customer", "EntityRef": {"value": customer}}
    made = company.post(
        "journalentry",
        {
            "Line": [
                side("Debit", 20, receivable, Entity=name),
                side("Credit", 20, tools),
            ]
        },
    )
    assert made["Line"][0]["JournalEntryLineDetail"]["Entity"] == {
        "Type": "Customer",
        "EntityRef": {"value": customer, "name": "Amy"},
    }
    assert company.read(f"customer/{customer}")["Balance"] == 20
    body = {
        "CustomerRef": {"value": customer},
        "TotalAmt": 20,
        "Line": [settles(20, "JournalEntry", made["Id"])],
    }
    assert company.post("payment", body)["UnappliedAmt"] == 0
    assert company.read(f"customer/{customer}")["Balance"] == 0
    assert company.refused("payment", body)["code"] == "6000"
    audited(company)


def test_numbers_differ_where_the_company_warns(company: Any, tools: str, bank: str) -> None:
    """6140 with the text that names the holder."""
    pairs = {"NameValue": [{"Name": "WarnDuplicateJournalNumber", "Value": "true"}]}
    token = company.read("preferences")["SyncToken"]
    company.post(
        "preferences", {"Id": "1", "SyncToken": token, "sparse": True, "OtherPrefs": pairs}
    )
    body = {"DocNumber": "J1", "Line": [side("Debit", 1, tools), side("Credit", 1, bank)]}
    made = company.post("journalentry", body)
    error = company.refused("journalentry", body)
    assert error["code"] == "6140"
    assert f"TxnType=Journal Entry with TxnId={made['Id']}" in error["Detail"]


def test_names_begin_with_what_they_owe(company: Any) -> None:
    """Against Opening Balance Equity, once; a later balance is ignored."""
    customer = company.post(
        "customer", {"DisplayName": "Amy", "Balance": 75.5, "OpenBalanceDate": "2024-01-31"}
    )
    vendor = company.post("vendor", {"DisplayName": "PG&E", "Balance": 20})
    assert (customer["Balance"], customer["BalanceWithJobs"], vendor["Balance"]) == (75.5, 75.5, 20)
    assert "OpenBalanceDate" not in customer
    assert holds(company, the(company, "Opening Balance Equity")) == -55.5
    journals = company.query("select * from JournalEntry orderby Id")["JournalEntry"]
    assert [each["PrivateNote"] for each in journals] == ["Opening Balance"] * 2
    assert journals[0]["TxnDate"] == "2024-01-31"
    body = {"Id": customer["Id"], "SyncToken": "0", "sparse": True, "Balance": 1}
    assert company.post("customer", body)["Balance"] == 75.5
    audited(company)


def test_accounts_begin_with_what_they_hold(company: Any) -> None:
    """A bank account by a deposit (recorded), others by a journal; credits where they belong."""
    bank = company.post(
        "account",
        {
            "Name": "Checking",
            "AccountType": "Bank",
            "OpeningBalance": 5000,
            "OpeningBalanceDate": "2014-06-30",
        },
    )
    assert bank["CurrentBalance"] == 5000
    deposit = company.query("select * from Deposit")["Deposit"][0]
    assert (deposit["PrivateNote"], deposit["TxnDate"]) == ("Opening Balance", "2014-06-30")
    loan = account(company, "Loan", "Long Term Liability", OpeningBalance=2000)
    assert holds(company, loan) == -2000
    assert holds(company, the(company, "Opening Balance Equity")) == -3000
    audited(company)


def test_a_transaction_moves_no_more_than_one_line_can(company: Any) -> None:
    """So that sums of many stay sums; each line for itself may be as large."""
    accounts = [
        account(company, name, kind) for name, kind in (("Huge", "Bank"), ("Huger", "Equity"))
    ]

    def lines(count: int) -> dict[str, Any]:
        pairs = zip(("Debit", "Credit"), accounts, strict=True)
        return {"Line": [side(kind, 99999999999, at) for kind, at in pairs for _ in range(count)]}

    company.post("journalentry", lines(1))
    assert company.refused("journalentry", lines(2))["code"] == "2240"


def test_a_journal_has_an_empty_tax_detail_where_sales_are_taxed(sample: Any) -> None:
    """And none where they are not (responses of both kinds of companies)."""
    lines = [side("Debit", 20, "7"), side("Credit", 20, "35")]
    made = sample.post("journalentry", {"Line": lines})
    assert list(made)[-1] == "TxnTaxDetail"
    assert made["TxnTaxDetail"] == {}
    assert sample.read(f"journalentry/{made['Id']}") == made


def test_a_journal_is_numbered_if_asked(company: Any, tools: str, bank: str) -> None:
    """With the next number that none has; a sent one stays, and without the word there is none."""
    lines = {"Line": [side("Debit", 20, tools), side("Credit", 20, bank)]}
    assert "DocNumber" not in company.post("journalentry", lines)
    company.post("journalentry", {**lines, "DocNumber": "2"})
    asked = "journalentry?include=allowautodocnum"
    made = [company.post(asked, lines) for _ in range(2)]
    assert [each["DocNumber"] for each in made] == ["1", "3"]
    assert list(made[0]).index("DocNumber") < list(made[0]).index("TxnDate")
    assert company.read(f"journalentry/{made[1]['Id']}") == made[1]
    assert company.post(asked, {**lines, "DocNumber": "7"})["DocNumber"] == "7"
