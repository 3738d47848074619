"""
node-quickbooks and intuit-oauth from npm, unmodified: one run of both, checked step by step.

They are told other addresses by the constants they expose. Without Node, or before
`make clients` has installed them, these tests are skipped with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.clients import nodes
from tests.sandbox.conftest import Emulator

NAME = "O'Neil & Söhne #1 100%"
Check = Callable[[Any], object]


@pytest.fixture(scope="session")
def driven(emulator: Emulator) -> dict[str, Any]:
    """What every step of the script answered."""
    return nodes.driven(emulator, "drive.js", "node-quickbooks")


def names(found: Any) -> list[str]:
    """The display names in a query's answer."""
    return [row["DisplayName"] for row in found["QueryResponse"]["Customer"]]


def finds(entity: str) -> Check:
    """Check that a query found some."""
    return lambda found: found["QueryResponse"][entity]


def reports(name: str) -> Check:
    """Check that it is the report."""
    return lambda header: header["ReportName"] == name


ANSWERED: dict[str, Check] = {
    "createCustomer": lambda made: made["DisplayName"] == NAME,
    "getCustomer": lambda made: made["DisplayName"] == NAME,
    "findCustomers by name": lambda found: names(found) == [NAME],
    "findCustomers in pages": lambda found: names(found)[-1] == NAME,
    "findCustomers counted": lambda found: found["QueryResponse"]["totalCount"] > 28,
    "findCustomers by operators": lambda found: names(found) == ["Amy's Bird Sanctuary"],
    "findCustomers by array": lambda found: len(names(found)) == 2,
    "updateCustomer": lambda made: (made["DisplayName"], made["Notes"]) == (NAME, "seen"),
    "createVendor": lambda made: made["DisplayName"] == "Node Vendor",
    "createEmployee": lambda made: made["DisplayName"] == "Grace Hopper",
    "createClass": lambda made: made["FullyQualifiedName"] == "East",
    "createDepartment": lambda made: made["FullyQualifiedName"] == "West",
    "createTerm": lambda made: made["DueDays"] == 7,
    "createPaymentMethod": lambda made: made["Name"] == "Barter",
    "createAccount": lambda made: made["Classification"] == "Asset",
    "createItem": lambda made: made["Type"] == "Service",
    "createTaxAgency": lambda made: made["DisplayName"] == "Node Agency",
    "createTaxService": lambda made: made["TaxCode"] == "Node tax",
    "getCompanyInfo": lambda made: made["CompanyName"] == "Test Co",
    "getPreferences": lambda made: "SalesFormsPrefs" in made,
    **{
        f"find{plural}": finds(one)
        for plural, one in {
            "Accounts": "Account",
            "Classes": "Class",
            "Departments": "Department",
            "Employees": "Employee",
            "Items": "Item",
            "PaymentMethods": "PaymentMethod",
            "TaxAgencies": "TaxAgency",
            "TaxCodes": "TaxCode",
            "TaxRates": "TaxRate",
            "Terms": "Term",
            "Vendors": "Vendor",
            "CompanyInfos": "CompanyInfo",
            "Preferenceses": "Preferences",
        }.items()
    },
    "findCustomerTypes": lambda found: "QueryResponse" in found,
    "findBudgets": lambda found: "QueryResponse" in found,
    "createInvoice": lambda made: made["TotalAmt"] == 100,
    "updateInvoice": lambda made: (made["PrivateNote"], made["TotalAmt"]) == ("sparse", 100),
    "getInvoicePdf": lambda head: head == "%PDF-",
    "sendInvoicePdf": lambda made: made["EmailStatus"] == "EmailSent",
    "createPayment": lambda made: made["UnappliedAmt"] == 0,
    "getInvoice paid": lambda made: made["Balance"] == 0,
    "voidPayment": lambda made: (made["TotalAmt"], made["PrivateNote"]) == (0, "Voided"),
    "voidInvoice": lambda made: made["Invoice"]["TotalAmt"] == 0,
    "deleteInvoice": lambda made: made["Invoice"]["status"] == "Deleted",
    "createEstimate": lambda made: made["TxnStatus"] == "Pending",
    "getEstimatePdf": lambda head: head == "%PDF-",
    "createSalesReceipt": lambda made: made["TotalAmt"] == 5,
    "createCreditMemo": lambda made: made["RemainingCredit"] == 5,
    "createRefundReceipt": lambda made: made["TotalAmt"] == 5,
    "createTimeActivity": lambda made: (made["Hours"], made["Minutes"]) == (2, 30),
    "createBill": lambda made: made["Balance"] == 60,
    "createBillPayment": lambda made: made["TotalAmt"] == 60,
    "getBill paid": lambda made: made["Balance"] == 0,
    "createVendorCredit": lambda made: made["TotalAmt"] == 6,
    "createPurchase": lambda made: made["DocNumber"] == "77",
    "createPurchase same number": lambda made: made["DocNumber"] == "77",
    "deletePurchase": lambda made: made["Purchase"]["status"] == "Deleted",
    "createPurchaseOrder": lambda made: made["POStatus"] == "Open",
    "createJournalEntry": lambda made: len(made["Line"]) == 2,
    "createDeposit": lambda made: made["TotalAmt"] == 11,
    "createTransfer": lambda made: made["Amount"] == 12,
    "batch": lambda made: (
        [sorted(set(item) - {"bId"}) for item in made["BatchItemResponse"]]
        == [["Customer"], ["Fault"], ["QueryResponse"]]
    ),
    "changeDataCapture": lambda made: len(made["CDCResponse"][0]["QueryResponse"]) == 2,
    "upload": lambda made: (
        made["AttachableRef"][0]["EntityRef"] == {"value": "1", "type": "Customer"}
    ),
    "createAttachable": lambda made: made["Note"] == "a note",
    "findAttachables": lambda found: len(found["QueryResponse"]["Attachable"]) == 2,
    **{
        f"report{name}": reports(name)
        for name in (
            "BalanceSheet",
            "ProfitAndLoss",
            "TrialBalance",
            "CustomerBalance",
            "VendorBalance",
            "AgedReceivables",
            "AgedPayables",
            "AgedReceivableDetail",
            "AgedPayableDetail",
            "TransactionList",
            "JournalReport",
        )
    },
    "reportGeneralLedgerDetail": reports("GeneralLedger"),
    "authorizeUri": lambda status: status == 200,
    "consent": lambda location: "code=" in location and "state=state-1" in location,
    "createToken": lambda token: (token["token_type"], token["expires_in"]) == ("bearer", 3600),
    "validateIdToken": lambda valid: valid is True,
    "getUserInfo": lambda person: person["sub"],
    "makeApiCall": lambda info: info["CompanyInfo"]["CompanyName"] == "Test Co",
    "refresh": lambda token: token["refresh"],
    "revoke": lambda status: status == 200,
    "refreshAccessToken": lambda token: token["refresh"],
    "getCompanyInfo refreshed": lambda info: info["CompanyName"] == "Test Co",
    "revokeAccess": lambda status: status == 200,
}
"""What an answer must be like."""

REFUSED = {
    "createCustomer again": "6240",
    "updateCustomer stale": "5010",
    "getInvoice gone": "610",
    "createJournalEntry unbalanced": "2300",
}
"""The code that a refusal carries, as the library hands it on."""


@pytest.mark.parametrize("name", ANSWERED)
def test_answered(driven: dict[str, Any], name: str) -> None:
    """The step was answered, and right."""
    assert "answer" in driven[name], driven[name]
    assert ANSWERED[name](driven[name]["answer"]), driven[name]["answer"]


@pytest.mark.parametrize("name", REFUSED)
def test_refused(driven: dict[str, Any], name: str) -> None:
    """The step was refused with 400 and the code."""
    assert driven[name]["status"] == 400, driven[name]
    assert driven[name]["body"]["Fault"]["Error"][0]["code"] == REFUSED[name]


def test_one_request_id_makes_one_invoice(driven: dict[str, Any]) -> None:
    """The second answer is the first."""
    once, twice = (driven[f"createInvoice {time}"]["answer"] for time in ("once", "twice"))
    assert once == twice


def test_all_pages_are_all_customers(driven: dict[str, Any]) -> None:
    """The library puts the pages together; there are as many customers as are counted."""
    found = driven["findCustomers in pages"]["answer"]
    counted = driven["findCustomers counted"]["answer"]["QueryResponse"]["totalCount"]
    assert len(set(names(found))) == len(names(found)) == counted


def test_a_code_is_used_once(driven: dict[str, Any]) -> None:
    """The token endpoint refuses it the second time."""
    assert driven["createToken again"]["error"] == "invalid_grant"


def test_a_wrong_refresh_token_is_refused(driven: dict[str, Any]) -> None:
    """With the word that OAuth has for it."""
    assert driven["refreshUsingToken wrong"]["error"] == "invalid_grant"


def test_intuits_own_client_reads_the_fault(driven: dict[str, Any]) -> None:
    """Its error carries the fault's message."""
    assert driven["makeApiCall refused"]["error"] == "Object Not Found"


def test_a_revoked_token_is_refused(driven: dict[str, Any]) -> None:
    """The access token dies with its grant."""
    assert driven["getCompanyInfo revoked"]["status"] == 401


def test_every_step_is_checked(driven: dict[str, Any]) -> None:
    """No step of the script goes unlooked at."""
    others = {
        "createInvoice once",
        "createInvoice twice",
        "createToken again",
        "refreshUsingToken wrong",
        "makeApiCall refused",
        "getCompanyInfo revoked",
    }
    assert set(driven) == {*ANSWERED, *REFUSED, *others}
