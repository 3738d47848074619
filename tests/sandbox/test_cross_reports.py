"""Numbers that several reports tell, where they once did not agree."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import (
    account,
    audited,
    bought,
    cost,
    holds,
    settles,
    side,
    sold,
    stock_item,
    the,
)
from tests.sandbox.conftest import Company
from tests.sandbox.forms import YEAR, get, texts

DAY = {"report_date": "2024-12-31"}
CASH = {**YEAR, "accounting_method": "Cash"}


@pytest.fixture
def books(company: Company) -> Any:
    """A clean company whose ledger must agree with itself afterwards."""
    prefer(company, SalesFormsPrefs={"AllowDeposit": True})
    yield company
    audited(company)


def prefer(company: Company, **groups: Any) -> None:
    """Set preferences as the company's owner."""
    company.emulator.admin("PATCH", f"realms/{company.realm}/preferences", **groups)


def named(company: Company, kind: str, name: str, **more: Any) -> dict[str, str]:
    """Make a customer or vendor; a reference to it."""
    return {"value": company.post(kind, {"DisplayName": name, **more})["Id"]}


def invoice(company: Company, customer: Any, amount: float, day: str, **more: Any) -> str:
    """Make an invoice over one service; its id."""
    body = {"CustomerRef": customer, "TxnDate": day, "Line": [sold("1", 1, amount)], **more}
    return str(company.post("invoice", body)["Id"])


def paid(company: Company, customer: Any, invoice_id: str, amount: float, **more: Any) -> Any:
    """Pay some of an invoice."""
    line = settles(amount, "Invoice", invoice_id)
    body = {"CustomerRef": customer, "TotalAmt": amount, "TxnDate": "2024-03-01", "Line": [line]}
    return company.post("payment", {**body, **more})


def billed(company: Company, vendor: Any, amount: float, day: str, **detail: Any) -> Any:
    """Enter a bill for supplies."""
    lines = [cost(amount, the(company, "Supplies"), **detail)]
    return company.post("bill", {"VendorRef": vendor, "TxnDate": day, "Line": lines})


def check(company: Company, vendor: Any, amount: float, *lines: Any) -> dict[str, Any]:
    """A check that pays a vendor."""
    bank = account(company, "Giro", "Bank")
    return {
        "VendorRef": vendor,
        "TxnDate": "2024-03-01",
        "PayType": "Check",
        "CheckPayment": {"BankAccountRef": {"value": bank}},
        "TotalAmt": amount,
        "Line": list(lines),
    }


def listed(company: Company, name: str, **query: str) -> dict[str, list[str]]:
    """The rows of a report, at any depth, by their first cell."""
    found: dict[str, list[str]] = {}

    def walk(rows: Any) -> None:
        for row in rows.get("Row", []):
            for part in ("Header", "Summary"):
                if part in row:
                    first, *rest = texts(row[part])
                    found.setdefault(first, rest)
            if "ColData" in row:
                first, *rest = texts(row)
                found[first] = rest
            walk(row.get("Rows", {}))

    walk(get(company, name, **query)["Rows"])
    return found


class TestOpen:
    """What is settled is not open in any report."""

    def test_what_is_paid_of_a_bill_is_not_owed(self, books: Company) -> None:
        """Neither is the payment on account."""
        vendor = named(books, "vendor", "Paper Mill")
        whole, part = (billed(books, vendor, 100, day) for day in ("2024-01-05", "2024-01-06"))
        lines = settles(100, "Bill", whole["Id"]), settles(30, "Bill", part["Id"])
        books.post("billpayment", check(books, vendor, 130, *lines))
        rows = listed(books, "AgedPayableDetail", **DAY)
        assert rows["2024-01-06"][-2:] == ["100.00", "70.00"]
        assert "2024-01-05" not in rows
        assert "2024-03-01" not in rows
        assert listed(books, "AgedPayables", **DAY)["Paper Mill"][-1] == "70.00"
        before = listed(books, "AgedPayableDetail", report_date="2024-02-01")
        assert before["2024-01-05"][-1] == before["2024-01-06"][-1] == "100.00"

    def test_a_credit_pays_a_bill_without_money(self, books: Company) -> None:
        """Such a payment has no entries; from its day on neither is open."""
        vendor = named(books, "vendor", "Paper Mill")
        bill = billed(books, vendor, 100, "2024-01-05")
        lines = [cost(100, the(books, "Supplies"))]
        body = {"VendorRef": vendor, "TxnDate": "2024-01-06", "Line": lines}
        credit = books.post("vendorcredit", body)
        settled = settles(100, "Bill", bill["Id"]), settles(100, "VendorCredit", credit["Id"])
        books.post("billpayment", check(books, vendor, 0, *settled))
        assert len(listed(books, "AgedPayableDetail", report_date="2024-02-01")) > 2
        assert listed(books, "AgedPayableDetail", **DAY) == {}
        assert listed(books, "VendorBalanceDetail", **DAY) == {}

    def test_cents_of_parts_in_another_currency_are_not_left_open(self, books: Company) -> None:
        """The part that settles the last takes what rounding left, here as in the ledger."""
        prefer(books, CurrencyPrefs={"MultiCurrencyEnabled": True})
        customer = named(books, "customer", "Hansen", CurrencyRef={"value": "EUR"})
        owed = invoice(books, customer, 1, "2024-01-05", ExchangeRate=1.015)
        for _ in range(3):
            paid(books, customer, owed, 0.25, ExchangeRate=1.015)
        assert listed(books, "AgedReceivables", **DAY)["Hansen"][-1] == "0.24"
        paid(books, customer, owed, 0.25, ExchangeRate=1.015)
        assert listed(books, "AgedReceivableDetail", **DAY) == {}

    def test_a_bill_that_is_paid_keeps_its_vendor_and_its_account(self, books: Company) -> None:
        """The payment is of that vendor, and went out of that account."""
        vendor, other = named(books, "vendor", "Mill"), named(books, "vendor", "Other")
        payables = account(books, "Other Payables", "Accounts Payable")
        lines = [cost(100, the(books, "Supplies"))]
        body = {"VendorRef": vendor, "APAccountRef": {"value": payables}, "Line": lines}
        bill = books.post("bill", body)
        again = {"Id": bill["Id"], "SyncToken": bill["SyncToken"], "Line": lines}
        books.post("bill", {**again, "VendorRef": vendor})  # to the company's own account
        again["SyncToken"] = "1"
        books.post("bill", {**again, **body})
        books.post("billpayment", check(books, vendor, 60, settles(60, "Bill", bill["Id"])))
        again["SyncToken"] = books.read(f"bill/{bill['Id']}")["SyncToken"]
        assert books.refused("bill", {**again, "VendorRef": other})["code"] == "6000"
        third = account(books, "Third Payables", "Accounts Payable")
        elsewhere = {**body, "APAccountRef": {"value": third}}
        assert books.refused("bill", {**again, **elsewhere})["code"] == "6000"
        kept = books.post("bill", {**again, "VendorRef": vendor, "TxnDate": "2024-01-09"})
        assert kept["APAccountRef"]["value"] == payables
        assert holds(books, payables) == -40

    def test_a_payment_goes_to_the_account_of_what_it_pays(self, books: Company) -> None:
        """Whether payables or receivables; what is over goes to the one that it names."""
        vendor, customer = named(books, "vendor", "Mill"), named(books, "customer", "Hansen")
        owed = billed(books, vendor, 100, "2024-01-05")
        more = account(books, "More Payables", "Accounts Payable")
        lines = [cost(50, the(books, "Supplies"))]
        other = {"VendorRef": vendor, "APAccountRef": {"value": more}, "Line": lines}
        second = books.post("bill", other)
        both = settles(100, "Bill", owed["Id"]), settles(50, "Bill", second["Id"])
        books.post("billpayment", check(books, vendor, 150, *both))
        assert holds(books, more) == holds(books, the(books, "Accounts Payable (A/P)")) == 0
        paid(books, customer, invoice(books, customer, 30, "2024-01-05"), 10)
        loans = account(books, "More Receivables", "Accounts Receivable")
        giro = the(books, "Giro")
        whose = {"Entity": {"Type": "Customer", "EntityRef": customer}}
        sides = [side("Debit", 40, loans, **whose), side("Credit", 40, giro)]
        lent = books.post("journalentry", {"TxnDate": "2024-01-05", "Line": sides})["Id"]
        body = {"CustomerRef": customer, "TotalAmt": 45, "ARAccountRef": {"value": loans}}
        books.post("payment", {**body, "Line": [settles(40, "JournalEntry", lent)]})
        assert holds(books, loans) == -5
        assert holds(books, the(books, "Accounts Receivable (A/R)")) == 20

    def test_what_an_expense_gave_back_is_settled_while_it_is_there(self, books: Company) -> None:
        """A payment lets go of it when it is deleted; it can't become less than is settled."""
        customer = named(books, "customer", "Hansen")
        got = paid(books, customer, invoice(books, customer, 10, "2024-01-05"), 10, TotalAmt=50)
        body = {
            "PaymentType": "Cash",
            "AccountRef": {"value": account(books, "Giro", "Bank")},
            "EntityRef": {**customer, "type": "Customer"},
        }
        receivable = the(books, "Accounts Receivable (A/R)")
        spent = books.post("purchase", {**body, "Line": [cost(40, receivable)]})
        again = {key: got[key] for key in ("Id", "SyncToken", "CustomerRef", "TotalAmt", "TxnDate")}
        lines = [*got["Line"], settles(40, "Expense", spent["Id"])]
        assert books.post("payment", {**again, "Line": lines})["UnappliedAmt"] == 0
        token = {"Id": spent["Id"], "SyncToken": spent["SyncToken"]}
        less = {**token, **body, "Line": [cost(39, receivable)]}
        assert books.refused("purchase", less)["code"] == "6000"
        books.post("purchase?operation=delete", token)
        freed = books.read(f"payment/{got['Id']}")
        assert (freed["UnappliedAmt"], len(freed["Line"])) == (40, 1)


class TestCash:
    """The cash basis, where money moved at once."""

    def test_what_is_paid_with_an_invoice_counts_at_once(self, books: Company) -> None:
        """And the rest in proportion to what is left."""
        customer = named(books, "customer", "Hansen")
        owed = invoice(books, customer, 100, "2024-01-05", Deposit=30)
        day = {**CASH, "end_date": "2024-01-31"}
        assert listed(books, "ProfitAndLoss", **day)["Net Income"] == ["30.00"]
        assert listed(books, "BalanceSheet", **day)["Undeposited Funds"] == ["30.00"]
        paid(books, customer, owed, 35)
        assert listed(books, "ProfitAndLoss", **CASH)["Services"] == ["65.00"]
        sheet = listed(books, "BalanceSheet", **CASH)
        assert sheet["Undeposited Funds"] == sheet["TOTAL LIABILITIES AND EQUITY"] == ["65.00"]

    def test_sales_are_what_was_earned(self, books: Company) -> None:
        """Money on account that goes into them is none of the sales."""
        customer = named(books, "customer", "Hansen")
        paid(books, customer, invoice(books, customer, 100, "2024-01-05"), 100)
        assert listed(books, "CustomerSales", **CASH)["Hansen"] == ["100.00"]
        assert listed(books, "ItemSales", **CASH)["Services"][1] == "100.00"
        assert listed(books, "ProfitAndLoss", **CASH)["Net Income"] == ["100.00"]

    def test_quantities_count_as_the_amounts_do(self, books: Company) -> None:
        """Parts of a year come to the year."""
        customer = named(books, "customer", "Hansen")
        body = {"CustomerRef": customer, "TxnDate": "2024-01-05", "Line": [sold("1", 10, 10)]}
        owed = books.post("invoice", body)["Id"]
        paid(books, customer, owed, 25)
        paid(books, customer, owed, 75, TxnDate="2024-04-01")
        body = get(books, "ItemSales", summarize_column_by="Quarter", **CASH)
        row = texts(body["Rows"]["Row"][0])
        assert row[1:3] == ["2.50", "25.00"]
        assert row[8:10] == ["7.50", "75.00"]
        assert row[-7:-5] == ["10.00", "100.00"]
        quarter = {**CASH, "end_date": "2024-03-31"}
        assert listed(books, "ItemSales", **quarter)["Services"][:2] == ["2.50", "25.00"]


class TestCosts:
    """What was bought for a customer."""

    def test_a_cost_is_its_customers(self, books: Company) -> None:
        """In columns by customer, filters and the income of customers; the vendor keeps its own."""
        customer, vendor = named(books, "customer", "Hansen"), named(books, "vendor", "Mill")
        invoice(books, customer, 100, "2024-01-05")
        billed(books, vendor, 30, "2024-01-06", CustomerRef=customer)
        billed(books, vendor, 5, "2024-01-06")
        item = stock_item(books)
        line = bought(item, 1, 7)
        line["ItemBasedExpenseLineDetail"]["CustomerRef"] = customer
        books.post("bill", {"VendorRef": vendor, "TxnDate": "2024-01-07", "Line": [line]})
        by_customer = listed(books, "ProfitAndLoss", summarize_column_by="Customers", **YEAR)
        assert by_customer["Supplies"] == ["30.00", "5.00", "35.00"]
        alone = listed(books, "ProfitAndLoss", customer=customer["value"], **YEAR)
        assert alone["Net Income"] == ["70.00"]
        income = listed(books, "CustomerIncome", **YEAR)
        assert income["Hansen"] == ["100.00", "-30.00", "70.00"]
        assert income["TOTAL"] == ["100.00", "-35.00", "65.00"]
        assert listed(books, "VendorExpenses", **YEAR)["Mill"] == ["35.00"]
        asked = {"columns": "tx_date,cust_name,vend_name", "account": the(books, "Inventory Asset")}
        ledger = listed(books, "GeneralLedger", **asked, **YEAR)
        assert ledger["2024-01-07"][:2] == ["Hansen", "Mill"]


class TestUndepositedFunds:
    """What lies there goes out at what it came in with."""

    def test_money_in_another_currency_is_deposited(self, books: Company) -> None:
        """At home at its worth; in its own currency the other rate is gain or loss."""
        prefer(books, CurrencyPrefs={"MultiCurrencyEnabled": True})
        customer = named(books, "customer", "Hansen", CurrencyRef={"value": "EUR"})
        home = account(books, "Giro", "Bank")
        euros = account(books, "Berlin", "Bank", CurrencyRef={"value": "EUR"})
        made = []
        for _ in range(2):
            owed = invoice(books, customer, 100, "2024-01-05", ExchangeRate=1.1)
            made.append(paid(books, customer, owed, 100, ExchangeRate=1.1)["Id"])
        kind = {"TxnType": "Payment", "TxnLineId": "0"}
        links = [{"LinkedTxn": [{"TxnId": txn, **kind}]} for txn in made]
        body = {"DepositToAccountRef": {"value": home}, "TxnDate": "2024-03-02"}
        first = books.post("deposit", {**body, "Line": links[:1]})
        assert first["TotalAmt"] == 110
        abroad: dict[str, Any] = {
            "DepositToAccountRef": {"value": euros},
            "TxnDate": "2024-03-02",
            "CurrencyRef": {"value": "EUR"},
            "ExchangeRate": 1.25,
        }
        assert books.post("deposit", {**abroad, "Line": links[1:]})["TotalAmt"] == 100
        assert holds(books, the(books, "Undeposited Funds")) == 0
        assert holds(books, home) == 110
        assert listed(books, "ProfitAndLoss", **YEAR)["Exchange Gain or Loss"] == ["-15.00"]
        dollars = {**abroad, "CurrencyRef": {"value": "USD"}, "ExchangeRate": 1}
        line = {"AccountRef": {"value": the(books, "Services")}}
        own = [{"Amount": 1, "DetailType": "DepositLineDetail", "DepositLineDetail": line}]
        assert books.refused("deposit", {**dollars, "Line": own})["code"] == "6000"


def test_stock_begins_against_the_opening_balances(books: Company) -> None:
    """Whatever other account of equity was made without a subtype."""
    capital = account(books, "Capital", "Equity")
    stock_item(books, QtyOnHand=2, PurchaseCost=5)
    assert holds(books, capital) == 0
    assert holds(books, the(books, "Opening Balance Equity")) == -10
