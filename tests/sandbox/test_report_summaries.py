"""The form of summaries and of what is open, held against published answers and samples."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.sandbox.conftest import Company
from tests.sandbox.forms import YEAR, get, spent, texts


@pytest.fixture(scope="module")
def spender(emulator: Any) -> Company:
    """Bought for two accounts below others; one of those has something of its own too."""
    return spent(emulator)


class TestParties:
    """Ageing and balances, by customer and by document."""

    @pytest.mark.parametrize("name", ["AgedReceivables", "CustomerBalance"])
    def test_a_customers_jobs_are_inside(self, sample: Company, name: str) -> None:
        """As in answers of 2026 about the same sample company."""
        rows = get(sample, name, date_macro="all")["Rows"]["Row"]
        freeman = next(row for row in rows if "Header" in row)
        blank = [""] * (len(texts(freeman["Header"])) - 2)
        zeros = ["0.00"] * len(blank)
        if blank:
            blank[-1:], zeros[-1:] = [""], ["562.50"]
        assert freeman["Header"]["ColData"][0] == {"value": "Freeman Sporting Goods", "id": "7"}
        assert texts(freeman["Header"])[1:] == [*blank, "0.00"]
        jobs = freeman["Rows"]["Row"]
        assert [(job["ColData"][0], job["type"]) for job in jobs] == [
            ({"value": "0969 Ocean View Road", "id": "8"}, "Data"),
            ({"value": "55 Twin Lane", "id": "9"}, "Data"),
        ]
        assert texts(freeman["Summary"]) == ["Total Freeman Sporting Goods", *zeros, "562.50"]
        assert "group" not in freeman
        assert all("type" not in row for row in rows if "ColData" in row)
        assert texts(rows[-1]["Summary"])[-1] == "5281.52"

    def test_the_total_is_written_large_only_beside_others(self, sample: Company) -> None:
        year = {"start_date": "2014-01-01", "end_date": "2014-12-31"}
        for name in ("ProfitAndLoss", "BalanceSheet", "CashFlow", "CustomerSales"):
            alone = get(sample, name, **year)["Columns"]["Column"][-1]
            assert (alone["ColTitle"], alone["MetaData"][0]["Value"]) == ("Total", "total")
            beside = get(sample, name, **year, summarize_column_by="Month")["Columns"]["Column"]
            assert beside[-1]["ColTitle"] == ("TOTAL" if name != "BalanceSheet" else "Dec 2014")

    @pytest.mark.parametrize("name", ["ProfitAndLoss", "CustomerSales"])
    def test_what_has_no_class_has_a_key_of_its_own(self, sample: Company, name: str) -> None:
        year = {"start_date": "2014-01-01", "end_date": "2014-12-31"}
        body = get(sample, name, **year, summarize_column_by="Classes")
        unclassed = body["Columns"]["Column"][-2]
        assert unclassed["ColTitle"] == "Not Specified"
        assert unclassed["MetaData"] == [{"Name": "ColKey", "Value": "not_specified"}]
        total = body["Rows"]["Row"][0 if name == "ProfitAndLoss" else -1]["Summary"]
        assert texts(total)[-2] == texts(total)[-1] != ""

    def test_a_year_in_which_nothing_was_earned_has_no_net_income(self, spender: Company) -> None:
        def net(**query: str) -> list[str]:
            rows = get(spender, "BalanceSheet", **query)["Rows"]["Row"]
            equity = rows[-1]["Rows"]["Row"][-1]
            assert texts(equity["Summary"])[-1] == "-130.00"
            return [texts(row)[-1] for row in equity["Rows"]["Row"]]

        assert net(start_date="2024-01-01", end_date="2024-12-31")[-2:] == ["", "-130.00"]
        empty = {"start_date": "2025-01-01", "end_date": "2025-12-31"}
        assert net(**empty)[-2:] == ["-130.00", ""]
        assert net(**empty, summarize_column_by="Year")[-2:] == ["-130.00", ""]

    def test_details_by_age_tell_their_day_and_name_the_oldest(self, sample: Company) -> None:
        day = "2020-01-01"
        for name, columns in (("AgedReceivableDetail", 7), ("AgedPayableDetail", 8)):
            body = get(sample, name, report_date=day)
            assert list(body["Header"])[2:4] == ["EndPeriod", "Currency"]
            assert body["Header"]["EndPeriod"] == day
            assert len(body["Columns"]["Column"]) == columns
            oldest = body["Rows"]["Row"][0]
            assert texts(oldest["Header"])[0] == "91 or more days past due"
            assert texts(oldest["Summary"])[0] == "Total for 91 or more days past due"
        body = get(sample, "AgedPayableDetail", report_date=day, num_periods="2")
        assert texts(body["Rows"]["Row"][0]["Header"])[0] == "31 or more days past due"

    def test_balances_of_vendors_have_their_own_keys(self, sample: Company) -> None:
        body = get(sample, "VendorBalanceDetail")
        keys = [column["MetaData"][0]["Value"] for column in body["Columns"]["Column"]]
        assert keys[4:6] == ["subt_neg_amount", "subt_neg_open_bal"]
        assert texts(body["Rows"]["Row"][-1]["Summary"])[4:6] == ["1602.67", "1602.67"]

    @pytest.mark.parametrize(
        ("options", "count"),
        [
            ({}, 2),
            ({"arpaid": "All"}, 4),
            ({"arpaid": "Paid"}, 2),
            ({"term": "3"}, 1),
            ({"start_duedate": "2024-03-01"}, 1),
            ({"duedate_macro": "today"}, 0),
            ({"shipvia": "Pigeon"}, 1),
            ({"department": "1"}, 1),
        ],
    )
    def test_open_documents_are_narrowed(
        self, debtor: Company, options: dict[str, str], count: int
    ) -> None:
        rows = get(debtor, "CustomerBalanceDetail", **options)["Rows"].get("Row", [])
        assert len(rows[0]["Rows"]["Row"] if rows else []) == count
        if "arpaid" not in options:
            aged = get(debtor, "AgedReceivableDetail", **options)["Rows"].get("Row", [])
            assert sum(len(part.get("Rows", {}).get("Row", [])) for part in aged) == count

    def test_open_documents_are_sorted_as_asked(self, debtor: Company) -> None:
        query = {"sort_by": "subt_amount", "sort_order": "descend", "columns": "subt_amount"}
        (rows, _) = get(debtor, "CustomerBalanceDetail", **query, arpaid="All")["Rows"]["Row"]
        amounts = [texts(row)[0] for row in rows["Rows"]["Row"]]
        assert amounts == ["300.00", "200.00", "100.00", "-300.00"]

    @pytest.mark.parametrize("name", ["AgedReceivables", "CustomerBalance"])
    def test_what_is_open_of_a_department(self, debtor: Company, name: str) -> None:
        rows = get(debtor, name, department="1")["Rows"]["Row"]
        assert texts(rows[0])[-1] == texts(rows[-1]["Summary"])[-1] == "200.00"
        assert get(debtor, name)["Rows"]["Row"][0]["ColData"][-1]["value"] == "300.00"

    @pytest.mark.parametrize(
        ("name", "behind"),
        [
            ("AgedReceivableDetail", "cust_name"),
            ("CustomerBalanceDetail", "doc_num"),
            ("GeneralLedger", "name"),
            ("TransactionList", "name"),
            ("TransactionListByCustomer", "doc_num"),
            ("TransactionListWithSplits", "name"),
            ("JournalReport", ""),
        ],
    )
    def test_a_company_that_tracks_locations_has_their_column(
        self, debtor: Company, name: str, behind: str
    ) -> None:
        columns = get(debtor, name)["Columns"]["Column"]
        keys = [column["MetaData"][0]["Value"] for column in columns]
        at = keys.index("dept_name") if "dept_name" in keys else 0
        assert (keys[at - 1] if at else "") == behind
        if name == "AgedReceivableDetail":
            assert keys == [
                *("tx_date", "txn_type", "doc_num", "cust_name", "dept_name", "due_date"),
                *("subt_amount", "subt_open_bal"),
            ]

    def test_a_filter_without_effect_is_told(self, debtor: Company) -> None:
        answer = debtor.call("GET", "reports/AgedReceivables?class=1")
        assert "unused-report-parameter" in answer.headers["X-Sandbox-Assumed"]


@pytest.fixture(scope="module")
def debtor(emulator: Any) -> Company:
    """A company with three invoices of one customer: two open, of them one of a department."""
    company: Company = emulator.company()
    tracked = {"AccountingInfoPrefs": {"TrackDepartments": True}}
    emulator.admin("PATCH", f"realms/{company.realm}/preferences", **tracked)
    department = company.post("department", {"Name": "North"})["Id"]
    assert department == "1"
    who = {"CustomerRef": {"value": company.post("customer", {"DisplayName": "Ada"})["Id"]}}
    item = company.query("select * from Item")["Item"][0]["Id"]
    more: list[dict[str, Any]] = [
        {"DueDate": "2024-02-01", "SalesTermRef": {"value": "3"}},
        {
            "DueDate": "2024-03-01",
            "DepartmentRef": {"value": department},
            "ShipMethodRef": {"value": "Pigeon"},
        },
        {"DueDate": "2024-02-02"},
    ]
    for at, other in enumerate(more, 1):
        line = {
            "Amount": 100 * at,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": item}},
        }
        made = company.post("invoice", {**who, "TxnDate": "2024-01-15", "Line": [line], **other})
    link = [{"TxnId": made["Id"], "TxnType": "Invoice"}]
    paid = {"TotalAmt": 300, "Line": [{"Amount": 300, "LinkedTxn": link}]}
    company.post("payment", {**who, "TxnDate": "2024-01-16", **paid})
    return company


class TestSummaries:
    """Summaries by name, of stock, of accounts."""

    def test_sub_classes_are_inside_and_ids_are_groups(self, classed: Company) -> None:
        """As in Intuit's sample; the month so far by default."""
        body = get(classed, "ClassSales", **YEAR)
        ids = {one["Name"]: one["Id"] for one in classed.query("select * from Class")["Class"]}
        inner = {"ColData": [{"value": "Inner"}, {"value": "200.00"}], "type": "Data"}
        assert body["Rows"]["Row"] == [
            {
                "Header": {"ColData": [{"value": "Outer"}, {"value": "100.00"}]},
                "Rows": {"Row": [inner]},
                "Summary": {"ColData": [{"value": "Total Outer"}, {"value": "300.00"}]},
                "type": "Section",
                "group": ids["Outer"],
            },
            {"ColData": [{"value": "Side"}, {"value": "300.00"}], "group": ids["Side"]},
            {"ColData": [{"value": "Not Specified"}, {"value": "400.00"}], "group": "**"},
            {
                "Summary": {"ColData": [{"value": "TOTAL"}, {"value": "1000.00"}]},
                "type": "Section",
                "group": "GrandTotal",
            },
        ]
        assert get(classed, "ClassSales")["Header"]["DateMacro"] == "this month-to-date"
        turned = get(classed, "ClassSales", **YEAR, sort_order="descend")["Rows"]["Row"]
        assert [row["group"] for row in turned[:2]] == [ids["Side"], ids["Outer"]]

    def test_a_company_that_tracks_classes_has_their_column_in_ledgers(
        self, classed: Company
    ) -> None:
        for name in ("GeneralLedger", "ProfitAndLossDetail", "TransactionDetailByAccount"):
            columns = get(classed, name)["Columns"]["Column"]
            keys = [column["MetaData"][0]["Value"] for column in columns]
            assert keys[3:6] == ["name", "klass_name", "memo"], name
        listed = get(classed, "TransactionList")["Columns"]["Column"]
        assert "Class" not in [column["ColTitle"] for column in listed]

    @pytest.mark.parametrize("name", ["CustomerSales", "CustomerIncome"])
    def test_sales_of_jobs_are_inside(self, sample: Company, name: str) -> None:
        year = {"start_date": "2014-01-01", "end_date": "2014-12-31"}
        rows = get(sample, name, **year)["Rows"]["Row"]
        freeman = next(row for row in rows if "Header" in row)
        assert [texts(row)[0] for row in freeman["Rows"]["Row"]] == [
            *("0969 Ocean View Road", "55 Twin Lane"),
        ]
        assert texts(freeman["Summary"])[0] == "Total Freeman Sporting Goods"

    def test_costs_by_vendor_have_the_columns_asked_for(self, spender: Company) -> None:
        whole = get(spender, "VendorExpenses", **YEAR)
        assert list(whole["Header"])[5:7] == ["SummarizeColumnsBy", "Currency"]
        months = {"start_date": "2024-01-01", "end_date": "2024-02-29"}
        body = get(spender, "VendorExpenses", **months, summarize_column_by="Month")
        titles = [column["ColTitle"] for column in body["Columns"]["Column"]]
        assert titles == ["", "Jan 2024", "Feb 2024", "TOTAL"]
        assert texts(body["Rows"]["Row"][-1]["Summary"]) == ["TOTAL", "", "130.00", "130.00"]

    def test_headers_are_those_of_intuits_samples(self, spender: Company) -> None:
        trial = get(spender, "TrialBalance")["Header"]
        assert trial["DateMacro"] == "this month-to-date"
        by = {**YEAR, "summarize_column_by": "Month"}
        assert get(spender, "TrialBalance", **by)["Header"]["SummarizeColumnsBy"] == "Month"
        assert "SummarizeColumnsBy" not in get(spender, "CustomerIncome")["Header"]

    def test_sales_by_location_end_in_a_total(self, sample: Company) -> None:
        rows = get(sample, "DepartmentSales", date_macro="all")["Rows"]["Row"]
        assert [(row.get("group"), texts(row.get("Summary", row))[0]) for row in rows] == [
            ("**", "Not Specified"),
            ("GrandTotal", "Total"),
        ]

    @pytest.mark.parametrize("by", ["Month", "Customers", "Classes", "ProductsAndServices"])
    def test_items_are_told_in_the_columns_asked_for(self, sample: Company, by: str) -> None:
        year = {"start_date": "2014-09-01", "end_date": "2014-12-31"}
        whole = get(sample, "ItemSales", **year)
        body = get(sample, "ItemSales", **year, summarize_column_by=by)
        assert body["Header"]["SummarizeColumnsBy"] == by
        columns = body["Columns"]["Column"]
        inner = [one["ColTitle"] for one in whole["Columns"]["Column"][1]["Columns"]["Column"]]
        assert all(
            [one["ColTitle"] for one in column["Columns"]["Column"]] == inner
            for column in columns[1:]
        )
        assert columns[-1]["ColTitle"] == "TOTAL"
        rows, plain = body["Rows"]["Row"], whole["Rows"]["Row"]
        width = len(inner)
        assert [[texts(row)[0], *texts(row)[-width:]] for row in rows] == [
            texts(row) for row in plain
        ]
        for row in rows:
            cells = texts(row)[1:]
            for at in (0, 1):
                parts = [Decimal(each or 0) for each in cells[at:-width:width]]
                assert sum(parts) == Decimal(cells[at - width] or 0)
        if by == "Month":
            assert [column["ColTitle"] for column in columns[1:3]] == ["Sep 2014", "Oct 2014"]
            assert columns[1]["Columns"]["Column"][0]["MetaData"][:2] == [
                {"Name": "StartDate", "Value": "2014-09-01"},
                {"Name": "EndDate", "Value": "2014-09-30"},
            ]

    def test_costs_without_income_leave_a_gross_profit_of_zero(self, spender: Company) -> None:
        """The income itself is nothing (recorded in August 2026)."""
        rows = get(spender, "ProfitAndLoss", **YEAR)["Rows"]["Row"]
        found = {row["group"]: texts(row["Summary"])[1] for row in rows}
        assert (found["Income"], found["GrossProfit"]) == ("", "0.00")
        assert found["NetIncome"].startswith("-")

    def test_a_trial_balance_is_that_of_2026(self, sample: Company) -> None:
        """Columns without keys; nothing that is owed stands in credit (recorded in August 2026)."""
        body = get(sample, "TrialBalance", start_date="2014-01-01", end_date="2014-12-31")
        assert list(body["Header"])[5:7] == ["SummarizeColumnsBy", "Currency"]
        assert body["Header"]["SummarizeColumnsBy"] == "Total"
        assert body["Columns"]["Column"] == [
            {"ColTitle": "", "ColType": "Account"},
            {"ColTitle": "Debit", "ColType": "Money"},
            {"ColTitle": "Credit", "ColType": "Money"},
        ]
        found = {texts(row)[0]: texts(row)[1:] for row in body["Rows"]["Row"][:-1]}
        assert found["Arizona Dept. of Revenue Payable"] == ["", "0.00"]

    def test_a_trial_balance_has_both_sides_of_each_span(self, spender: Company) -> None:
        months = {"start_date": "2024-01-01", "end_date": "2024-02-29"}
        body = get(spender, "TrialBalance", **months, summarize_column_by="Month")
        _, january, february = body["Columns"]["Column"]
        assert [one["ColTitle"] for one in february["Columns"]["Column"]] == ["Debit", "Credit"]
        assert (january["ColTitle"], february["ColTitle"]) == ("Jan 2024", "Feb 2024")
        rows = body["Rows"]["Row"]
        assert texts(rows[0]) == ["Bank One", "", "", "", "130.00"]
        assert texts(rows[-1]["Summary"]) == ["TOTAL", "0.00", "0.00", "130.00", "130.00"]
        year = get(spender, "TrialBalance", **YEAR)["Rows"]["Row"]
        assert [texts(row)[1:] for row in year[:-1]] == [texts(row)[3:] for row in rows[:-1]]
        after = {"start_date": "2024-12-01", "end_date": "2025-01-31"}
        later = get(spender, "TrialBalance", **after, summarize_column_by="Month")["Rows"]["Row"]
        found = {texts(row)[0]: texts(row)[1:] for row in later[:-1]}
        assert found["Fees"] == ["75.00", "", "", ""]
        assert found["Retained Earnings"] == ["", "", "130.00", ""]

    def test_stock_is_valued_as_in_intuits_sample(self, sample: Company) -> None:
        body = get(sample, "InventoryValuationSummary")
        assert [(one["ColTitle"], one["ColType"]) for one in body["Columns"]["Column"]] == [
            ("", "ProductsAndService"),
            ("SKU", "Money"),
            ("Qty", "Money"),
            ("Asset Value", "Money"),
            ("Avg Cost", "Money"),
        ]
        rows = body["Rows"]["Row"]
        assert texts(rows[0])[0] == "Pump"
        assert rows[-1] == {
            "ColData": [
                *({"value": "TOTAL"}, {"value": " "}, {"value": ""}),
                *({"value": "596.25"}, {"value": ""}),
            ],
            "group": "GrandTotal",
        }
        turned = get(sample, "InventoryValuationSummary", sort_order="descend")["Rows"]["Row"]
        assert [texts(row)[0] for row in turned[:-1]] == [texts(row)[0] for row in rows[-2::-1]]

    def test_stock_is_of_the_end_of_a_span(self, sample: Company) -> None:
        """A company whose stock goes first in, first out looks at no `report_date`."""
        span = {"start_date": "2014-01-01", "end_date": "2014-06-01"}
        body = get(sample, "InventoryValuationSummary", **span, report_date="2026-01-01")
        assert (body["Header"]["StartPeriod"], body["Header"]["EndPeriod"]) == (*span.values(),)
        assert body["Rows"] == {}
        today = get(sample, "InventoryValuationSummary")
        undated = get(sample, "InventoryValuationSummary", report_date="2014-06-01")
        assert undated["Rows"] == today["Rows"]
        assert undated["Header"]["EndPeriod"] == today["Header"]["EndPeriod"]

    def test_a_list_of_accounts_is_as_asked(self, spender: Company) -> None:
        asked = {"columns": "account_name,create_by,last_mod_by", "account_type": "Expense"}
        rows = get(spender, "AccountList", **asked, sort_order="descend")["Rows"]["Row"]
        names = [texts(row)[0] for row in rows]
        assert names[:2] == ["Works:Roof", "Works"]
        assert rows[0]["ColData"] == [{"value": "Works:Roof"}, {"value": ""}, {"value": ""}]
        assert get(spender, "AccountList", end_createdate="2000-01-01")["Rows"] == {}
        assert get(spender, "AccountList", start_moddate="2000-01-01")["Rows"] != {}


@pytest.fixture(scope="module")
def classed(emulator: Any) -> Company:
    """A company that sold by class: one, one below it, another, and none."""
    company: Company = emulator.company()
    tracked = {"AccountingInfoPrefs": {"ClassTrackingPerTxnLine": True}}
    emulator.admin("PATCH", f"realms/{company.realm}/preferences", **tracked)
    outer = company.post("class", {"Name": "Outer"})["Id"]
    inside = {"SubClass": True, "ParentRef": {"value": outer}}
    inner = company.post("class", {"Name": "Inner", **inside})["Id"]
    side = company.post("class", {"Name": "Side"})["Id"]
    item = company.query("select * from Item")["Item"][0]["Id"]
    lines = []
    for at, found in enumerate((outer, inner, side, ""), 1):
        detail = {"ItemRef": {"value": item}}
        if found:
            detail["ClassRef"] = {"value": found}
        kind = "SalesItemLineDetail"
        lines.append({"Amount": 100 * at, "DetailType": kind, kind: detail})
    who = company.post("customer", {"DisplayName": "Ada"})["Id"]
    body = {"CustomerRef": {"value": who}, "TxnDate": "2024-01-15", "Line": lines}
    company.post("invoice", body)
    return company
