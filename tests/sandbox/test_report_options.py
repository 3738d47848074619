"""Parameters of reports: what each does, and that none is silently dropped."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from harness.sandbox import reports
from harness.sandbox.core import faults
from harness.sandbox.core.store import Store
from harness.sandbox.service import Service
from tests.sandbox.books import cost, settles, sold, the

DAY = "2020-03-02"
ALL = "start_date=2014-01-01&end_date=2014-12-31"


def report(company: Any, path: str) -> Any:
    """A report's answer."""
    answer = company.call("GET", f"reports/{path}")
    assert answer.status_code == 200, answer.text
    return answer


def listed(company: Any, options: str) -> list[dict[str, str]]:
    """The rows of a transaction list, by column key."""
    body = report(company, f"TransactionList?{ALL}&{options}").json()
    keys = [column["MetaData"][-1]["Value"] for column in body["Columns"]["Column"]]
    rows = body["Rows"].get("Row", [])
    return [
        dict(zip(keys, (cell["value"] for cell in row["ColData"]), strict=True)) for row in rows
    ]


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ("docnum=1012", {"1012"}),
        ("bothamount=274.50", {"1012"}),
        ("arpaid=Paid&customer=26", {"1009", "1013"}),
        ("arpaid=Unpaid&customer=26", {"1032"}),
        ("memo=FRONT", {"1001"}),
        ("payment_method=Check&customer=26", {"2064"}),
        ("payment_method=1", {"1011"}),
        ("transaction_type=SalesReceipt&source_account_type=Bank", {"1003", "1008"}),
        ("start_duedate=2015-01-01", set()),
        ("end_createdate=2014-01-01", set()),
    ],
)
def test_a_list_is_narrowed(sample: Any, options: str, numbers: set[str]) -> None:
    """By each parameter alone."""
    assert {row["doc_num"] for row in listed(sample, options)} == numbers


def test_a_list_has_what_posts_nothing(emulator: Any) -> None:
    """Estimates and orders say so; a payment that moves nothing is a posting all the same."""
    company = emulator.company()
    customer = {"value": company.post("customer", {"DisplayName": "Amy"})["Id"]}
    day = {"TxnDate": "2014-02-03"}
    company.post("estimate", {"CustomerRef": customer, "Line": [sold("1", 2, 50)], **day})
    first, *others = listed(company, "")
    assert others == []
    assert (first["txn_type"], first["is_no_post"], first["name"]) == ("Estimate", "No", "Amy")
    assert first["account_name"] == "Accounts Receivable (A/R)"
    vendor = {"value": company.post("vendor", {"DisplayName": "Hicks"})["Id"]}
    form = {"VendorRef": vendor, "Line": [cost(30, the(company, "Tools"))], **day}
    bill, credit = company.post("bill", form), company.post("vendorcredit", form)
    company.post("purchaseorder", {**form, "APAccountRef": bill["APAccountRef"]})
    used = [settles(30, "Bill", bill["Id"]), settles(30, "VendorCredit", credit["Id"])]
    paid = {"VendorRef": vendor, "PayType": "Check", "TotalAmt": 0, "Line": used, **day}
    company.post("billpayment", paid)
    columns = "columns=txn_type,is_no_post,name,subt_nat_amount"
    assert [list(row.values()) for row in listed(company, columns)] == [
        ["Estimate", "No", "Amy", "100.00"],
        ["Bill", "Yes", "Hicks", "30.00"],
        ["Vendor Credit", "Yes", "Hicks", "-30.00"],
        ["Purchase Order", "No", "Hicks", "30.00"],
        ["Bill Payment (Check)", "Yes", "Hicks", ".00"],
    ]
    kinds = {row["txn_type"] for row in listed(company, "transaction_type=post")}
    assert kinds == {"Bill", "Vendor Credit", "Bill Payment (Check)"}
    assert len(listed(company, "transaction_type=Estimate")) == 1
    for option, total in (
        (f"customer={customer['value']}", 1),
        (f"vendor={vendor['value']}", 4),
        ("item=1", 1),
        ("department=1", 0),
        ("start_duedate=2030-01-01", 0),
    ):
        assert len(listed(company, option)) == total, option


@pytest.mark.parametrize(
    "option",
    [
        *(f"bothamount={value}" for value in ("x", "1e999999", "1e999990", "1_0", "NaN")),
        *("arpaid=maybe", "printed=x", "group_by=Moon"),
    ],
)
def test_a_value_that_is_none(sample: Any, option: str) -> None:
    """2170."""
    answer = sample.call("GET", f"reports/TransactionList?{ALL}&{option}")
    assert answer.json()["Fault"]["Error"][0]["code"] == "2170"


@pytest.mark.parametrize(
    ("group", "first"),
    [
        ("Customer", "Amy's Bird Sanctuary"),
        ("Transaction Type", "Bill"),
        ("Month", "2014-06"),
        ("Account", "Accounts Payable (A/P)"),
        ("Location", "Not Specified"),
        ("Class", "Not Specified"),
        ("Payment Method", "Cash"),
        ("Week", "2014-06-08 - 2014-06-14"),
        ("Quarter", "2014-04-01 - 2014-06-30"),
        ("Fiscal Year", "2014-01-01 - 2014-12-31"),
    ],
)
def test_a_list_is_grouped(sample: Any, group: str, first: str) -> None:
    """Sections with a sum; every row is in one of them."""
    body = report(sample, f"TransactionList?{ALL}&group_by={group}").json()
    sections = body["Rows"]["Row"]
    assert sections[0]["Header"]["ColData"][0]["value"] == first
    inside = sum(len(section["Rows"]["Row"]) for section in sections)
    assert inside == len(listed(sample, "group_by=None"))
    for section in sections:
        total = sum(float(row["ColData"][-1]["value"]) for row in section["Rows"]["Row"])
        assert float(section["Summary"]["ColData"][-1]["value"]) == pytest.approx(total)


@pytest.mark.parametrize(
    ("party", "name", "total"), [("Customer", "Amy's Bird Sanctuary", 4), ("Vendor", "PG&E", 1)]
)
def test_a_list_of_one_kind_of_names(sample: Any, party: str, name: str, total: int) -> None:
    """Each name has its transactions below it, and nothing without such a name is listed."""
    body = report(sample, f"TransactionListBy{party}?{ALL}").json()
    assert body["Header"]["ReportName"] == f"TransactionListBy{party}"
    keys = [column["MetaData"][0]["Value"] for column in body["Columns"]["Column"]]
    assert keys == [
        *("tx_date", "txn_type", "doc_num", "is_no_post", "memo", "account_name", "amount"),
    ]
    found = {
        row["Header"]["ColData"][0]["value"]: row["Rows"]["Row"] for row in body["Rows"]["Row"]
    }
    assert len(found[name]) >= total
    assert "Not Specified" not in found
    assert all(row["Header"]["ColData"][0]["id"] for row in body["Rows"]["Row"])


@pytest.mark.parametrize(
    ("name", "by", "column"),
    [
        ("CustomerSales", "ProductsAndServices", "Design"),
        ("CustomerSales", "Customers", "Cool Cars"),
        ("ClassSales", "Customers", "Cool Cars"),
        ("DepartmentSales", "ProductsAndServices", "Rocks"),
    ],
)
def test_sales_are_split_by_names(sample: Any, name: str, by: str, column: str) -> None:
    """A column for each that occurs; each row's columns sum to its total."""
    body = report(sample, f"{name}?{ALL}&summarize_column_by={by}").json()
    assert column in [each["ColTitle"] for each in body["Columns"]["Column"]]
    assert body["Header"]["SummarizeColumnsBy"] == by
    for row in body["Rows"]["Row"]:
        cells = row.get("ColData") or row["Summary"]["ColData"]
        *parts, total = [float(cell["value"] or 0) for cell in cells[1:]]
        assert sum(parts) == pytest.approx(total)


@pytest.mark.parametrize(
    "path",
    ["TransactionList?account=35", "ProfitAndLoss?docnum=7", "BalanceSheet?memo=x&term=3"],
)
def test_a_parameter_without_use_is_told(sample: Any, path: str) -> None:
    """Ignored, and said so; refused by a switch, by its name."""
    answer = report(sample, path)
    assert "unused-report-parameter" in answer.headers["X-Sandbox-Assumed"]
    where = f"realms/{sample.realm}/choices"
    sample.emulator.admin("PATCH", where, **{"unused-report-parameter": "refused"})
    refused = sample.call("GET", f"reports/{path}")
    error = refused.json()["Fault"]["Error"][0]
    assert error["code"] == "2170"
    assert error["element"] in path


def test_one_with_a_use_is_not(sample: Any) -> None:
    """Nothing is assumed about it."""
    answer = report(sample, f"ProfitAndLoss?{ALL}&customer=1&accounting_method=Accrual")
    assert "unused-report-parameter" not in answer.headers.get("X-Sandbox-Assumed", "")


@pytest.mark.parametrize("name", sorted(reports.REPORTS))
def test_a_report_has_so_many_cells_and_no_more(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every report: one row that says so instead."""
    store = Store(":memory:")
    service = Service(store, "key")
    with store.transaction():
        realm = service.make(None, "sample", "Large")
    company = service.company(realm)
    assert company is not None
    monkeypatch.setattr(reports, "CELL_LIMIT", 3)
    asked = {"start_date": "2014-01-01", "end_date": "2014-12-31"}
    rows = json.loads(reports.answer(company, name, asked))["Rows"].get("Row", [])
    store.close()
    if name in {"ClassSales", "DepartmentSales"}:  # one row: nothing is tracked
        assert len(rows) <= 2
        return
    assert [row["ColData"][0]["value"] for row in rows] == [
        "Unable to display more data. Please reduce the date range."
    ]


def test_too_many_columns_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """10100 for a summary that was split, by time or by names, into more than can be shown."""
    store = Store(":memory:")
    service = Service(store, "key")
    with store.transaction():
        realm = service.make(None, "sample", "Large")
    company = service.company(realm)
    assert company is not None
    monkeypatch.setattr(reports, "CELL_LIMIT", 3)
    asked = {"start_date": "2014-01-01", "end_date": "2014-12-31"}
    for by in ("Customers", "month"):
        with pytest.raises(faults.Fault) as caught:
            reports.answer(company, "ProfitAndLoss", {**asked, "summarize_column_by": by})
        error = caught.value.errors[0]
        assert (error.code, error.message, error.element) == (
            "10100",
            "Result Set Big Error",
            "ReportName",
        )
        assert error.detail == "Result Set Big Error : Report too large, please customize"
    whole = reports.answer(company, "ProfitAndLoss", {**asked, "summarize_column_by": "Total"})
    assert "Unable to display more data" in whole
    store.close()


class TestAbroad:
    """Reports of a company with several currencies and sales tax."""

    @pytest.fixture
    def company(self, emulator: Any) -> Any:
        """Sells for euros at 1.10, and taxed at home."""
        made = emulator.company("sample")
        prefs = {"CurrencyPrefs": {"MultiCurrencyEnabled": True}}
        emulator.admin("PATCH", f"realms/{made.realm}/preferences", **prefs)
        customer = made.post("customer", {"DisplayName": "Paris", "CurrencyRef": {"value": "EUR"}})
        self.sell(made, customer["Id"], 200, ExchangeRate=1.1)
        self.sell(made, "1", 100, code="TAX", TxnTaxDetail={"TxnTaxCodeRef": {"value": "2"}})
        return made

    def sell(
        self, company: Any, customer: str, amount: float, code: str = "NON", **other: Any
    ) -> Any:
        """An invoice of today."""
        detail = {"ItemRef": {"value": "4"}, "TaxCodeRef": {"value": code}}
        line = {
            "Amount": amount,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": detail,
        }
        to = {"CustomerRef": {"value": customer}, "TxnDate": DAY}
        return company.post("invoice", {**to, "Line": [line], **other})

    def cell(self, company: Any, path: str, label: str) -> list[str]:
        """The values of the first row with a label."""
        stack = [report(company, path).json()["Rows"]]
        while stack:
            node = stack.pop()
            if isinstance(node, list):
                stack.extend(reversed(node))
            elif isinstance(node, dict):
                if node.get("ColData", [{}])[0].get("value") == label:
                    return [cell["value"] for cell in node["ColData"][1:]]
                stack.extend(reversed(list(node.values())))
        raise AssertionError(label)

    def test_all_is_told_in_the_companys_own_currency(self, company: Any) -> None:
        """Income, what is owed, and how it ages."""
        span = f"start_date={DAY}&end_date={DAY}"
        assert self.cell(company, f"ProfitAndLoss?{span}", "Design income") == ["320.00"]
        assert self.cell(company, f"CustomerSales?{span}", "Paris") == ["220.00"]
        assert self.cell(company, "AgedReceivables", "Paris")[-1] == "220.00"
        assert self.cell(company, "CustomerBalance", "Paris") == ["220.00"]
        foreign = "Accounts Receivable (A/R) - EUR"
        assert self.cell(company, f"TrialBalance?{span}", foreign) == ["220.00", ""]

    def test_tax_is_a_liability_and_no_income(self, company: Any) -> None:
        """By agency, with what was taxed."""
        span = f"start_date={DAY}&end_date={DAY}"
        assert self.cell(company, f"TaxSummary?{span}", "California") == ["100.00", "8.00"]

    def test_a_part_paid_in_another_rate_leaves_the_rest(self, company: Any) -> None:
        """What is open is worth what it was posted at."""
        invoices = company.query("select * from Invoice maxresults 2")["Invoice"]
        found = next(each for each in invoices if each["CustomerRef"]["name"] == "Paris")
        link = [{"TxnId": found["Id"], "TxnType": "Invoice"}]
        company.post(
            "payment",
            {
                "CustomerRef": found["CustomerRef"],
                "TotalAmt": 50,
                "ExchangeRate": 1.3,
                "Line": [{"Amount": 50, "LinkedTxn": link}],
            },
        )
        assert self.cell(company, "AgedReceivables", "Paris")[-1] == "165.00"
        detail = self.cell(company, "AgedReceivableDetail", "TOTAL")
        total = self.cell(company, "AgedReceivables", "TOTAL")
        assert detail[-1] == total[-1]


DOCUMENTED = (
    "account_name,account_num,chk_print_state,create_by,create_date,cust_msg,cust_name,dept_name,"
    "doc_num,due_date,emp_name,inv_date,is_adj,is_ap_paid,is_ar_paid,is_cleared,item_name,"
    "klass_name,last_mod_by,last_mod_date,memo,name,pmt_mthd,quantity,rate,split_acc,"
    "term_name,tracking_num,tx_date,txn_type,vend_name,debt_amt,credit_amt,subt_nat_amount,"
    "ship_date,ship_via,sale_sent_state,cust_bill_email,vend_bill_email,sales_cust1,sales_cust2,"
    "sales_cust3,currency,exch_rate,debt_home_amt,credit_home_amt"
)


def test_a_detail_by_account_has_what_moved_and_nothing_before(sample: Any) -> None:
    """As the ledger, without balances to begin with; the sum of all accounts is that of both."""
    span = "start_date=2000-01-01&end_date=2030-01-01"
    body = report(sample, f"TransactionDetailByAccount?{span}").json()
    ledger = report(sample, f"GeneralLedger?{span}").json()
    assert body["Columns"] == ledger["Columns"]
    assert (body["Header"]["ReportName"], body["Header"]["ReportBasis"]) == (
        "TransactionDetailByAccount",
        "Accrual",
    )
    checking = body["Rows"]["Row"][0]
    assert checking["Header"]["ColData"][0] == {"value": "Checking", "id": "35"}
    assert checking == {**ledger["Rows"]["Row"][0], "Rows": checking["Rows"]}
    assert checking["Rows"]["Row"] == ledger["Rows"]["Row"][0]["Rows"]["Row"]


def test_a_detail_by_account_may_be_one_list(sample: Any) -> None:
    """As a client asks for it, with columns of other countries, which are left out."""
    asked = "columns=create_date,subt_nat_amount,tax_type,olb_status&transaction_type=post"
    path = f"TransactionDetailByAccount?{ALL}&groupby=none&{asked}&sort_by=subt_nat_amount"
    response = report(sample, f"{path}&sort_order=descend")
    assert "report-parameter" in response.headers["X-Sandbox-Assumed"]
    body = response.json()
    columns = [column["MetaData"][0]["Value"] for column in body["Columns"]["Column"]]
    assert columns == ["create_date", "subt_nat_amount"]
    found = [Decimal(row["ColData"][1]["value"] or 0) for row in body["Rows"]["Row"]]
    assert found == sorted(found, reverse=True)
    assert len(found) > 100
    moved = report(sample, f"TransactionDetailByAccount?{ALL}&transaction_type=Deposit").json()
    kinds = {
        row["ColData"][1]["value"] for part in moved["Rows"]["Row"] for row in part["Rows"]["Row"]
    }
    assert kinds == {"Deposit"}


@pytest.mark.parametrize("name", ["GeneralLedger", "TransactionList", "JournalReport"])
def test_a_list_has_the_columns_that_intuit_documents(sample: Any, name: str) -> None:
    """As asked, but for the ledger's own order; a party stands in its own column."""
    body = report(sample, f"{name}?{ALL}&columns={DOCUMENTED}").json()
    keys = [column["MetaData"][0]["Value"] for column in body["Columns"]["Column"]]
    asked = DOCUMENTED.split(",")
    assert (sorted(keys), keys == asked) == (sorted(asked), name != "GeneralLedger")
    rows = list(data_rows(body["Rows"]))
    at = {key: number for number, key in enumerate(keys)}
    kinds = {row[at["txn_type"]]["value"] for row in rows if row[at["cust_name"]]["value"]}
    assert {"Invoice", "Payment"} <= kinds
    assert "Bill Payment (Check)" not in kinds
    sold = [row for row in rows if row[at["quantity"]]["value"] and row[at["rate"]]["value"]]
    assert sold or name != "GeneralLedger"
    assert "USD" in {row[at["currency"]]["value"] for row in rows}
    assert "Birds@Intuit.com" in {row[at["cust_bill_email"]]["value"] for row in rows}
    paid = {row[at["is_ar_paid"]]["value"] for row in rows}
    assert {"", "Paid", "Unpaid"} <= paid


def data_rows(rows: Any) -> Any:
    """The data rows below sections too."""
    for row in rows.get("Row", []):
        if row.get("type") == "Data":
            yield row["ColData"]
        yield from data_rows(row.get("Rows", {}))


@pytest.mark.parametrize(
    "asked",
    [
        "GeneralLedger?columns=colour",
        "ProfitAndLoss?date_macro=soon",
        "BalanceSheet?accounting_method=mood",
    ],
)
def test_a_value_that_is_none_is_a_question(sample: Any, asked: str) -> None:
    """Refused, or as if nothing had been asked."""
    assert sample.call("GET", f"reports/{asked}").status_code == 400
    where = f"realms/{sample.realm}/choices"
    sample.emulator.admin("PATCH", where, **{"report-parameter": "ignored"})
    answer = sample.call("GET", f"reports/{asked}")
    assert "report-parameter" in answer.headers["X-Sandbox-Assumed"]
    plain = sample.call("GET", f"reports/{asked.partition('?')[0]}").json()
    assert {**answer.json(), "Header": ""} == {**plain, "Header": ""}
