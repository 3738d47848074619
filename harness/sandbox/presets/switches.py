"""The preferences of a new company, as US sandboxes answered them (2017, 2019, August 2026)."""

from __future__ import annotations

from typing import Any

from harness.sandbox.company import Company
from harness.sandbox.entities.preferences import GROUPS
from harness.sandbox.parts.parties import customfields
from harness.sandbox.presets.put import put

REMIT = "Please remit payment at your earliest convenience.\n"
THANKS = "Thank you for your business - we appreciate it very much."
ASK = "Feel free to contact us if you have any questions.\n"
MESSAGES = {
    "InvoiceMessage": ("Invoice", f"Your invoice is attached.  {REMIT}{THANKS}"),
    "EstimateMessage": (
        "Estimate",
        f"Please review the estimate below.  {ASK}We look forward to working with you.",
    ),
    "SalesReceiptMessage": ("Sales Receipt", f"Your sales receipt is attached.\n{THANKS}"),
    "StatementMessage": ("Statement", f"Your statement is attached.  {REMIT}{THANKS}"),
}
SIGNED = "Craig's Design and Landscaping Services"
"""Who signs the sample company's messages, whatever its own name is (recorded)."""


def preferences(
    company: Company, name: str, *, sample: bool, default_terms: str = "", message: str = ""
) -> None:
    """Make the preferences; the sample company's show more in use than an empty company's."""
    known = sample and company.chosen("sample-fields") == "known"
    sales_fields, order_fields = customfields.declared(
        {1: "Crew #"} if known else {}, {1: "Crew #", 2: "Sales Rep"} if known else {}
    )
    signed = SIGNED if sample else name
    sales: dict[str, Any] = {
        "UsingProgressInvoicing": False,
        "CustomField": sales_fields,
        "CustomTxnNumbers": False,
        "EmailCopyToCompany": False,
        "AllowDeposit": False,
        "AllowDiscount": True,
        "AllowEstimates": True,
        "ETransactionEnabledStatus": "NotApplicable",
        "ETransactionAttachPDF": False,
        "ETransactionPaymentEnabled": False,
        "IPNSupportEnabled": False,
        "AllowServiceDate": False,
        "AllowShipping": False,
        "AutoApplyCredit": False,
        "AutoApplyPayments": False,
        "UsingPriceLevels": False,
    }
    if sample:
        sales |= {"DefaultDiscountAccount": "86", "DefaultCustomerMessage": message}
    if default_terms:
        sales["DefaultTerms"] = {"value": default_terms}
    sales = in_order(sales)
    put(
        company,
        "Preferences",
        1,
        AccountingInfoPrefs={
            "UseAccountNumbers": False,
            "TrackDepartments": False,
            "ClassTrackingPerTxn": False,
            "ClassTrackingPerTxnLine": False,
            "FirstMonthOfFiscalYear": "January",
            "TaxYearMonth": "January",
            "TaxForm": "6",
            "CustomerTerminology": "Customers",
        },
        ProductAndServicesPrefs={
            "ForSales": True,
            "ForPurchase": True,
            "QuantityWithPriceAndRate": True,
            "QuantityOnHand": True,
            "RevenueRecognition": False,
            "RevenueRecognitionFrequency": "MONTHLY",
        },
        SalesFormsPrefs=sales,
        EmailMessagesPrefs={
            key: {
                "Subject": f"{subject} from {signed}",
                "Message": f"{text}\n\nSincerely,\n{signed}",
            }
            for key, (subject, text) in MESSAGES.items()
        },
        VendorAndPurchasesPrefs={
            "TrackingByCustomer": sample,
            "BillableExpenseTracking": sample,
            "POCustomField": order_fields,
        },
        TimeTrackingPrefs={
            "UseServices": sample,
            **({"DefaultTimeItem": {"value": "2"}} if sample else {}),
            "BillCustomers": sample,
            "ShowBillRateToAll": False,
            "WorkWeekStartDate": "Monday",
            "MarkTimeEntriesBillable": sample,
        },
        TaxPrefs={"UsingSalesTax": False},
        CurrencyPrefs={"MultiCurrencyEnabled": False, "HomeCurrency": {"value": "USD"}},
        ReportPrefs={"ReportBasis": "Accrual", "CalcAgingReportFromTxnDate": False},
        OtherPrefs={"NameValue": _named(sample=sample, message=message)},
    )


def in_order(sales: dict[str, Any]) -> dict[str, Any]:
    """Arrange the preferences of sales forms as Intuit tells them."""
    return {key: sales[key] for key in GROUPS["SalesFormsPrefs"] if key in sales}


def _named(*, sample: bool, message: str) -> list[dict[str, str]]:
    values = {
        "SalesFormsPrefs.DefaultCustomerMessage": message,
        "SalesFormsPrefs.DefaultItem": "1",
        "DTXCopyMemo": "false",
        "UncategorizedAssetAccountId": "32" if sample else "134",
        "UncategorizedIncomeAccountId": "30" if sample else "132",
        "UncategorizedExpenseAccountId": "31" if sample else "133",
        "SFCEnabled": "true",
        "DataPartner": "false",
        "Vendor1099Enabled": "true",
        "TimeTrackingFeatureEnabled": "true",
        "FDPEnabled": "false",
        "isDTXOnStage": "false",
        "ProjectsEnabled": "false",
        "VendorAndPurchasesPrefs.UseCustomTxnNumbers": "false",
        "DateFormat": "Month Date Year separated by a slash",
        "DateFormatMnemonic": "MMDDYYYY_SEP_SLASH",
        "NumberFormat": "US Number Format",
        "NumberFormatMnemonic": "US_NB",
        "WarnDuplicateCheckNumber": "true",
        "WarnDuplicateBillNumber": "false",
        "WarnDuplicateJournalNumber": "false",
        "SignoutInactiveMinutes": "60",
        "AccountingInfoPrefs.ShowAccountNumbers": "false",
        "VendorAndPurchasesPrefs.PurchaseOrderEnabled": "true",
        "VendorAndPurchasesPrefs.MarkupOnBillableExpenseEnabled": "false",
        "SalesFormsPrefs.AllowGratuity": "false",
    }
    return [{"Name": name, "Value": value} for name, value in values.items() if value]
