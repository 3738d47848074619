"""The general ledger of Intuit's sample company as a client recorded it in September 2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from harness.sandbox.tokens.identity import CLAIMS
from tests.sandbox.conftest import Company
from tests.sandbox.forms import get

ASKED = "tx_date,txn_type,doc_num,name,memo,split_acc,debt_amt,credit_amt,create_by,create_date"
ANSWERED = "tx_date,txn_type,doc_num,create_date,create_by,name,debt_amt,credit_amt,memo,split_acc"
SPLIT = {"value": "-Split-", "id": ""}
LINKING = "Created by QB Online to link credits to charges."


class Ledger:
    """A report with its sections by what their totals are called."""

    def __init__(self, body: Any) -> None:
        self.columns = [each["MetaData"][0]["Value"] for each in body["Columns"]["Column"]]
        self.totals: dict[str, dict[str, str]] = {}
        self.rows: list[tuple[str, dict[str, Any]]] = []
        self.heads: dict[str, dict[str, str] | None] = {}
        for row in body["Rows"]["Row"]:
            self._read(row)

    def _read(self, section: Any) -> None:
        total = self._cells(section["Summary"])
        title = total["tx_date"]["value"].removeprefix("Total for ")
        self.totals[title] = {key: found["value"] for key, found in total.items()}
        self.heads[title] = section["Header"]["ColData"][0] if "Header" in section else None
        for row in section["Rows"]["Row"]:
            if row["type"] == "Section":
                self._read(row)
            else:
                self.rows.append((title, self._cells(row)))

    def _cells(self, row: Any) -> dict[str, Any]:
        return dict(zip(self.columns, row["ColData"], strict=True))

    def of(self, title: str, number: str) -> list[dict[str, Any]]:
        """The rows of a transaction in a section."""
        return list(self._of(title, number))

    def _of(self, title: str, number: str) -> Iterator[dict[str, Any]]:
        for section, row in self.rows:
            if section == title and row["txn_type"].get("id") == number:
                yield row

    def one(self, title: str, number: str) -> dict[str, Any]:
        """The only row of a transaction in a section."""
        (row,) = self.of(title, number)
        return row


@pytest.fixture(scope="module")
def company(emulator: Any) -> Company:
    """The sample company, which no test changes."""
    made: Company = emulator.company("sample")
    return made


@pytest.fixture(scope="module")
def ledger(company: Company) -> Ledger:
    """All of its ledger, with the columns of the recording."""
    span = {"start_date": "2000-01-01", "end_date": "2030-01-01"}
    return Ledger(get(company, "GeneralLedger", columns=ASKED, minorversion="75", **span))


def test_columns_come_in_an_order_of_their_own(company: Company, ledger: Ledger) -> None:
    """However they were asked for; the amounts stay last."""
    assert ledger.columns == ANSWERED.split(",")
    asked = "rbal_nat_amount,subt_nat_amount,due_date,memo,account_name,tx_date"
    told = get(company, "GeneralLedger", columns=asked)["Columns"]["Column"]
    assert [each["MetaData"][0]["Value"] for each in told] == [
        "tx_date",
        "memo",
        "account_name",
        "due_date",
        "subt_nat_amount",
        "rbal_nat_amount",
    ]


def test_both_sides_are_summed(ledger: Ledger) -> None:
    """Each by itself, below a parent too; a side that nothing is on is blank."""
    sides = {
        title: (total["debt_amt"], total["credit_amt"]) for title, total in ledger.totals.items()
    }
    assert sides["Design income"] == ("", "2250.00")
    assert sides["Discounts given"] == ("89.50", "")
    assert sides["Mastercard"] == ("900.00", "1057.72")
    assert sides["Automobile"] == ("113.96", "")
    assert sides["Automobile with sub-accounts"] == ("463.37", "")
    assert sides["Truck"] == ("13495.00", "")


def test_several_entries_are_a_split(ledger: Ledger) -> None:
    """Also where all are on one account; a journal always is, on both of its sides."""
    assert ledger.one("Checking", "62")["split_acc"] == SPLIT
    assert ledger.one("Checking", "115")["split_acc"] == SPLIT
    assert ledger.one("Accounts Payable (A/P)", "126")["split_acc"] == SPLIT
    assert ledger.one("Checking", "57")["split_acc"] == {"value": "Automobile:Fuel", "id": "56"}
    sides = [row for _, row in ledger.rows if row["txn_type"]["value"] == "Journal Entry"]
    assert sides
    assert all(row["split_acc"] == SPLIT for row in sides)


def test_an_expense_is_called_by_the_number_of_its_kind(ledger: Ledger) -> None:
    """Paid by card it is an expense too, unless a bank's feed has brought it."""
    called = {row["txn_type"]["id"]: row["txn_type"]["value"] for _, row in ledger.rows}
    kinds = {"85": "Expense", "80": "Expense", "136": "Cash Expense", "84": "Check"}
    kinds |= {"139": "Credit Card Credit", "140": "Credit Card Expense"}
    assert {number: called[number] for number in kinds} == kinds


def test_a_note_is_where_the_money_is(ledger: Ledger) -> None:
    """Not at what a payment settles, nor at a tax, nor at a deposit's lines."""
    note = "Amy claims the pest control did not occur"
    assert ledger.one("Checking", "72")["memo"]["value"] == note
    assert ledger.one("Accounts Receivable (A/R)", "72")["memo"]["value"] == ""
    front = "Front yard, hedges, and sidewalks"
    assert ledger.one("Accounts Receivable (A/R)", "9")["memo"]["value"] == front
    assert ledger.one("Board of Equalization Payable", "9")["memo"]["value"] == ""
    assert ledger.one("Savings", "5")["memo"]["value"] == "Opening Balance"
    assert ledger.one("Opening Balance Equity", "5")["memo"]["value"] == ""
    assert ledger.one("Savings", "121")["memo"]["value"] == "Money to savings"
    assert ledger.one("Discounts given", "39")["memo"]["value"] == "Discount"


def test_what_is_brought_to_the_bank_has_no_name(ledger: Ledger) -> None:
    """Whoever paid it."""
    lying = ledger.of("Undeposited Funds", "121")
    assert [row["name"] for row in lying] == [{"value": "", "id": ""}] * 5


def test_it_tells_who_made_what(ledger: Ledger) -> None:
    """One person made everything, as the identity endpoint calls them."""
    told = {row["create_by"]["value"] for _, row in ledger.rows if "id" in row["txn_type"]}
    assert told == {" ".join(CLAIMS["profile"].values())}


def test_a_payment_without_money_is_on_no_account(ledger: Ledger) -> None:
    """Its own side is in a last section; what it settles is a split of nothing."""
    assert list(ledger.totals)[-1] == "Not Specified"
    assert ledger.heads["Not Specified"] == {"value": "Not Specified"}
    assert ledger.totals["Not Specified"]["debt_amt"] == ".00"
    own, settled = ledger.one("Not Specified", "74"), ledger.one("Accounts Receivable (A/R)", "74")
    assert (own["memo"]["value"], own["debt_amt"]["value"]) == (LINKING, ".00")
    assert own["split_acc"] == {"value": "Accounts Receivable (A/R)", "id": "84"}
    assert (settled["memo"]["value"], settled["debt_amt"]["value"]) == ("", ".00")
    assert settled["split_acc"] == SPLIT
    assert ledger.of("Undeposited Funds", "74") == []


def test_accounts_are_listed_by_name(company: Company) -> None:
    """By their own, not by that of those above them."""
    found = company.query("select * from Account maxresults 1000")["Account"]
    names = [each["Name"].casefold() for each in found]
    assert names == sorted(names)
    assert [each["Id"] for each in found[:6]] == ["69", "33", "84", "7", "89", "55"]


def test_a_card_that_is_owed_is_negative(emulator: Any, company: Company) -> None:
    """As every credit; an older dump had cards alone positive."""
    assert company.read("account/41")["CurrentBalance"] == -157.72
    assert company.read("account/34")["CurrentBalance"] == 9337.5
    other = emulator.company("sample")
    choice = {"account-balance-sign": "cards"}
    emulator.admin("PATCH", f"realms/{other.realm}/choices", **choice)
    assert other.read("account/41")["CurrentBalance"] == 157.72
    assert other.read("account/33")["CurrentBalance"] == -1602.67


def test_tax_is_paid_by_a_transaction_of_its_own(company: Company, ledger: Ledger) -> None:
    """That no query finds: both of its sides are splits and have the note."""
    paid = [ledger.one("Checking", number) for number in ("123", "124")]
    paid.append(ledger.one("Board of Equalization Payable", "124"))
    for row in paid:
        assert (row["txn_type"]["value"], row["memo"]["value"]) == (
            "Sales Tax Payment",
            "Q1 Payment",
        )
        assert (row["split_acc"], row["tx_date"]["value"]) == (SPLIT, "2014-09-09")
    found = company.query("select * from JournalEntry")["JournalEntry"]
    assert {each["Id"] for each in found} == {"6", "7", "8"}
    assert company.call("GET", "query?query=select * from SalesTaxPayment").status_code == 400


def test_journals_of_balances_are_as_recorded(company: Company) -> None:
    """One for each account, a line on it and one on equity."""
    found = company.query("select * from JournalEntry")["JournalEntry"]
    journal = next(each for each in found if each["Id"] == "6")
    assert (journal["TxnDate"], journal["PrivateNote"]) == ("2014-10-07", "Opening Balance")
    assert journal["Line"] == [
        {
            "Id": number,
            "Description": "Opening Balance",
            "Amount": 13495,
            "DetailType": "JournalEntryLineDetail",
            "JournalEntryLineDetail": {
                "PostingType": side,
                "AccountRef": {"value": account, "name": name},
            },
            "CustomExtensions": [],
        }
        for number, side, account, name in (
            ("0", "Debit", "38", "Truck:Original Cost"),
            ("1", "Credit", "34", "Opening Balance Equity"),
        )
    ]


def test_stock_begins_with_an_adjustment(ledger: Ledger) -> None:
    """Of the sample company's four: an entry and one over nothing on either account."""
    asset, empty = ledger.of("Inventory Asset", "110")
    for row in (asset, empty):
        assert row["txn_type"]["value"] == "Inventory Qty Adjust"
        assert row["doc_num"]["value"] == "START"
        assert row["memo"]["value"] == "Opening inventory for Pump"
        assert row["split_acc"]["id"] == "34"
    assert (asset["debt_amt"]["value"], empty["debt_amt"]["value"]) == ("160.00", "")
    equity, nothing = ledger.of("Opening Balance Equity", "110")
    assert (equity["credit_amt"]["value"], equity["split_acc"]["id"]) == ("160.00", "34")
    assert (nothing["debt_amt"]["value"], nothing["credit_amt"]["value"]) == ("", "")
    assert nothing["split_acc"] == {"value": "Inventory Asset", "id": "81"}
    worth = {number: ledger.of("Inventory Asset", number)[0] for number in ("111", "112", "113")}
    assert [row["debt_amt"]["value"] for row in worth.values()] == ["7.50", "25.00", "375.00"]


def test_documents_have_the_recorded_numbers_and_texts(company: Company, ledger: Ledger) -> None:
    """Payments of bills, what bills and services were for, two days, and an invoice's lines."""
    numbers = {"22": "1", "37": "3", "77": "6", "79": "7", "82": "45", "104": "11", "118": "1"}
    payables = {
        row["txn_type"]["id"]: row
        for title, row in ledger.rows
        if title == "Accounts Payable (A/P)" and "id" in row["txn_type"]
    }
    assert {number: payables[number]["doc_num"]["value"] for number in numbers} == numbers
    texts = {("Rent or Lease", "24"): "Building Lease", ("Telephone", "21"): "Monthly Phone Bill"}
    texts |= {("Miscellaneous", "2"): "", ("Accounts Payable (A/P)", "2"): "Opening Balance"}
    texts |= {("Services", "12"): "Installation Hours", ("Services", "27"): "Lumber"}
    texts |= {("Pest Control Services", "66"): "Refund - Pest control was ineffective"}
    assert {place: ledger.one(*place)["memo"]["value"] for place in texts} == texts
    days = {"66": "2014-10-21", "17": "2014-09-28"}
    assert {number: ledger.one("Checking", number)["tx_date"]["value"] for number in days} == days
    sold = [line.get("Description") for line in company.read("invoice/129")["Line"]]
    assert sold[:3] == ["Sod", "2 cubic ft. bag", "Weekly Gardening Service"]
    assert company.read("purchaseorder/125")["DocNumber"] == "1004"
    assert "PrivateNote" not in company.read("salesreceipt/11")


def test_accounts_are_as_recorded(company: Company) -> None:
    """One is deleted, one was changed; some subtypes."""
    asked = "select * from Account where Active in (true, false) maxresults 1000"
    found = {each["Id"]: each for each in company.query(asked)["Account"]}
    assert len(found) == 90
    assert (found["18"]["Name"], found["18"]["Active"]) == ("Repair & Maintenance (deleted)", False)
    assert {number for number, each in found.items() if each["SyncToken"] != "0"} == {"18", "41"}
    other = ("58", "59", "60", "61", "68")
    assert {found[each]["AccountSubType"] for each in other} == {"OtherMiscellaneousServiceCost"}
    assert found["70"]["AccountSubType"] == "LegalProfessionalFees"


def test_recent_stamps_lie_apart_as_recorded(emulator: Any) -> None:
    """Lists five days before bill 25, documents over eight days, a bank feed's later."""
    recent = emulator.company("sample", choices={"sample-days": "recent"})
    first = date.fromisoformat(recent.read("bill/25")["TxnDate"])

    def made(path: str) -> int:
        stamp = recent.read(path)["MetaData"]["CreateTime"]
        return (date.fromisoformat(stamp[:10]) - first).days

    paths = ("account/1", "bill/1", "deposit/5", "bill/25", "invoice/49", "payment/94")
    assert [made(path) for path in paths] == [-5, -4, -1, 0, 1, 2]
    assert [made(path) for path in ("invoice/129", "purchase/131", "purchase/144")] == [3, 17, 28]


def test_a_new_account_below_another_gives_it_its_time(emulator: Any, turn: Any) -> None:
    """And the one above that keeps its own; no SyncToken changes."""
    company = emulator.company("sample")

    def make(name: str, **values: Any) -> Any:
        turn(seconds=2)
        return company.post("account", {"Name": name, "AccountType": "Expense", **values})

    def below(above: Any) -> dict[str, Any]:
        return {"SubAccount": True, "ParentRef": {"value": above["Id"]}}

    top = make("Top")
    middle = make("Middle", **below(top))
    last = make("Last", **below(middle))
    told = [company.read(f"account/{each['Id']}") for each in (top, middle)]
    assert [each["MetaData"]["LastUpdatedTime"] for each in told] == [
        middle["MetaData"]["CreateTime"],
        last["MetaData"]["CreateTime"],
    ]
    assert {each["SyncToken"] for each in told} == {"0"}
