"""The preferences of a new company, as US sandboxes answered them (2017, 2019)."""

from __future__ import annotations

from typing import Any

from harness.sandbox.company import Company
from harness.sandbox.parts.parties import customfields
from harness.sandbox.presets.put import put

MESSAGES = {
    "InvoiceMessage": ("Invoice", "Your invoice is attached."),
    "EstimateMessage": ("Estimate", "Please review the estimate below."),
    "SalesReceiptMessage": ("Sales Receipt", "Please review the sales receipt below."),
    "StatementMessage": ("Statement", "Your statement is attached."),
}


def preferences(
    company: Company, name: str, *, sample: bool, default_terms: str = "", message: str = ""
) -> None:
    """Make the preferences; the sample company's show more in use than an empty company's."""
    sales_fields, order_fields = customfields.declared(
        {1: "Crew #"} if sample else {}, {1: "Crew #", 2: "Sales Rep"} if sample else {}
    )
    sales: dict[str, Any] = {
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
        },
        SalesFormsPrefs=sales,
        EmailMessagesPrefs={
            key: {"Subject": f"{subject} from {name}", "Message": text}
            for key, (subject, text) in MESSAGES.items()
        },
        VendorAndPurchasesPrefs={
            "TrackingByCustomer": sample,
            "BillableExpenseTracking": sample,
            "POCustomField": order_fields,
        },
        TimeTrackingPrefs={
            "UseServices": sample,
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


def _named(*, sample: bool, message: str) -> list[dict[str, str]]:
    values = {
        "SalesFormsPrefs.DefaultCustomerMessage": message,
        "SalesFormsPrefs.DefaultItem": "1",
        "DTXCopyMemo": "true",
        "UncategorizedAssetAccountId": "32" if sample else "134",
        "UncategorizedIncomeAccountId": "30" if sample else "132",
        "UncategorizedExpenseAccountId": "31" if sample else "133",
        "SFCEnabled": "true",
        "Language": "en",
        "DateFormat": "Month Date Year separated by a slash",
        "DateFormatMnemonic": "MMDDYYYY_SEP_SLASH",
        "NumberFormat": "US Number Format",
        "NumberFormatMnemonic": "US_NB",
        "DataPartner": "false",
        "Vendor1099Enabled": "true",
        "TimeTrackingFeatureEnabled": "true",
        "FDPEnabled": "false",
        "ProjectsEnabled": "false",
        "isDTXOnStage": "false",
        "VendorAndPurchasesPrefs.UseCustomTxnNumbers": "false",
        "WarnDuplicateCheckNumber": "true",
        "WarnDuplicateBillNumber": "false",
        "WarnDuplicateJournalNumber": "false",
        "SignoutInactiveMinutes": "60",
        "AccountingInfoPrefs.ShowAccountNumbers": "false",
    }
    return [{"Name": name, "Value": value} for name, value in values.items() if value]
