"""The form of details, held against answers of Intuit's sandbox that others published."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.sandbox.books import account, cost
from tests.sandbox.conftest import Company
from tests.sandbox.forms import YEAR, get, outline, spent, texts


@pytest.fixture(scope="module")
def spender(emulator: Any) -> Company:
    """Bought for two accounts below others; one of those has something of its own too."""
    return spent(emulator)


class TestDetailedProfitAndLoss:
    """As a whole answer of January 2025 has it."""

    def test_it_is_one_ordinary_section_that_begins_with_the_gross_profit(
        self, spender: Company
    ) -> None:
        body = get(spender, "ProfitAndLossDetail", **YEAR)
        day = "2024-02-0"
        assert outline(body["Rows"]) == [
            (
                "Ordinary Income/Expenses",
                [
                    (None, [], "Gross Profit"),
                    (
                        "Expenses",
                        [
                            (
                                "Fees",
                                [
                                    (None, [f"{day}1"], "Total for Fees"),
                                    ("Audit", [f"{day}2"], "Total for Audit"),
                                ],
                                "Total for Fees with sub-accounts",
                            ),
                            (
                                "Works",
                                [("Roof", [f"{day}3"], "Total for Roof")],
                                "Total for Works",
                            ),
                        ],
                        "Total for Expenses",
                    ),
                ],
                "Net Income",
            )
        ]

    def test_no_section_has_a_group_and_a_zero_has_no_digit_before_the_point(
        self, spender: Company
    ) -> None:
        body = get(spender, "ProfitAndLossDetail", **YEAR)
        (whole,) = body["Rows"]["Row"]
        gross, expenses = whole["Rows"]["Row"]
        assert gross == {
            "Rows": {},
            "Summary": {
                "ColData": [
                    {"value": "Gross Profit"},
                    *({"value": ""} for _ in range(5)),
                    {"value": ".00"},
                    {"value": ""},
                ]
            },
            "type": "Section",
        }
        assert "group" not in str(body["Rows"])
        fees, works = expenses["Rows"]["Row"]
        assert "id" in fees["Header"]["ColData"][0]
        assert "id" not in works["Header"]["ColData"][0]
        assert texts(fees["Summary"])[6] == "90.00"
        assert texts(whole["Summary"])[6] == "-130.00"

    def test_what_is_other_has_a_section_of_its_own_before_the_net_income(
        self, emulator: Any
    ) -> None:
        company = emulator.company()
        bank = account(company, "Bank One", "Bank")
        for kind in ("Expense", "Other Expense"):
            company.post(
                "purchase",
                {
                    "PaymentType": "Cash",
                    "AccountRef": {"value": bank},
                    "TxnDate": "2024-05-05",
                    "Line": [cost(10, account(company, f"A {kind}", kind))],
                },
            )
        rows = get(company, "ProfitAndLossDetail", **YEAR)["Rows"]
        assert [(head, foot) for head, _, foot in outline(rows)] == [
            ("Ordinary Income/Expenses", "Net Ordinary Income"),
            ("Other Income/Expense", "Net Other Income"),
            (None, "Net Income"),
        ]
        assert [texts(row["Summary"])[6] for row in rows["Row"]] == ["-10.00", "-10.00", "-20.00"]


class TestLedger:
    """As newer minor versions nest accounts."""

    def test_an_account_has_those_below_it_inside(self, spender: Company) -> None:
        body = get(spender, "GeneralLedger", **YEAR)
        day = "2024-02-0"
        bank, *costs = body["Rows"]["Row"]
        assert outline({"Row": costs}) == [
            (
                "Fees",
                [
                    (None, [f"{day}1"], "Total for Fees"),
                    ("Audit", [f"{day}2"], "Total for Audit"),
                ],
                "Total for Fees with sub-accounts",
            ),
            ("Works", [("Roof", [f"{day}3"], "Total for Roof")], "Total for Works"),
        ]
        fees, works = costs
        own, audit = fees["Rows"]["Row"]
        assert "id" in fees["Header"]["ColData"][0]
        assert "id" not in works["Header"]["ColData"][0]
        assert [texts(part["Summary"])[6] for part in (own, audit, fees)] == [
            *("75.00", "15.00", "90.00"),
        ]
        assert texts(bank["Summary"])[6] == "-130.00"

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ({"account_type": "Bank"}, ["Bank One"]),
            ({"source_account_type": "Bank"}, ["Bank One", "Fees", "Works"]),
            ({"source_account_type": "Expense"}, []),
            ({"account_type": "Expense", "source_account_type": "Bank"}, ["Fees", "Works"]),
        ],
    )
    def test_a_ledger_is_narrowed(
        self, spender: Company, query: dict[str, str], names: list[str]
    ) -> None:
        rows = get(spender, "GeneralLedger", **YEAR, **query)["Rows"]
        assert [head for head, _, _ in outline(rows)] == names
        after = {"start_date": "2024-03-01", "end_date": "2024-03-31", **query}
        again = get(spender, "GeneralLedger", **after)["Rows"]
        assert [head for head, _, _ in outline(again)] == names

    def test_a_ledger_is_of_the_source_asked_for(self, spender: Company) -> None:
        accounts = spender.query("select * from Account maxresults 1000")["Account"]
        ids = {one["Name"]: one["Id"] for one in accounts}
        rows = get(spender, "GeneralLedger", **YEAR, source_account=ids["Bank One"])["Rows"]
        assert [head for head, _, _ in outline(rows)] == ["Bank One", "Fees", "Works"]
        assert get(spender, "GeneralLedger", **YEAR, source_account=ids["Fees"])["Rows"] == {}
        detail = get(spender, "ProfitAndLossDetail", **YEAR, account=ids["Audit"])["Rows"]
        assert "Roof" not in str(detail)
        assert "Audit" in str(detail)


class TestLists:
    """Lists of transactions with all of their entries."""

    def test_the_journal_has_an_empty_row_after_each_transaction(self, spender: Company) -> None:
        rows = get(spender, "JournalReport", **YEAR)["Rows"]["Row"]
        first, second, total, empty = rows[:4]
        assert texts(first)[:2] == ["2024-02-01", "Expense"]
        txn = first["ColData"][1]["id"]
        assert second["ColData"][:4] == [
            {"value": "0-00-00"},
            {"value": "", "id": txn},
            {"value": ""},
            {"value": "", "id": ""},
        ]
        assert texts(total["Summary"])[6:] == ["75.00", "75.00"]
        assert empty == {"ColData": [{"value": ""}] * 8, "type": "Data"}
        assert texts(rows[-1]["Summary"]) == ["TOTAL", "", "", "", "", "", "130.00", "130.00"]

    def test_entries_over_nothing_are_debits_of_the_journal(self, emulator: Any) -> None:
        """As Intuit's sample has those of stock that began with nothing."""
        company = emulator.company()
        bank, fees = account(company, "Bank One", "Bank"), account(company, "Fees", "Expense")
        body = {"PaymentType": "Cash", "AccountRef": {"value": bank}, "TxnDate": "2024-05-05"}
        company.post("purchase", {**body, "Line": [cost(0, fees)]})
        rows = get(company, "JournalReport", **YEAR)["Rows"]["Row"]
        assert [texts(row)[5:] for row in rows[:2]] == [
            *(["Bank One", ".00", ""], ["Fees", ".00", ""]),
        ]
        assert texts(rows[2]["Summary"])[6:] == [".00", ""]

    def test_a_narrowed_journal_sums_what_it_shows(self, emulator: Any) -> None:
        """Of a bill whose cost alone is of a class: a debit without its credit."""
        company = emulator.company()
        vendor = {"value": company.post("vendor", {"DisplayName": "Mill"})["Id"]}
        beams = company.post("class", {"Name": "Beams"})["Id"]
        fees = account(company, "Fees", "Expense")
        line = cost(30, fees, ClassRef={"value": beams})
        company.post("bill", {"VendorRef": vendor, "TxnDate": "2024-05-05", "Line": [line]})
        rows = get(company, "JournalReport", **YEAR, **{"class": beams})["Rows"]["Row"]
        assert texts(rows[0])[5:] == ["Fees", "30.00", ""]
        assert [texts(row["Summary"])[6:] for row in (rows[1], rows[-1])] == [["30.00", ""]] * 2

    def test_splits_follow_their_transaction(self, spender: Company) -> None:
        body = get(spender, "TransactionListWithSplits", **YEAR)
        keys = [column["MetaData"][0]["Value"] for column in body["Columns"]["Column"]]
        assert keys[-1] == "nat_amount"
        rows = body["Rows"]["Row"]
        assert [texts(row)[0] for row in rows] == [
            *("2024-02-01", "0-00-00", "", "2024-02-02", "0-00-00", ""),
            *("2024-02-03", "0-00-00", ""),
        ]
        assert [texts(row)[3] for row in rows[:3]] == ["Yes", "", ""]
        assert [texts(row)[-2:] for row in rows[:2]] == [["Bank One", "-75.00"], ["Fees", "75.00"]]
        few = get(spender, "TransactionListWithSplits", **YEAR, bothamount="15")["Rows"]["Row"]
        assert [texts(row)[0] for row in few] == ["2024-02-02", "0-00-00", ""]

    def test_splits_are_grouped_by_the_account_of_each_entry(self, spender: Company) -> None:
        body = get(spender, "TransactionListWithSplits", **YEAR, group_by="Account")
        assert outline(body["Rows"]) == [
            ("Bank One", ["2024-02-01", "", "2024-02-02", "", "2024-02-03", "", ""], None),
            ("Fees", ["0-00-00", "", ""], None),
            ("Fees:Audit", ["0-00-00", "", ""], None),
            ("Works:Roof", ["0-00-00", "", ""], None),
        ]
        assert all(row["Header"]["ColData"][0]["id"] for row in body["Rows"]["Row"])
        kinds = get(spender, "TransactionListWithSplits", **YEAR, group_by="Transaction Type")
        ((kind, rows, _),) = outline(kinds["Rows"])
        assert (kind, len(rows)) == ("Expense", 10)

    def test_less_than_one_has_no_digit_before_the_point(self, emulator: Any) -> None:
        company = emulator.company()
        bank, fees = account(company, "Bank One", "Bank"), account(company, "Fees", "Expense")
        body = {"PaymentType": "Cash", "AccountRef": {"value": bank}, "TxnDate": "2024-05-05"}
        for _ in range(2):
            company.post("purchase", {**body, "Line": [cost(0.44, fees)]})
        rows = get(company, "TransactionList", **YEAR)["Rows"]["Row"]
        assert [texts(row)[8] for row in rows] == ["-.44", "-.44"]
        journal = get(company, "JournalReport", **YEAR)["Rows"]["Row"]
        assert [texts(row)[6:] for row in journal[:2]] == [["", ".44"], [".44", ""]]
        sheet = get(company, "ProfitAndLoss", **YEAR)["Rows"]["Row"]
        assert "0.88" in str(sheet)

    def test_cells_of_a_list_are_as_published(self, sample: Company) -> None:
        """Of an answer of 2017: no date, no term, no method; a stamp without a colon; the rate."""
        columns = "txn_type,create_date,due_date,inv_date,pmt_mthd,term_name,cust_msg,printed"
        body = get(sample, "TransactionList", date_macro="all", columns=columns)
        titles = {column["ColTitle"]: column["ColType"] for column in body["Columns"]["Column"]}
        assert titles == {
            "Transaction Type": "String",
            "Create Date": "TimeStamp",
            "Due Date": "Date",
            "Invoice Date": "Date",
            "Payment Method": "String",
            "Terms": "String",
            "Customer/Vendor Message": "String",
            "Check Printed": "String",
        }
        row = next(
            row["ColData"] for row in body["Rows"]["Row"] if texts(row)[0] == "Credit Card Expense"
        )
        assert row[1]["value"][-5:-2] in {"-08", "-07"}
        assert ":" not in row[1]["value"][-6:]
        assert row[2:6] == [
            {"value": "0-00-00"},
            {"value": "0-00-00"},
            {"value": "", "id": ""},
            {"value": "", "id": ""},
        ]

    def test_what_is_open_and_taxed_has_columns(self, sample: Company) -> None:
        asked = "txn_type,doc_num,sales_cust1,nat_open_bal,tax_amount,net_amount"
        body = get(sample, "TransactionList", date_macro="all", columns=asked)
        assert body["Columns"]["Column"][2]["ColTitle"] == "Crew #"
        rows = [texts(row) for row in body["Rows"]["Row"]]
        assert ["Credit Card Expense", "", "", ".00", ".00", ".00"] in rows
        opened = {row[1]: row[3:] for row in rows if row[0] == "Invoice"}
        assert opened["1001"][0] == ".00"
        assert opened["1012"] == ["274.50", ".00", ".00"]
        taxed = [row for row in opened.values() if row[1] != ".00"]
        assert taxed
        assert all(0 < Decimal(row[1]) < Decimal(row[2]) for row in taxed)

    def test_amounts_of_a_list_have_keys_at_home(self, emulator: Any) -> None:
        company = emulator.company("sample")
        prefs = {"CurrencyPrefs": {"MultiCurrencyEnabled": True}}
        emulator.admin("PATCH", f"realms/{company.realm}/preferences", **prefs)

        def keys(name: str) -> list[str]:
            columns = get(company, name)["Columns"]["Column"]
            return [column["MetaData"][0]["Value"] for column in columns]

        assert keys("TransactionList")[-1] == "subt_nat_home_amount"
        assert keys("GeneralLedger")[-2:] == ["subt_nat_home_amount", "rbal_nat_home_amount"]
        assert keys("JournalReport")[-2:] == ["debt_home_amt", "credit_home_amt"]
        query = {"date_macro": "all"}
        last = get(company, "JournalReport", **query)["Rows"]["Row"][-1]["Summary"]
        assert texts(last)[-1] == texts(last)[-2] != ""
        owed = ["subt_neg_home_amount", "subt_neg_home_open_bal"]
        assert keys("AgedPayableDetail")[-2:] == owed
        assert keys("VendorBalanceDetail")[-3:] == [*owed, "rbal_nat_home_amount"]
        for name, total in (
            ("CustomerBalanceDetail", "5281.52"),
            ("VendorBalanceDetail", "1602.67"),
        ):
            rows = get(company, name)["Rows"]["Row"]
            assert texts(rows[-1]["Summary"])[-2] == total
            assert texts(rows[0]["Rows"]["Row"][-1])[-1] == texts(rows[0]["Summary"])[-2]
        bank = get(company, "GeneralLedger", **query)["Rows"]["Row"][0]
        assert texts(bank["Rows"]["Row"][-1])[-1] == texts(bank["Summary"])[-2] != ""

    def test_a_column_of_another_report_is_left_out(self, spender: Company) -> None:
        asked = {"columns": "tx_date,account_name,subt_nat_amount,svcdate"}
        body = get(spender, "ProfitAndLossDetail", **YEAR, **asked)
        assert [column["ColTitle"] for column in body["Columns"]["Column"]] == ["Date", "Amount"]
        answer = spender.call("GET", "reports/ProfitAndLossDetail?columns=tx_date,colour")
        assert answer.status_code == 400
