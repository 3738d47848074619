"""The form of reports: headers, columns, rows, periods, parameters."""

from __future__ import annotations

from typing import Any

import pytest

from harness.sandbox.core.assumed import HEADER
from harness.sandbox.reports import REPORTS
from tests.sandbox.conftest import Company, Emulator

INVOICE = {
    "CustomerRef": {"value": "1"},
    "Line": [
        {
            "Amount": 100,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
        }
    ],
}


def get(company: Company, name: str, **query: str) -> Any:
    """A report, demanded."""
    response = company.call("GET", f"reports/{name}", params=query)
    assert response.status_code == 200, response.text
    return response.json()


class TestForm:
    """What was recorded, cell by cell."""

    def test_an_empty_profit_and_loss_is_the_recorded_one(self, company: Company) -> None:
        body = get(
            company,
            "ProfitAndLoss",
            customer="1",
            start_date="2015-01-01",
            end_date="2015-07-31",
            summarize_column_by="Customers",
        )
        header = body["Header"]
        assert list(header) == [
            "Time",
            "ReportName",
            "ReportBasis",
            "StartPeriod",
            "EndPeriod",
            "SummarizeColumnsBy",
            "Currency",
            "Customer",
            "Option",
        ]
        del header["Time"]
        assert header == {
            "ReportName": "ProfitAndLoss",
            "ReportBasis": "Accrual",
            "StartPeriod": "2015-01-01",
            "EndPeriod": "2015-07-31",
            "SummarizeColumnsBy": "Customers",
            "Currency": "USD",
            "Customer": "1",
            "Option": [
                {"Name": "AccountingStandard", "Value": "GAAP"},
                {"Name": "NoReportData", "Value": "true"},
            ],
        }

        def column(title: str, kind: str, key: str) -> dict[str, Any]:
            return {
                "ColTitle": title,
                "ColType": kind,
                "MetaData": [{"Name": "ColKey", "Value": key}],
            }

        assert body["Columns"] == {
            "Column": [column("", "Account", "account"), column("TOTAL", "Money", "total")]
        }

        def cells(title: str) -> dict[str, Any]:
            return {"ColData": [{"value": title}, {"value": ""}]}

        assert body["Rows"] == {
            "Row": [
                {
                    "Header": cells("Income"),
                    "Summary": cells("Total Income"),
                    "type": "Section",
                    "group": "Income",
                },
                {"Summary": cells("Gross Profit"), "type": "Section", "group": "GrossProfit"},
                {
                    "Header": cells("Expenses"),
                    "Summary": cells("Total Expenses"),
                    "type": "Section",
                    "group": "Expenses",
                },
                {
                    "Summary": cells("Net Operating Income"),
                    "type": "Section",
                    "group": "NetOperatingIncome",
                },
                {"Summary": cells("Net Income"), "type": "Section", "group": "NetIncome"},
            ]
        }

    def test_a_ledger_shows_the_natural_side_of_both_accounts(self, sample: Company) -> None:
        invoice = sample.post("invoice", {**INVOICE, "TxnDate": "2021-05-05"})
        query = {"start_date": "2021-05-01", "end_date": "2021-05-31"}
        body = get(sample, "GeneralLedger", **query)
        sections = {row["Header"]["ColData"][0]["value"]: row for row in body["Rows"]["Row"]}
        before, owed = sections["Accounts Receivable (A/R)"]["Rows"]["Row"]
        assert before["ColData"][-1] == {"value": "5281.52"}
        assert owed["type"] == "Data"
        cells = owed["ColData"]
        assert cells[1] == {"value": "Invoice", "id": invoice["Id"]}
        assert cells[3] == {"value": "Amy's Bird Sanctuary", "id": "1"}
        assert [cells[at]["value"] for at in (0, 6, 7)] == ["2021-05-05", "100.00", "5381.52"]
        earned = sections["Services"]["Rows"]["Row"][0]["ColData"]
        assert earned[5]["value"] == "Accounts Receivable (A/R)"
        assert earned[6]["value"] == "100.00"
        total = sections["Services"]["Summary"]["ColData"]
        assert [total[at]["value"] for at in (0, 6, 7)] == ["Total for Services", "100.00", ""]
        opening = sections["Inventory Asset"]["Rows"]["Row"][0]["ColData"]
        assert (opening[0], opening[-1]) == ({"value": "Beginning Balance"}, {"value": "596.25"})

    def test_a_parent_has_its_childs_id_in_the_older_ledger(self, company: Company) -> None:
        company.emulator.admin(
            "PATCH", f"realms/{company.realm}/choices", **{"ledger-columns": "raw"}
        )
        parent = company.post("account", {"Name": "Truck", "AccountType": "Fixed Asset"})["Id"]
        child = company.post(
            "account",
            {
                "Name": "Original Cost",
                "AccountType": "Fixed Asset",
                "SubAccount": True,
                "ParentRef": {"value": parent},
            },
        )["Id"]
        bank = company.post("account", {"Name": "Bank", "AccountType": "Bank"})["Id"]
        company.post(
            "transfer",
            {
                "TxnDate": "2021-05-05",
                "Amount": 7,
                "FromAccountRef": {"value": bank},
                "ToAccountRef": {"value": child},
            },
        )
        ledger = get(company, "GeneralLedger", start_date="2021-01-01", end_date="2021-12-31")
        truck = ledger["Rows"]["Row"][1]
        assert truck["Header"]["ColData"][0] == {"value": "Truck", "id": child}
        assert truck["Rows"]["Row"][0]["Header"]["ColData"][0] == {"value": "Original Cost"}
        sheet = get(company, "BalanceSheet", start_date="2021-01-01", end_date="2021-12-31")
        fixed = sheet["Rows"]["Row"][0]["Rows"]["Row"][1]
        assert fixed["group"] == "FixedAssets"
        section = fixed["Rows"]["Row"][0]
        assert section["Header"]["ColData"] == [{"value": "Truck", "id": parent}, {"value": ""}]
        assert section["Rows"]["Row"][0]["ColData"][0]["id"] == child

    def test_months_are_columns_with_their_days(self, company: Company) -> None:
        body = get(
            company,
            "ProfitAndLoss",
            start_date="2020-01-01",
            end_date="2020-02-15",
            summarize_column_by="Month",
        )
        assert [column["ColTitle"] for column in body["Columns"]["Column"]] == [
            "",
            "Jan 2020",
            "Feb 1 - 15, 2020",
            "TOTAL",
        ]
        assert body["Columns"]["Column"][1]["MetaData"] == [
            {"Name": "StartDate", "Value": "2020-01-01"},
            {"Name": "EndDate", "Value": "2020-01-31"},
            {"Name": "ColKey", "Value": "Jan 2020"},
        ]

    @pytest.mark.parametrize("name", sorted(REPORTS))
    @pytest.mark.parametrize("preset", ["clean", "sample"])
    def test_every_report_answers(self, emulator: Emulator, name: str, preset: str) -> None:
        company = emulator.company(preset)
        for query in ({}, {"date_macro": "all", "accounting_method": "Cash"}):
            body = get(company, name, **query)
            assert list(body) == ["Header", "Columns", "Rows"]
            assert body["Header"]["ReportName"] == name
            width = len(body["Columns"]["Column"])
            for row in body["Rows"].get("Row", []):
                for part in (row, row.get("Summary", {}), row.get("Header", {})):
                    if name != "ItemSales":
                        assert len(part.get("ColData", range(width))) == width
            texts = [
                option["Value"]
                for option in body["Header"]["Option"]
                if option["Name"] == "NoReportData"
            ]
            assert texts in (["true"], ["false"])


class TestPeriods:
    """Dates, macros and fiscal years."""

    @pytest.fixture
    def dated(self, world: Emulator) -> Company:
        """A company on a Wednesday in a fiscal year that began in July."""
        world.admin("POST", "clock", now="2026-11-25T12:00:00-08:00")
        company = world.company()
        preferences = company.read("preferences")
        accounting = {**preferences["AccountingInfoPrefs"], "FirstMonthOfFiscalYear": "July"}
        company.post(
            "preferences",
            {
                "Id": preferences["Id"],
                "SyncToken": preferences["SyncToken"],
                "sparse": True,
                "AccountingInfoPrefs": accounting,
            },
        )
        return company

    @pytest.mark.parametrize(
        ("macro", "start", "end"),
        [
            ("Today", "2026-11-25", "2026-11-25"),
            ("Yesterday", "2026-11-24", "2026-11-24"),
            ("This Week", "2026-11-22", "2026-11-28"),
            ("Last Week", "2026-11-15", "2026-11-21"),
            ("Last Week-to-date", "2026-11-15", "2026-11-18"),
            ("Next 4 Weeks", "2026-11-26", "2026-12-23"),
            ("This Month-to-date", "2026-11-01", "2026-11-25"),
            ("Last Month", "2026-10-01", "2026-10-31"),
            ("Next Month", "2026-12-01", "2026-12-31"),
            ("This Fiscal Quarter", "2026-10-01", "2026-12-31"),
            ("Last Fiscal Quarter-to-date", "2026-07-01", "2026-08-25"),
            ("This Fiscal Year", "2026-07-01", "2027-06-30"),
            ("Last Fiscal Year", "2025-07-01", "2026-06-30"),
            ("Next Fiscal Year", "2027-07-01", "2028-06-30"),
        ],
    )
    def test_a_macro_is_a_period(self, dated: Company, macro: str, start: str, end: str) -> None:
        header = get(dated, "ProfitAndLoss", date_macro=macro)["Header"]
        assert (header["StartPeriod"], header["EndPeriod"]) == (start, end)
        assert header["DateMacro"] == macro.lower()

    def test_without_dates_a_ledger_is_of_the_month(self, dated: Company) -> None:
        header = get(dated, "GeneralLedger")["Header"]
        assert header["DateMacro"] == "this month-to-date"
        assert (header["StartPeriod"], header["EndPeriod"]) == ("2026-11-01", "2026-11-25")

    def test_a_balance_sheet_ignores_an_end_without_a_start(self, dated: Company) -> None:
        header = get(dated, "BalanceSheet", end_date="2020-01-31")["Header"]
        assert header["EndPeriod"] == "2026-11-25"
        header = get(dated, "BalanceSheet", start_date="2020-01-01", end_date="2020-01-31")[
            "Header"
        ]
        assert header["EndPeriod"] == "2020-01-31"

    def test_ageing_ignores_start_and_end(self, dated: Company) -> None:
        body = get(dated, "AgedReceivables", start_date="2020-01-01", end_date="2020-01-31")
        assert {"Name": "report_date", "Value": "2026-11-25"} in body["Header"]["Option"]


class TestParameters:
    """What is refused, and what changes the answer."""

    @pytest.mark.parametrize(
        ("name", "query"),
        [
            ("ProfitAndLoss", {"accounting_method": "Later"}),
            ("ProfitAndLoss", {"start_date": "2020-13-01"}),
            ("ProfitAndLoss", {"start_date": "2020-02-01", "end_date": "2020-01-01"}),
            ("ProfitAndLoss", {"date_macro": "Last Decade"}),
            ("ProfitAndLoss", {"summarize_column_by": "Moons"}),
            ("ProfitAndLoss", {"date_macro": "all", "summarize_column_by": "Days"}),
            ("AgedReceivables", {"aging_period": "-1"}),
            ("AgedReceivables", {"num_periods": "x"}),
            ("GeneralLedger", {"columns": "tx_date,nothing"}),
        ],
    )
    def test_a_bad_value_is_refused(
        self, company: Company, name: str, query: dict[str, str]
    ) -> None:
        response = company.call("GET", f"reports/{name}", params=query)
        assert response.status_code == 400, response.text
        assert response.json()["Fault"]["type"] == "ValidationFault"
        if "start_date" not in query or "end_date" in query:
            assert "report-parameter" in response.headers[HEADER]

    def test_columns_are_those_asked_for(self, sample: Company) -> None:
        body = get(sample, "TransactionList", date_macro="all", columns="name,tx_date")
        keys = [column["MetaData"][0]["Value"] for column in body["Columns"]["Column"]]
        assert keys == ["name", "tx_date"]
        assert all(len(row["ColData"]) == 2 for row in body["Rows"]["Row"])

    def test_a_filter_leaves_out_the_others(self, sample: Company) -> None:
        body = get(sample, "AgedReceivables", customer="2")
        assert [row["ColData"][0]["id"] for row in body["Rows"]["Row"][:-1]] == ["2"]
        assert body["Header"]["Customer"] == "2"
        span = {"start_date": "2014-01-01", "end_date": "2014-12-31"}
        body = get(sample, "CustomerIncome", customer="1", **span)
        assert [row["ColData"][0]["id"] for row in body["Rows"]["Row"][:-1]] == ["1"]

    def test_an_account_filters_no_list_of_transactions(self, sample: Company) -> None:
        whole = get(sample, "TransactionList", date_macro="all")
        one = get(sample, "TransactionList", date_macro="all", account="35")
        assert whole["Rows"] == one["Rows"] != {}

    def test_lists_are_sorted_as_asked(self, sample: Company) -> None:
        query = {"date_macro": "all", "sort_by": "subt_nat_amount", "sort_order": "descend"}
        rows = get(sample, "TransactionList", **query)["Rows"]["Row"]
        amounts = [float(row["ColData"][8]["value"]) for row in rows]
        assert amounts == sorted(amounts, reverse=True)

    def test_ageing_periods_are_as_asked(self, sample: Company) -> None:
        body = get(sample, "AgedPayables", aging_period="10", num_periods="2")
        titles = [column["ColTitle"] for column in body["Columns"]["Column"]]
        assert titles == ["", "Current", "1 - 10", "11 and over", "Total"]

    def test_what_is_late_ages(self, sample: Company) -> None:
        whose = {"CustomerRef": {"value": "3"}}
        dates = {"TxnDate": "2020-01-01", "DueDate": "2020-01-31"}
        sample.post("invoice", {**INVOICE, **whose, **dates})
        for day, at in (("2020-01-31", 1), ("2020-02-01", 2), ("2020-03-02", 3), ("2020-05-02", 5)):
            body = get(sample, "AgedReceivables", report_date=day, customer="3")
            cells = [cell["value"] for cell in body["Rows"]["Row"][0]["ColData"]]
            assert cells[at] == "100.00", day

    def test_the_tax_report_is_ours_or_refused(self, company: Company) -> None:
        response = company.call("GET", "reports/TaxSummary")
        assert response.status_code == 200
        assert "us-tax-summary" in response.headers[HEADER]
        company.emulator.admin(
            "PATCH", f"realms/{company.realm}/choices", **{"us-tax-summary": "refused"}
        )
        assert company.call("GET", "reports/TaxSummary").status_code == 400

    def test_the_basis_is_the_companys_unless_told(self, sample: Company) -> None:
        assert get(sample, "TrialBalance")["Header"]["ReportBasis"] == "Accrual"
        asked = get(sample, "TrialBalance", accounting_method="Cash")
        assert asked["Header"]["ReportBasis"] == "Cash"


def test_the_form_of_the_ledgers_columns_is_a_question(emulator: Any) -> None:
    """Keys in MetaData as other reports have them, or as types as once recorded."""
    company = emulator.company()
    keyed = company.call("GET", "reports/GeneralLedger")
    assert "ledger-columns" in keyed.headers["X-Sandbox-Assumed"]
    assert keyed.json()["Columns"]["Column"][0]["MetaData"][0]["Value"] == "tx_date"
    emulator.admin("PATCH", f"realms/{company.realm}/choices", **{"ledger-columns": "raw"})
    raw = company.call("GET", "reports/GeneralLedger").json()["Columns"]["Column"]
    assert raw[0] == {"ColTitle": "Date", "ColType": "tx_date"}


def test_a_report_that_does_not_exist(sample: Company) -> None:
    """Intuit takes it for one that may not be seen; the case of a name counts."""
    for name in ("Nothing", "Cashflow"):
        answer = sample.call("GET", f"reports/{name}")
        assert answer.status_code == 400
        assert answer.json()["Fault"]["Error"] == [
            {
                "Message": "Permission Denied Error",
                "Detail": "Permission Denied Error : You do not have the access rights to use"
                " this feature.",
                "code": "5020",
                "element": "ReportName",
            }
        ]
