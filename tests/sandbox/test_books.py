"""The reports agree with one another, and with the ledger, whatever was done and when."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.conftest import CLIENT_ID, REDIRECT, SECRET, Company

PERIODS = [
    ("2024-01-01", "2024-12-31"),
    ("2025-01-01", "2025-01-31"),
    ("2025-02-10", "2025-06-30"),
    ("2024-06-01", "2025-12-31"),
]
BASES = ["Accrual", "Cash"]
CENT = Decimal("0.01")


def report(company: Company, name: str, **query: str) -> Any:
    """A report, demanded."""
    response = company.call("GET", f"reports/{name}", params=query)
    assert response.status_code == 200, response.text
    return response.json()


def walked(rows: Any) -> Iterator[tuple[str, Any]]:
    """Every line of a report: Header, ColData or Summary, with its row."""
    for row in rows.get("Row", []):
        for part in ("Header", "ColData"):
            if part in row:
                yield part, row
        if "Rows" in row:
            yield from walked(row["Rows"])
        if "Summary" in row:
            yield "Summary", row


def accounts(rows: Any) -> Iterator[tuple[str, list[Any]]]:
    """Every account of a ledger that has rows of its own, with them."""
    for row in rows["Row"]:
        inside = row["Rows"]["Row"]
        if "id" in row["Header"]["ColData"][0]:
            own = inside if "ColData" in inside[0] else inside[0]["Rows"]["Row"]
            yield row["Header"]["ColData"][0]["id"], own
        yield from accounts({"Row": [one for one in inside if "Header" in one]})


def summary(body: Any, group: str, at: int = 1) -> Decimal:
    """The total of a group; nothing is zero."""
    for part, row in walked(body["Rows"]):
        if row.get("group") == group and part in {"Summary", "ColData"}:
            cells = row["Summary"]["ColData"] if part == "Summary" else row["ColData"]
            return Decimal(cells[at]["value"] or 0)
    return Decimal(0)


def made(company: Company) -> Company:
    """Do business of every kind over two fiscal years."""

    def account(name: str, kind: str) -> str:
        return str(company.post("account", {"Name": name, "AccountType": kind})["Id"])

    def ref(value: str) -> dict[str, str]:
        return {"value": value}

    bank, card = account("Bank One", "Bank"), account("Card", "Credit Card")
    income, cost = account("Work", "Income"), account("Rent", "Expense")
    loan = account("Loan", "Long Term Liability")
    company.post(
        "account",
        {"Name": "Office", "AccountType": "Expense", "SubAccount": True, "ParentRef": ref(cost)},
    )
    customer = company.post("customer", {"DisplayName": "Ada"})["Id"]
    other = company.post("customer", {"DisplayName": "Bob"})["Id"]
    vendor = company.post("vendor", {"DisplayName": "Supplier"})["Id"]
    item = company.post(
        "item", {"Name": "Hour", "Type": "Service", "IncomeAccountRef": ref(income)}
    )["Id"]
    goods = company.post(
        "item",
        {
            "Name": "Stone",
            "Type": "Inventory",
            "TrackQtyOnHand": True,
            "QtyOnHand": 10,
            "InvStartDate": "2024-01-02",
            "PurchaseCost": 3,
            "IncomeAccountRef": ref(income),
            "ExpenseAccountRef": ref(account("Stones sold", "Cost of Goods Sold")),
            "AssetAccountRef": ref(
                company.post(
                    "account",
                    {
                        "Name": "Stones",
                        "AccountType": "Other Current Asset",
                        "AccountSubType": "Inventory",
                    },
                )["Id"]
            ),
        },
    )["Id"]

    def sold(what: str, amount: float) -> dict[str, Any]:
        return {
            "Amount": amount,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": ref(what), "Qty": 1, "UnitPrice": amount},
        }

    def cost_line(amount: float) -> dict[str, Any]:
        return {
            "Amount": amount,
            "DetailType": "AccountBasedExpenseLineDetail",
            "AccountBasedExpenseLineDetail": {"AccountRef": ref(cost)},
        }

    def settled(amount: float, kind: str, txn: str) -> dict[str, Any]:
        return {"Amount": amount, "LinkedTxn": [{"TxnId": txn, "TxnType": kind}]}

    first = company.post(
        "invoice",
        {
            "TxnDate": "2024-03-01",
            "CustomerRef": ref(customer),
            "Line": [sold(item, 100), sold(goods, 33.33)],
        },
    )["Id"]
    second = company.post(
        "invoice",
        {"TxnDate": "2025-01-15", "CustomerRef": ref(other), "Line": [sold(item, 70)]},
    )["Id"]
    company.post(
        "payment",
        {
            "TxnDate": "2025-01-20",
            "CustomerRef": ref(customer),
            "TotalAmt": 50,
            "Line": [settled(50, "Invoice", first)],
        },
    )
    company.post(
        "payment",
        {
            "TxnDate": "2025-01-10",
            "CustomerRef": ref(other),
            "TotalAmt": 90,
            "DepositToAccountRef": ref(bank),
            "Line": [settled(70, "Invoice", second)],
        },
    )
    credit = company.post(
        "creditmemo",
        {"TxnDate": "2025-03-01", "CustomerRef": ref(customer), "Line": [sold(item, 11.11)]},
    )["Id"]
    company.post(
        "payment",
        {
            "TxnDate": "2025-03-02",
            "CustomerRef": ref(customer),
            "TotalAmt": 0,
            "Line": [settled(11.11, "Invoice", first), settled(11.11, "CreditMemo", credit)],
        },
    )
    company.post(
        "salesreceipt",
        {"TxnDate": "2024-07-01", "CustomerRef": ref(other), "Line": [sold(goods, 12.5)]},
    )
    company.post(
        "refundreceipt",
        {
            "TxnDate": "2025-02-20",
            "CustomerRef": ref(other),
            "DepositToAccountRef": ref(bank),
            "Line": [sold(item, 5)],
        },
    )
    bill = company.post(
        "bill",
        {"TxnDate": "2024-11-11", "VendorRef": ref(vendor), "Line": [cost_line(80), cost_line(1)]},
    )["Id"]
    company.post(
        "billpayment",
        {
            "TxnDate": "2025-02-11",
            "VendorRef": ref(vendor),
            "PayType": "Check",
            "CheckPayment": {"BankAccountRef": ref(bank)},
            "TotalAmt": 27,
            "Line": [settled(27, "Bill", bill)],
        },
    )
    company.post(
        "vendorcredit",
        {"TxnDate": "2025-04-01", "VendorRef": ref(vendor), "Line": [cost_line(9)]},
    )
    company.post(
        "purchase",
        {
            "TxnDate": "2025-02-15",
            "PaymentType": "CreditCard",
            "AccountRef": ref(card),
            "Line": [cost_line(13.37)],
        },
    )
    company.post(
        "transfer",
        {
            "TxnDate": "2025-02-16",
            "FromAccountRef": ref(bank),
            "ToAccountRef": ref(card),
            "Amount": 5,
        },
    )
    receivable = next(
        one["Id"]
        for one in company.query("SELECT * FROM Account")["Account"]
        if one["AccountType"] == "Accounts Receivable"
    )
    company.post(
        "journalentry",
        {
            "TxnDate": "2024-12-30",
            "Line": [
                {
                    "Amount": amount,
                    "DetailType": "JournalEntryLineDetail",
                    "JournalEntryLineDetail": {
                        "PostingType": side,
                        "AccountRef": ref(where),
                        **(
                            {"Entity": {"Type": "Customer", "EntityRef": ref(customer)}}
                            if where == receivable
                            else {}
                        ),
                    },
                }
                for side, where, amount in (
                    ("Debit", receivable, 40),
                    ("Debit", bank, 60),
                    ("Credit", loan, 100),
                )
            ],
        },
    )
    return company


@pytest.fixture(scope="module")
def busy(emulator: Any) -> Company:
    """A company that did business; these tests only read it."""
    return made(emulator.company())


def checked(company: Company, start: str, end: str, basis: str) -> None:
    """Hold the four books against one another."""
    query = {"start_date": start, "end_date": end, "accounting_method": basis}
    trial = report(company, "TrialBalance", **query)
    total = trial["Rows"]["Row"][-1]["Summary"]["ColData"]
    assert total[1]["value"] == total[2]["value"] != "0.00"
    balances = {
        row["ColData"][0].get("id", row["ColData"][0]["value"]): Decimal(
            row["ColData"][1]["value"] or 0
        )
        - Decimal(row["ColData"][2]["value"] or 0)
        for row in trial["Rows"]["Row"][:-1]
    }
    sheet = report(company, "BalanceSheet", **query)
    assets = summary(sheet, "TotalAssets")
    assert assets == summary(sheet, "TotalLiabilitiesAndEquity") != 0
    year = {**query, "start_date": f"{end[:4]}-01-01"}
    profit = report(company, "ProfitAndLoss", **year)
    assert summary(profit, "NetIncome") == summary(sheet, "NetIncome")
    for part, row in walked(sheet["Rows"]):
        if part == "ColData" and "id" in row["ColData"][0] and row["ColData"][1]["value"]:
            held = balances[row["ColData"][0]["id"]]
            assert abs(held) == abs(Decimal(row["ColData"][1]["value"])), row
    ledger = report(company, "GeneralLedger", **query)
    if start.endswith("01-01"):
        closing = {
            key: Decimal(rows[-1]["ColData"][7]["value"]) for key, rows in accounts(ledger["Rows"])
        }
        for key, held in closing.items():
            assert abs(balances.get(key, Decimal(0))) == abs(held), key
        assert {key for key, held in balances.items() if held and key.isdecimal()} <= {*closing}
    detail = report(company, "ProfitAndLossDetail", **year)["Rows"]["Row"][-1]["Summary"]["ColData"]
    assert detail[0]["value"] == "Net Income"
    assert Decimal(detail[6]["value"]) == summary(profit, "NetIncome")
    for by in ("Month", "Customers", "Vendors", "Classes", "ProductsAndServices"):
        split = report(company, "ProfitAndLoss", **year, summarize_column_by=by)
        last_column = len(split["Columns"]["Column"]) - 1
        assert summary(split, "NetIncome", last_column) == summary(profit, "NetIncome"), by


class TestBooks:
    """One company, many reports."""

    @pytest.mark.parametrize("basis", BASES)
    @pytest.mark.parametrize(("start", "end"), PERIODS)
    def test_the_books_agree(self, busy: Company, start: str, end: str, basis: str) -> None:
        checked(busy, start, end, basis)

    def test_cash_counts_what_is_paid_when_it_is_paid(self, busy: Company) -> None:
        def income(start: str, end: str) -> Decimal:
            body = report(
                busy, "ProfitAndLoss", start_date=start, end_date=end, accounting_method="Cash"
            )
            return sum(
                (
                    Decimal(row["ColData"][1]["value"])
                    for part, row in walked(body["Rows"])
                    if part == "ColData" and row["ColData"][0]["value"] == "Work"
                ),
                start=Decimal(0),
            )

        assert income("2024-01-01", "2024-12-31") == Decimal("12.50")
        # The payment came on the 10th, the invoice on the 15th: until then it is unapplied.
        assert income("2025-01-01", "2025-01-14") == 0
        assert income("2025-01-01", "2025-01-15") == 70
        assert income("2025-01-16", "2025-01-31") == 50
        sheet = report(busy, "BalanceSheet", accounting_method="Cash")
        groups = {row.get("group") for _, row in walked(sheet["Rows"])}
        assert not groups & {"AR", "AP"}

    def test_cash_of_a_part_is_proportional_to_the_cent(self, busy: Company) -> None:
        body = report(
            busy,
            "GeneralLedger",
            start_date="2025-01-20",
            end_date="2025-01-20",
            accounting_method="Cash",
        )
        amounts = {
            row["Header"]["ColData"][0]["value"]: row["Summary"]["ColData"][6]["value"]
            for row in body["Rows"]["Row"]
            if row["Summary"]["ColData"][6]["value"]
        }
        # 50 of 133.33, whose stone cost 3: 3 * 50 / 133.33 = 1.125
        assert amounts["Work"] == "50.00"
        assert amounts["Undeposited Funds"] == "50.00"
        assert Decimal(amounts["Stones sold"]) == -Decimal(amounts["Stones"])
        assert abs(Decimal(amounts["Stones sold"]) - Decimal("1.125")) < CENT

    @pytest.mark.parametrize(
        ("names", "group"),
        [
            (
                (
                    "AgedReceivables",
                    "AgedReceivableDetail",
                    "CustomerBalance",
                    "CustomerBalanceDetail",
                ),
                "AR",
            ),
            (("AgedPayables", "AgedPayableDetail", "VendorBalance", "VendorBalanceDetail"), "AP"),
        ],
    )
    @pytest.mark.parametrize("day", ["2024-12-31", "2025-01-12", "2025-12-31"])
    def test_what_is_open_is_what_the_sheet_says(
        self, busy: Company, names: tuple[str, ...], group: str, day: str
    ) -> None:
        aged, detail, balance, balances = names
        sheet = report(busy, "BalanceSheet", start_date="2024-01-01", end_date=day)
        owed = summary(sheet, group)
        assert owed
        ageing = report(busy, aged, report_date=day)
        total = [
            Decimal(one["value"]) for one in ageing["Rows"]["Row"][-1]["Summary"]["ColData"][1:]
        ]
        assert total[-1] == owed == sum(total[:-1])
        for row in ageing["Rows"]["Row"][:-1]:
            values = [Decimal(one["value"] or 0) for one in row["ColData"][1:]]
            assert sum(values[:-1]) == values[-1]
        for name, at in ((detail, -1), (balance, 1), (balances, 5)):
            body = report(busy, name, report_date=day)
            assert Decimal(body["Rows"]["Row"][-1]["Summary"]["ColData"][at]["value"]) == owed, name

    def test_balances_of_customers_are_those_of_their_records(self, busy: Company) -> None:
        body = report(busy, "CustomerBalance")
        for row in body["Rows"]["Row"][:-1]:
            customer = busy.read(f"customer/{row['ColData'][0]['id']}")
            assert Decimal(str(customer["Balance"])) == Decimal(row["ColData"][1]["value"])

    def test_earnings_are_retained_without_a_posting(self, busy: Company) -> None:
        before = report(busy, "ProfitAndLoss", start_date="2024-01-01", end_date="2024-12-31")
        sheet = report(busy, "BalanceSheet", start_date="2025-01-01", end_date="2025-01-01")
        retained = next(
            row["ColData"][1]["value"]
            for part, row in walked(sheet["Rows"])
            if part == "ColData" and row["ColData"][0]["value"] == "Retained Earnings"
        )
        assert Decimal(retained) == summary(before, "NetIncome") != 0
        assert summary(sheet, "NetIncome") == 0

    def test_money_at_the_end_is_what_the_accounts_hold(self, busy: Company) -> None:
        query = {"start_date": "2025-01-01", "end_date": "2025-03-31"}
        flow = report(busy, "CashFlow", **query)
        sheet = report(busy, "BalanceSheet", **query)
        funds = sum(
            Decimal(row["ColData"][1]["value"])
            for part, row in walked(sheet["Rows"])
            if part == "ColData" and row["ColData"][0]["value"] in {"Bank One", "Undeposited Funds"}
        )
        assert summary(flow, "EndingCash") == funds != 0
        months = report(busy, "CashFlow", **query, summarize_column_by="Month")
        assert [summary(months, "EndingCash", at) for at in (3, 4)] == [funds, funds]

    def test_money_at_the_beginning_is_a_row_without_a_type(self, busy: Company) -> None:
        """Neither section nor `Data` (a client's live run, July 2026)."""
        flow = report(busy, "CashFlow", start_date="2025-02-01", end_date="2025-03-31")
        begins = next(row for row in flow["Rows"]["Row"] if row.get("group") == "BeginningCash")
        assert list(begins) == ["ColData", "group"]
        assert begins["ColData"][0] == {"value": "Cash at beginning of period"}

    @pytest.mark.parametrize("basis", BASES)
    def test_every_month_of_a_sheet_is_the_sheet_of_its_end(
        self, busy: Company, basis: str
    ) -> None:
        query = {"start_date": "2024-11-01", "accounting_method": basis}
        months = report(
            busy, "BalanceSheet", **query, end_date="2025-02-28", summarize_column_by="Month"
        )
        for at, end in enumerate(("2024-11-30", "2024-12-31", "2025-01-31", "2025-02-28"), 1):
            sheet = report(busy, "BalanceSheet", **query, end_date=end)
            for group in ("TotalAssets", "TotalLiabilitiesAndEquity", "Equity", "NetIncome"):
                assert summary(months, group, at) == summary(sheet, group), (group, end)

    def test_stock_is_worth_what_the_sheet_says(self, busy: Company) -> None:
        body = report(busy, "InventoryValuationSummary", end_date="2025-12-31")
        sheet = report(busy, "BalanceSheet", start_date="2025-01-01", end_date="2025-12-31")
        stones = next(
            row["ColData"][1]["value"]
            for part, row in walked(sheet["Rows"])
            if part == "ColData" and row["ColData"][0]["value"] == "Stones"
        )
        assert body["Rows"]["Row"][0]["ColData"][2]["value"] == "8.00"
        assert [each["value"] for each in body["Rows"]["Row"][-1]["ColData"]] == [
            *("TOTAL", " ", "", stones, ""),
        ]

    def test_the_journal_lists_the_whole_ledger(self, busy: Company) -> None:
        body = report(busy, "JournalReport", date_macro="all")
        total = body["Rows"]["Row"][-1]["Summary"]["ColData"]
        assert total[6]["value"] == total[7]["value"] != "0.00"

    def test_a_tampered_posting_is_seen(self, tmp_path: Path, launch: Callable[..., Any]) -> None:
        file = tmp_path / "books.db"
        process, emulator = launch("--data", str(file))
        emulator.admin(
            "POST", "apps", client_id=CLIENT_ID, client_secret=SECRET, redirect_uris=[REDIRECT]
        )
        realm = made(emulator.company()).realm
        process.terminate()
        process.wait(10)
        with sqlite3.connect(file) as db:
            changed = db.execute(
                "UPDATE posting SET cents = cents + 1"
                " WHERE realm = ? AND entity = 'Bill' AND seq = 1",
                (realm,),
            )
            assert changed.rowcount == 1
        db.close()
        _, emulator = launch("--data", str(file))
        grant = emulator.admin("POST", "grants", client_id=CLIENT_ID, realm=realm)
        company = Company(emulator, realm, grant)
        with pytest.raises(AssertionError):
            checked(company, "2024-01-01", "2024-12-31", "Accrual")
